import { connect } from "node:tls";
import { expect, it } from "vitest";
import { startStandIn } from "../../../../src/splunkd/start-stand-in.ts";
import { certificate } from "../../../../src/splunkd/wire/certificate.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

function verified(port: number, ca?: string): Promise<string> {
  return new Promise((done) => {
    const options = { port, host: "localhost", servername: "localhost", ca };
    const socket = connect(options, () => {
      done("trusted");
      socket.destroy();
    });
    socket.on("error", (error: NodeJS.ErrnoException) => done(String(error.code)));
  });
}

it("is refused by who verifies as Splunk's own is, and taken by who trusts its root", async () => {
  const cacheFolder = tempFolder();
  await using splunkd = await startStandIn({ cacheFolder });
  expect(await verified(splunkd.port)).toBe("SELF_SIGNED_CERT_IN_CHAIN");
  const { cert } = await certificate(cacheFolder);
  const root = cert.slice(cert.lastIndexOf("-----BEGIN"));
  expect(await verified(splunkd.port, root)).toBe("trusted");
});
