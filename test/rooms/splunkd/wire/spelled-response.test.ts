import { connect } from "node:tls";
import { expect, it } from "vitest";
import { startStandIn, type Splunkd } from "../../../../src/splunkd/start-stand-in.ts";

/** All that comes back for these bytes. */
function say(splunkd: Splunkd, text: string): Promise<string> {
  return new Promise((done, fail) => {
    let got = "";
    const socket = connect({ port: splunkd.port, rejectUnauthorized: false }, () =>
      socket.write(text),
    );
    socket.setEncoding("latin1").on("data", (part: string) => (got += part));
    socket.on("end", () => done(got)).on("error", fail);
  });
}

it("spells its headers as splunkd does, for clients that look for Set-Cookie letter by letter", async () => {
  await using splunkd = await startStandIn();
  const body = "username=admin&password=Chang3d!&cookie=1";
  const head = `POST /services/auth/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
  const got = await say(splunkd, head + body);
  const names = got
    .slice(0, got.indexOf("\r\n\r\n"))
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(":")[0]);
  expect(names).toEqual(
    expect.arrayContaining([
      "Set-Cookie",
      "Content-Type",
      "Content-Length",
      "Cache-Control",
      "Server",
    ]),
  );
});

it("answers a request that names no host", async () => {
  await using splunkd = await startStandIn();
  const got = await say(
    splunkd,
    `GET /services HTTP/1.1\r\nConnection: close\r\nAuthorization: Splunk ${splunkd.sessionKey}\r\n\r\n`,
  );
  expect(got).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});
