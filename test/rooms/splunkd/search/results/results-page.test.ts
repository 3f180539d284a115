import { get } from "node:http";
import { hostname, networkInterfaces } from "node:os";
import { expect, it } from "vitest";
import { startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

it("shows the rows of a job where results_link leads, and the one row of a per-result link", async () => {
  const splunkd = await startStandIn({ webPort: 0 });
  try {
    const search = '| makeresults count=3 | streamstats count | eval text="<b>".count';
    const body = new URLSearchParams({ search, id: "my.1" });
    await askSplunkd(splunkd, "POST", "/services/search/jobs", { body });
    const get = async (path: string): Promise<[number, string]> => {
      const answer = await fetch(`http://127.0.0.1:${splunkd.webPort}${path}`);
      return [answer.status, await answer.text()];
    };
    const [status, whole] = await get("/app/search/@go?sid=my.1");
    expect(status).toBe(200);
    expect(whole.match(/<tr>/g)).toHaveLength(4);
    expect(whole).toContain("<td>&lt;b&gt;3</td>");
    const [, one] = await get(
      "/app/search/search?q=%7Cloadjob%20my.1%20%7C%20head%202%20%7C%20tail%201&earliest=0",
    );
    expect(one.match(/<tr>/g)).toHaveLength(2);
    expect(one).toContain("<td>&lt;b&gt;2</td>");
    expect((await get("/app/search/@go?sid=none"))[0]).toBe(404);
    expect((await get("/en-US/account/login"))[0]).toBe(404);
    expect((await get("//"))[0]).toBe(404);
  } finally {
    await splunkd[Symbol.asyncDispose]();
  }
});

interface Answer {
  readonly status: number | undefined;
  readonly location: string | undefined;
  readonly text: string;
}

it("answers no page of another origin, and to no name but those of loopback", async () => {
  await using splunkd = await startStandIn({ webPort: 0, host: "0.0.0.0" });
  const { webPort: port = 0 } = splunkd;
  const body = new URLSearchParams({ search: "| makeresults | eval text=1", id: "my.1" });
  await askSplunkd(splunkd, "POST", "/services/search/jobs", { body });
  const ask = (headers: Record<string, string>): Promise<Answer> =>
    new Promise((done, fail) => {
      const asked = { host: "127.0.0.1", port, path: "/app/search/@go?sid=my.1", headers };
      get(asked, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part: string) => (text += part));
        const { statusCode: status } = answer;
        answer.on("end", () => done({ status, location: answer.headers.location, text }));
      }).on("error", fail);
    });
  for (const host of ["localhost", "127.0.0.1", "[::1]"])
    expect(await ask({ host: `${host}:${port}` })).toMatchObject({ status: 200 });
  const own = await ask({ host: `localhost:${port}`, origin: `http://localhost:${port}` });
  expect(own.text).toContain("<td>1</td>");
  const refused: readonly Record<string, string>[] = [
    { host: `evil.example:${port}` },
    { host: `localhost.evil.example:${port}` },
    { host: `localhost:${port}`, origin: "https://evil.example" },
    { host: `localhost:${port}`, origin: "null" },
  ];
  for (const headers of refused) {
    const { status, text } = await ask(headers);
    expect([headers, status]).toEqual([headers, 403]);
    expect(text).not.toContain("<td>");
  }
  // A results_link has the name of the machine.
  const named = await ask({ host: `${hostname()}:${port}` });
  expect(named).toMatchObject({
    status: 307,
    location: `http://localhost:${port}/app/search/@go?sid=my.1`,
  });
  expect(named.text).not.toContain("<td>");
});

it("shows the page to this machine only, wherever the stand-in listens", async () => {
  await using splunkd = await startStandIn({ webPort: 0, host: "0.0.0.0" });
  const others = Object.values(networkInterfaces())
    .flatMap((known) => known ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal);
  for (const { address } of others) {
    const port = splunkd.webPort ?? 0;
    await expect(fetch(`http://${address}:${port}/app/search/@go?sid=1`)).rejects.toThrow(
      "fetch failed",
    );
    expect(
      (
        await askSplunkd(splunkd, "GET", "/services/server/info", {
          uri: `https://${address}:${splunkd.port}`,
        })
      ).status,
    ).toBe(200);
  }
});
