import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { leaseKeeper } from "../../../src/sandbox/fence/lease-keeper.ts";
import type { SendAlertRequest } from "../../../src/run/send-alert-request.ts";
import { sendAlert } from "../../../src/sendalert.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const lease = leaseKeeper("namespace");
const stands = (await lease?.keeper.fence())?.kind === "namespace";
await lease?.[Symbol.asyncDispose]();

async function run(code: string, request: SendAlertRequest = {}) {
  const root = tempFolder({
    "default/app.conf": "[package]\nid = TA_writes\n",
    "default/alert_actions.conf": "[write]\nis_custom = 1\n",
    "metadata/default.meta": "[]\nexport = system\n",
    "bin/write.py": `import os, pathlib, subprocess
def attempt(act):
    try:
        act()
    except OSError:
        pass
${code}`,
  });
  const { problems, verdict } = await sendAlert(loadAddon(root), request);
  const writes = problems
    .filter(({ code: kind }) => kind === "ADDON_WRITES_OUTSIDE")
    .map(({ message, where }) => ({
      path: /write to (\S+),/.exec(message)?.[1],
      line: where?.file === join(root, "bin/write.py") ? where.line : undefined,
    }));
  return { writes, verdict };
}

describe.skipIf(!stands)("below a fence that refuses writes", () => {
  it("names each file and the line, though the script goes on, and fails nothing", async () => {
    const { writes, verdict } = await run(`attempt(lambda: open("/etc/of-yours", "w"))
attempt(lambda: os.mkdir("/usr/of-yours"))
attempt(lambda: pathlib.Path("/etc/by-pathlib").write_text("x"))
attempt(lambda: os.rename("/etc/hostname", "/etc/other-name"))
attempt(lambda: os.remove("/etc/hostname"))
`);
    expect(writes).toEqual([
      { path: "/etc/of-yours", line: 7 },
      { path: "/usr/of-yours", line: 8 },
      { path: "/etc/by-pathlib", line: 9 },
      { path: "/etc/hostname", line: 10 },
      { path: "/etc/other-name", line: 10 },
    ]);
    expect(verdict.status).toBe("pass");
  });

  it("names files that another program says it cannot write to", async () => {
    const { writes } = await run('subprocess.call(["sh", "-c", "echo x > /etc/by-shell"])\n');
    expect(writes).toEqual([{ path: "/etc/by-shell", line: undefined }]);
  });

  it("says nothing of what can be written to, and of devices", async () => {
    const { writes } =
      await run(`for path in ("/tmp/mine", "/dev/null", os.environ["SPLUNK_HOME"] + "/mine"):
    open(path, "w").close()
open("/etc/hostname").close()
attempt(lambda: open("/etc/no-such-file"))
`);
    expect(writes).toEqual([]);
  });

  it("says nothing where the script may write wherever you may", async () => {
    const folder = tempFolder();
    const code = `open(${JSON.stringify(join(folder, "a"))}, "w").close()\n`;
    expect((await run(code, { isolate: false })).writes).toEqual([]);
    expect((await run(code, { writable: [folder] })).writes).toEqual([]);
  });
});
