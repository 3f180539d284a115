// What a new user gets: the tarball in an empty folder outside the repository, and each command run from there.
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, parse, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { expect, inject, it } from "vitest";
import { strangersEnv } from "../support/setup/install-package.ts";
import { fixture } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

const { folder, npm, tarball } = inject("installed");
const HOME = join(folder, "node_modules", "ar-sim");
const PROGRAM = join(folder, "node_modules", ".bin", "ar-sim");
const MB = 1024 * 1024;

it("comes alone, with no warning, outside the repository", () => {
  expect(npm.stderr).toBe("");
  expect(npm.stdout.trim()).toMatch(/^added 1 package in \d+m?s$/);
  expect(visible(join(folder, "node_modules"))).toEqual(["ar-sim"]);
  expect(visible(HOME)).not.toContain("node_modules");
  const root = fileURLToPath(new URL("../..", import.meta.url));
  expect(relative(root, folder)).toMatch(/^\.\./);
  for (let above = dirname(folder); above !== parse(above).root; above = dirname(above))
    expect(existsSync(join(above, "node_modules")), above).toBe(false);
  expect(strangersEnv()["NODE_PATH"]).toBeUndefined();
});

it("takes less than 12 MB", () => {
  const files = readdirSync(HOME, { recursive: true, encoding: "utf8" }).map((name) =>
    statSync(join(HOME, name)),
  );
  const bytes = files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
  expect(bytes).toBeLessThan(12 * MB);
});

it("needs no other package, and offers itself to the vitest that is there", () => {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = JSON.parse(
    readFileSync(join(HOME, "package.json"), "utf8"),
  );
  expect(dependencies ?? {}).toEqual({});
  expect(optionalDependencies ?? {}).toEqual({});
  expect(peerDependencies).toMatchObject({ vitest: ">=3" });
  for (const name of Object.keys(peerDependencies))
    expect(peerDependenciesMeta[name], name).toEqual({ optional: true });
});

it("ships its licences, and nothing that a tool made for itself", async () => {
  const { stdout } = await execa("tar", ["-tzf", tarball]);
  const files = stdout.split("\n").map((file) => file.replace(/^package\//, ""));
  expect(files).toEqual(expect.arrayContaining(["LICENSE", "dist/THIRD-PARTY-LICENSES.txt"]));
  expect(files.filter((file) => /__pycache__|\.(?:pyc|map|tsbuildinfo)$/.test(file))).toEqual([]);
});

it("declares only what the public types reach", async () => {
  const { stdout } = await execa("tar", ["-tzf", tarball]);
  const declarations = stdout.split("\n").filter((file) => file.endsWith(".d.ts"));
  expect(declarations).toContain("package/dist/lib/index.d.ts");
  expect(declarations.length).toBeLessThanOrEqual(60);
});

interface Use {
  readonly args: readonly string[];
  readonly code?: number;
  readonly prints: RegExp;
}

/** By command, in the folder of an add-on; a command's uses are run one after another. */
const USES: Readonly<Record<string, readonly Use[]>> = {
  run: [
    { args: ["run"], prints: /^PASS {2}Enterprise Security would find the result$/m },
    { args: ["run", "--app", "../TA_ping.spl", "--json"], prints: /"app": ?"TA_ping"/ },
    { args: ["run", "--app", "../TA_ping.zip", "--param", "count=3"], prints: /^PASS/m },
  ],
  search: [
    {
      args: ["search", '| makeresults | eval a=upper("x") | table a'],
      prints: /│ X │[^]*1 result/,
    },
    {
      args: ["search", '| makeresults | eval dest="192.0.2.7" | sendalert ping_host'],
      prints: /PASS|192\.0\.2\.7/,
    },
  ],
  test: [
    { args: ["test", "--reporter", "pretty"], prints: /passed/ },
    { args: ["test", "--reporter", "html=report.html", "--reporter", "junit=r.xml"], prints: /^/ },
  ],
  completion: [
    { args: ["completion", "words", "--", "run", ""], prints: /^ping_host\t/ },
    { args: ["completion", "fish"], prints: /complete -c ar-sim/ },
  ],
  validate: [
    { args: ["validate"], prints: /would save/ },
    { args: ["validate", "--param", "count=-1"], code: 1, prints: /Count must be a positive/ },
  ],
  check: [
    { args: ["check"], prints: /AR031/ },
    { args: ["check", "--format", "sarif"], prints: /"ruleId": ?"AR031"/ },
  ],
  doctor: [{ args: ["doctor"], prints: /will show in Incident Review/ }],
  explain: [{ args: ["explain", "AR001"], prints: /AR001/ }],
  serve: [
    {
      args: ["serve", "--port", "0", "--hec-port", "0", "--exec", "node kv.mjs"],
      prints: /found: b/,
    },
  ],
  snapshots: [
    { args: ["test", "new.ar.yaml"], prints: /./ },
    { args: ["snapshots", "accept"], prints: /new\.ar/ },
    { args: ["test", "new.ar.yaml", "--ci"], prints: /1 passed/ },
  ],
  "merge-reports": [
    { args: ["test", "--shard", "1/2", "--reporter", "blob=blobs/1.json"], prints: /^/ },
    { args: ["test", "--shard", "2/2", "--reporter", "blob=blobs/2.json"], prints: /^/ },
    { args: ["merge-reports", "blobs", "--reporter", "pretty"], prints: /passed/ },
  ],
  notable: [{ args: ["notable", "new", "--domain", "network"], prints: /"rule_name"/ }],
  ui: [{ args: ["ui", "--json", "--app", "../nowhere"], code: 2, prints: /ADDON_NOT_FOUND/ }],
  worker: [{ args: ["worker"], prints: /^$/ }],
  python: [{ args: ["python", "list"], prints: /\d+\.\d+/ }],
  help: [
    { args: ["help"], prints: /^ {2}run {2,}\S/m },
    { args: ["--version"], prints: /^ar-sim \d+\.\d+\.\d+$/m },
  ],
};

/** Keeps documents and asks for one of them, as a test suite that is run beside the stand-in would. */
const KV = `
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
process.removeAllListeners("warning");
const base = process.env.SPLUNKD_URI + "/servicesNS/nobody/search/storage/collections";
const { SPLUNK_USERNAME: name, SPLUNK_PASSWORD: password } = process.env;
const headers = { Authorization: "Basic " + btoa(name + ":" + password), "Content-Type": "application/json" };
const ask = async (method, path, body) => (await fetch(base + path, { method, headers, body })).json();
await fetch(base + "/config", { method: "POST", headers: { Authorization: headers.Authorization }, body: new URLSearchParams({ name: "c" }) });
for (const _key of ["a", "b"]) await ask("POST", "/data/c", JSON.stringify({ _key, n: _key === "a" ? 1 : 2 }));
const found = await ask("GET", "/data/c?query=" + encodeURIComponent('{"n":{"$gt":1}}'));
console.log("found: " + found.map((one) => one._key));
`;

const NEW_SCENARIO = `cases:
  - name: keeps what came
    expect: { snapshot: true }
`;

it("has a use of each command below", async () => {
  const { stdout } = await arSim(["help"], folder);
  const commands = [...stdout.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, name = ""]) => name);
  expect(commands).toContain("run");
  for (const name of commands) expect(Object.keys(USES)).toContain(name);
});

it.each(Object.entries(USES))("%s works from there", async (_name, uses) => {
  const addon = addonBelow(tempFolder());
  writeFileSync(join(addon, "kv.mjs"), KV);
  writeFileSync(join(addon, "new.ar.yaml"), NEW_SCENARIO);
  await pack(addon);
  for (const { args, code = 0, prints } of uses) {
    const ended = await arSim(args, addon);
    const said = `ar-sim ${args.join(" ")}\n${ended.stdout}${ended.stderr}`;
    expect(ended.code, said).toBe(code);
    expect(ended.stdout, said).toMatch(prints);
  }
});

it.each(Object.keys(USES).filter((name) => name !== "help"))("tells of %s", async (name) => {
  const { code, stdout, stderr } = await arSim([name, "--help"], folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain(`ar-sim ${name}`);
});

it("watches from there, and runs again what a saved file bears on", async () => {
  const addon = addonBelow(tempFolder());
  const child = execa(PROGRAM, ["test", "--watch"], { ...STRANGER, cwd: addon });
  let told = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (told += text));
  try {
    const waits = (): number => told.split("Waiting for changes").length - 1;
    await expect.poll(waits, { timeout: 30_000 }).toBe(1);
    writeFileSync(join(addon, "bin", "ping_host.py"), "raise SystemExit(9)\n");
    await expect.poll(waits, { timeout: 30_000 }).toBe(2);
  } finally {
    child.kill("SIGINT");
  }
  expect((await child).stdout).toMatch(/failed/);
});

/** With nothing but what a new user's shell has, and no word said on standard input. */
const STRANGER = {
  env: strangersEnv(),
  extendEnv: false,
  reject: false,
  stdin: "ignore",
} as const;

async function arSim(args: readonly string[], cwd: string) {
  const { exitCode, stdout, stderr } = await execa(PROGRAM, args, { ...STRANGER, cwd });
  return { code: exitCode, stdout, stderr };
}

function addonBelow(above: string): string {
  const addon = join(above, "TA_ping");
  cpSync(fixture("TA_ping"), addon, { recursive: true });
  return addon;
}

/** As a .spl and a .zip beside it, since packages come as either. */
async function pack(addon: string): Promise<void> {
  const cwd = dirname(addon);
  await execa("tar", ["-czf", "TA_ping.spl", "TA_ping"], { cwd });
  const zip = `import shutil; shutil.make_archive("TA_ping", "zip", ".", "TA_ping")`;
  await execa("python3", ["-c", zip], { cwd });
}

function visible(path: string): string[] {
  return readdirSync(path).filter((name) => !name.startsWith("."));
}
