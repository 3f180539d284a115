/**
 * Add-ons with something in them that no add-on should have: pipes, devices, sockets, links that lead elsewhere or in a
 * circle, files without end. Each is made by its name in a folder that the caller removes.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** Makes something odd in the folder of an add-on. */
type Oddity = (folder: string) => void | Promise<void>;

/** Of coreutils, and of every Unix. */
const MKFIFO = "mkfifo";

/** Whether this machine has what the oddities are made with. */
export const canBeOdd: boolean =
  process.platform !== "win32" && spawnSync(MKFIFO, ["--help"]).error === undefined;

export const ODDITIES: Readonly<Record<string, Oddity>> = {
  ...atPaths("pipe at", pipe, [
    "README.txt",
    "default/props.conf",
    "default/alert_actions.conf",
    "default/app.conf",
    "metadata/default.meta",
    "default/data/ui/alerts/m.html",
    "bin/m.py",
    "lookups/a.csv",
    "app.manifest",
    "ar-sim.config.yaml",
    "ar-sim.test.yaml",
    "local",
  ]),
  ...atPaths("endless device at", linkTo("/dev/zero"), [
    "default/props.conf",
    "default/alert_actions.conf",
    "default/data/ui/alerts/m.html",
    "bin/m.py",
    "lookups/a.csv",
    "README/alert_actions.conf.spec",
    "app.manifest",
    "ar-sim.config.yaml",
    "ar-sim.test.yaml",
  ]),
  "random device": (folder) => linkTo("/dev/urandom")(join(folder, "bin/data.bin")),
  "log of the kernel": (folder) => linkTo("/dev/kmsg")(join(folder, "default/tags.conf")),
  terminal: (folder) => linkTo("/dev/tty")(join(folder, "default/tags.conf")),
  socket: (folder) => socket(join(folder, "bin/s")),
  "folder for a conf": (folder) => void mkdirSync(join(folder, "default/props.conf")),
  "file for a folder": (folder) => void writeFileSync(join(folder, "local"), "x"),
  "link to a folder above": (folder) => linkTo("..")(join(folder, "bin/up")),
  "link to itself": (folder) => linkTo("self")(join(folder, "bin/self")),
  "conf that links to itself": (folder) => linkTo("tags.conf")(join(folder, "default/tags.conf")),
  "link to the settings of the machine": (folder) => linkTo("/etc")(join(folder, "bin/etc")),
  "link to the whole disk": (folder) => linkTo("/")(join(folder, "lib")),
  "link above the add-on": (folder) => linkTo("../..")(join(folder, "bin/parent")),
  "link to the home": (folder) => linkTo(homedir())(join(folder, "bin/home")),
  "link to the processes": (folder) => linkTo("/proc")(join(folder, "bin/proc")),
  "link to nothing": (folder) => linkTo("/nowhere")(join(folder, "default/tags.conf")),
  "folders that link to each other": manyLinks,
  "a file of 6 GiB": (folder) => large(join(folder, "lookups/huge.csv"), 6 * 2 ** 30),
  "a conf of 2 GiB": (folder) => large(join(folder, "default/props.conf"), 2 ** 31),
  "a hundred files of 60 MiB": (folder) => {
    for (let one = 0; one < 100; one += 1) large(join(folder, `README/${one}.txt`), 60 * 2 ** 20);
  },
  "a conf with 400,000 stanzas": (folder) =>
    put(join(folder, "default/props.conf"), stanzas(400_000)),
  "a line of 20 MiB": (folder) =>
    put(join(folder, "default/tags.conf"), `[a]\nb = ${"x".repeat(20 * 2 ** 20)}\n`),
  "zero bytes": (folder) => put(join(folder, "default/tags.conf"), "\0".repeat(100_000)),
  "unreadable files": (folder) => {
    for (const path of ["default/props.conf", "bin/other.py", "README.txt"]) {
      put(join(folder, path), "x");
      chmodSync(join(folder, path), 0);
    }
  },
  "unreadable folder": (folder) => {
    mkdirSync(join(folder, "lookups/locked"), { recursive: true });
    chmodSync(join(folder, "lookups/locked"), 0);
  },
  "folders 400 deep": (folder) =>
    void mkdirSync(join(folder, "bin", ...Array<string>(400).fill("d")), { recursive: true }),
  "names that are no text": (folder) => {
    writeFileSync(join(folder, "bin/two\nlines.py"), "");
    writeFileSync(Buffer.concat([Buffer.from(join(folder, "bin/")), Buffer.from([0xff])]), "");
  },
};

/** An add-on with an action `m` that works, and something odd. */
export async function makeOddAddon(folder: string, oddity: string): Promise<void> {
  put(
    join(folder, "default/alert_actions.conf"),
    "[m]\nis_custom=1\npayload_format=json\npython.version=python3\nmaxtime=5s\n",
  );
  put(join(folder, "default/app.conf"), "[package]\nid=odd\n[launcher]\nversion=1\n");
  put(join(folder, "metadata/default.meta"), "[]\nexport=system\n");
  put(join(folder, "bin/m.py"), 'import sys\nsys.stdin.read()\nprint("ran")\n');
  mkdirSync(join(folder, "lookups"));
  await ODDITIES[oddity]?.(folder);
}

function atPaths(
  what: string,
  make: Oddity,
  paths: readonly string[],
): Readonly<Record<string, Oddity>> {
  return Object.fromEntries(
    paths.map((path) => [`${what} ${path}`, (folder: string) => make(join(folder, path))]),
  );
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

export function pipe(path: string): void {
  clear(path);
  spawnSync(MKFIFO, [path]);
}

function linkTo(target: string): (path: string) => void {
  return (path) => {
    clear(path);
    symlinkSync(target, path);
  };
}

function clear(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { recursive: true, force: true });
}

/** The path of a socket may have some hundred bytes, so it is made by its name in the folder. */
async function socket(path: string): Promise<void> {
  const server = createServer();
  const here = process.cwd();
  process.chdir(dirname(path));
  await new Promise<void>((done) => server.listen("s", done));
  process.chdir(here);
  // Closing would remove it, were it still there.
  spawnSync("mv", [path, `${path}.sock`]);
  await new Promise((done) => server.close(done));
}

/** Without content, so that the disk holds nothing of it. */
export function large(path: string, bytes: number): void {
  put(path, "");
  truncateSync(path, bytes);
}

function manyLinks(folder: string): void {
  const numbers = Array.from({ length: 12 }, (_, at) => at);
  for (const one of numbers) {
    mkdirSync(join(folder, `d${one}`));
    for (const other of numbers) symlinkSync(`../d${other}`, join(folder, `d${one}/l${other}`));
  }
}

function stanzas(count: number): string {
  return Array.from({ length: count }, (_, at) => `[s${at}]\nTRUNCATE = 1\n`).join("");
}
