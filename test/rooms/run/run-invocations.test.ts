import { expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { sendAlert, type SendAlertRequest } from "../../../src/index.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** Runs an add-on whose one action has this program. */
function run(program: string, text: string, request: SendAlertRequest = {}) {
  const app = tempFolder({
    "default/app.conf": "[package]\nid = TA_x\n",
    "default/alert_actions.conf": "[act]\npayload_format = json\n",
    [`bin/${program}`]: text,
  });
  return sendAlert(loadAddon(app), request);
}

const onPosix = it.skipIf(process.platform === "win32");

onPosix("lets a shell action write to /dev/stderr, which splunkd.log then has", async () => {
  const script =
    "#!/bin/sh\ncat > /dev/null\necho 'WARN hello' > /dev/stderr\necho out > /dev/stdout\n";
  const { invocations } = await run("act.sh", script);
  expect(invocations[0]).toMatchObject({ exitCode: 0, stderr: "WARN hello\n", stdout: "out\n" });
  expect(invocations[0]?.splunkd.join("\n")).toMatch(/WARN {2}sendmodalert .* STDERR - hello$/m);
});

it("runs Python in its UTF-8 mode, also with another locale", async () => {
  const script = `import os, sys
with open("x.txt", "w") as file:
    print(sys.flags.utf8_mode, file.encoding.lower().replace("-", ""), os.environ["PYTHONUTF8"])
`;
  for (const env of [{}, { LC_ALL: "en_US.ISO-8859-1" }]) {
    const { invocations } = await run("act.py", script, { env });
    expect(invocations[0]?.stdout).toBe("1 utf8 1\n");
  }
});
