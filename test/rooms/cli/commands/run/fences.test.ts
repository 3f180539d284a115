import { spawn, spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { MAIN, withoutColor } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";
import { Arrivals, layWaysOut } from "../../../../support/outbound/ways-out.ts";

const internet = new Arrivals();
const port = await internet.listen();
afterAll(() => internet[Symbol.asyncDispose]());

/** The user that owns nothing. */
const AS_NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
/** A place in which no further namespace can be made. */
const WITHOUT_NAMESPACES = [
  "unshare",
  "--user",
  "--map-root-user",
  "sh",
  "-c",
  'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"',
  "sh",
];

function canRun([file = "", ...args]: readonly string[]): boolean {
  const { status } = spawnSync(file, [...args, process.execPath, MAIN, "--version"]);
  return process.platform === "linux" && status === 0;
}

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

async function run(
  [file = "", ...before]: readonly string[],
  ...args: readonly string[]
): Promise<Ended> {
  const home = tempFolder();
  chmodSync(home, 0o777);
  const child = spawn(file, [...before, process.execPath, MAIN, "run", "--json", ...args], {
    cwd: "/",
    env: {
      ...withoutColor(),
      HOME: home,
      TMPDIR: home,
      XDG_CACHE_HOME: home,
      PATH: "/usr/bin:/bin",
    },
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (data: string) => (text += data));
  child.stderr.setEncoding("utf8").on("data", (data: string) => (text += data));
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, text };
}

describe.skipIf(!canRun(AS_NOBODY))("for an ordinary user", () => {
  it.each(["namespace", "landlock"])(
    "lets the script out by no way with the fence %s, where it can stand",
    async (fence) => {
      const { addon } = layWaysOut(port);
      const denied = await run(AS_NOBODY, "--app", addon, "--fence", fence);
      expect(internet.take()).toEqual([]);
      if (denied.code === 4) {
        expect(denied.text).toContain("SANDBOX_NO_FENCE");
        return;
      }
      expect(denied.code, denied.text).toBe(1);
      expect(JSON.parse(denied.text)).toMatchObject({ fence: { kind: fence } });
      const allowed = await run(AS_NOBODY, "--app", addon, "--fence", fence, "--network", "allow");
      expect(allowed.code, allowed.text).toBe(0);
      expect(internet.take().length).toBeGreaterThan(12);
    },
  );
});

describe.skipIf(!canRun(WITHOUT_NAMESPACES))("where the kernel refuses namespaces", () => {
  it("takes the next fence, and says why", async () => {
    const { addon, others } = layWaysOut(port);
    const { code, text } = await run(WITHOUT_NAMESPACES, "--app", addon);
    const { fence }: { fence: { kind: string; why: string; limits: string } } = JSON.parse(text);
    expect(code).toBe(1);
    expect(fence.why).toContain("namespaces: ");
    expect(fence.limits).toContain("Python");
    // A kernel may lack Landlock too.
    expect(internet.take()).toEqual(fence.kind === "landlock" ? [] : [...others].toSorted());
  });

  it("ends with 4 and the reason where a fence is asked for by name", async () => {
    const { addon } = layWaysOut(port);
    const { code, text } = await run(WITHOUT_NAMESPACES, "--app", addon, "--fence", "namespace");
    expect(code).toBe(4);
    expect(text).toContain("SANDBOX_NO_FENCE");
    expect(text).toContain("namespaces: ");
  });
});
