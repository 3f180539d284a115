import { createServer } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { leaseKeeper } from "../../../../src/sandbox/fence/lease-keeper.ts";
import { runScenarios } from "../../../../src/scenario/run/run-scenarios.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** A service of this machine. */
const service = createServer((socket) => socket.on("error", () => undefined).end("hello"));
let place = "";
beforeAll(async () => {
  await new Promise<void>((done) => service.listen(0, "127.0.0.1", done));
  const address = service.address();
  place = `127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterAll(() => service.close());

const lease = leaseKeeper("namespace");
const stands = (await lease?.keeper.fence())?.kind === "namespace";
await lease?.[Symbol.asyncDispose]();

function addon(config: string, given: readonly string[]): string {
  const [host, port] = place.split(":");
  return tempFolder({
    "default/app.conf": "[package]\nid = TA_calls\n",
    "default/alert_actions.conf": "[call]\nis_custom = 1\npayload_format = json\n",
    "bin/call.py": `import socket
try:
    print(socket.create_connection(("${host}", ${port}), 5).recv(9).decode())
except OSError:
    print("refused")
`,
    ...(config === "" ? {} : { "ar-sim.config.yaml": config }),
    "ar-sim.test.yaml": `cases:\n${given
      .map(
        (one, number) =>
          `  - name: case ${number}\n    given: { ${one} }\n    expect: { exit: 0 }\n`,
      )
      .join("")}`,
  });
}

async function printed(root: string, network?: "deny"): Promise<string[]> {
  const report = await runScenarios({ root, isOnlyChecked: true, fence: { network } });
  expect(report.files.flatMap(({ errors }) => errors)).toEqual([]);
  return report.cases.map((one) => one.transcript?.invocations[0]?.stdout.trim() ?? "");
}

it.skipIf(!stands)("lets a case out as it says, and else as ar-sim.config says", async () => {
  const allowed = `network: { allow: ["${place}"] }`;
  const root = addon(allowed, ["", "network: deny", "network: { allow: [a.example:1] }"]);
  expect(await printed(root)).toEqual(["hello", "refused", "refused"]);
  expect(await printed(addon("network: deny\n", ["", allowed]))).toEqual(["refused", "hello"]);
  expect(await printed(addon("", ["", allowed]))).toEqual(["refused", "hello"]);
});

it.skipIf(!stands)("lets no case out where the option denies it", async () => {
  const allowed = `network: { allow: ["${place}"] }`;
  expect(await printed(addon(allowed, ["", allowed]), "deny")).toEqual(["refused", "refused"]);
});

it.each([
  ["network: open\n", /`network` must be/],
  ["network: { allow: [example.com] }\n", /`network\.allow\[0\]`/],
  ["network: { allow: [] }\n", /network\.allow/],
  ["network: { deny: [a:1] }\n", /`network` has no key `deny`/],
])("refuses %j in ar-sim.config", async (config, message) => {
  const { files } = await runScenarios({ root: addon(config, [""]), isOnlyChecked: true });
  expect(files.flatMap(({ errors }) => errors)).toMatchObject([
    { code: "CONFIG_BAD", message: expect.stringMatching(message) },
  ]);
});
