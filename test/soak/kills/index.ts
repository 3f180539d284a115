/**
 * `npm run kills -- 1000 7`: starts ar-sim 1,000 times, ends it at a moment that seed 7 draws, and counts the processes
 * and folders that are left. The exit code is 1 if there are any.
 */
import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { SCRIPTS } from "./scripts.ts";

const MAIN = fileURLToPath(new URL("../../../dist/bin/main.cjs", import.meta.url));
const COUNT = Number(process.argv.at(-2)) || 200;
const SEED = Number(process.argv.at(-1)) || 1;

/** A run and its last words take less. */
const WHOLE_RUN_MS = 2600;
/** What is left after this time stays. */
const PATIENCE_MS = 15_000;

type Signals = readonly NodeJS.Signals[];
const ENDS: readonly Signals[] = [["SIGKILL"], ["SIGTERM"], ["SIGINT"], ["SIGINT", "SIGINT"]];

/** Mulberry32: the same moments for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Kill {
  readonly number: number;
  readonly script: string;
  readonly serves: boolean;
  readonly signals: Signals;
  readonly afterMs: number;
}

function drawn(): Kill[] {
  const draw = random(SEED);
  const scripts = Object.keys(SCRIPTS);
  return Array.from({ length: COUNT }, (_, number) => ({
    number,
    script: scripts[number % scripts.length] ?? "",
    serves: draw() < 0.15,
    signals: ENDS[Math.floor(draw() * ENDS.length)] ?? ["SIGKILL"],
    // Half of the moments are early: before anything watches, and while it starts to.
    afterMs: draw() < 0.5 ? draw() * 500 : draw() * WHOLE_RUN_MS,
  }));
}

function layAddon(folder: string): string {
  const root = join(folder, "TA_kills");
  for (const part of ["bin", "default"]) mkdirSync(join(root, part), { recursive: true });
  writeFileSync(join(root, "default/app.conf"), "[package]\nid = TA_kills\n");
  const names = Object.keys(SCRIPTS);
  const stanzas = names.map((name) => `[${name.replace(/\..*/, "")}]\nis_custom = 1\n`);
  writeFileSync(join(root, "default/alert_actions.conf"), stanzas.join(""));
  for (const name of names)
    writeFileSync(join(root, "bin", name), SCRIPTS[name] ?? "", { mode: 0o755 });
  return root;
}

/** Processes that have the folder of this kill in their command, environment or working folder. */
interface Found {
  readonly pid: number;
  readonly told: string;
}

function processesOf(mark: string): Found[] {
  return readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return [];
    const command = read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim();
    if (/^\d+ \(.*\) [ZX]/s.test(read(`/proc/${pid}/stat`))) return [];
    const texts = [command, read(`/proc/${pid}/environ`), workingFolderOf(pid)];
    const isMarked = texts.some((text) => text.includes(mark));
    return isMarked ? [{ pid: Number(pid), told: `${pid}: ${command.slice(0, 100)}` }] : [];
  });
}

/** What has cleared its environment: nobody else sleeps for so odd a time. */
function sleepers(): string[] {
  return readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid) || !read(`/proc/${pid}/cmdline`).includes("654.321")) return [];
    return /^\d+ \(.*\) [ZX]/s.test(read(`/proc/${pid}/stat`)) ? [] : [`${pid}: sleep 654.321`];
  });
}

function workingFolderOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return "";
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}

interface Left {
  readonly processes: readonly string[];
  readonly folders: readonly string[];
}

async function kill(one: Kill, addon: string, folder: string): Promise<Left> {
  const temp = join(folder, `kill-${one.number}`);
  mkdirSync(temp);
  const other = join(temp, `splunk-${process.pid}-others`);
  mkdirSync(other);
  const child = start(one, addon, temp);
  const ended = new Promise((done) => child.once("exit", done));
  await wait(one.afterMs);
  // What a command leaves that ended by itself may stay, as in a shell.
  if (one.serves && (child.exitCode !== null || child.signalCode !== null)) {
    for (const { pid } of processesOf(temp)) process.kill(pid, "SIGKILL");
    await wait(50);
  }
  for (const [at, signal] of one.signals.entries()) {
    if (at > 0) await wait(30);
    child.kill(signal);
  }
  await ended;
  const left = await untilGone(temp);
  if (!existsSync(other)) return { ...left, folders: [...left.folders, `${other} was deleted`] };
  rmSync(temp, { recursive: true, force: true });
  return left;
}

function start({ script, serves }: Kill, addon: string, temp: string): ChildProcess {
  const action = script.replace(/\..*/, "");
  const command = `${script.endsWith(".py") ? "python3 " : ""}${join(addon, "bin", script)}`;
  const args = serves
    ? ["serve", "--app", addon, "--port", "0", "--hec-port", "0", "--exec", command]
    : ["run", action, "--app", addon];
  // SPLUNK_HOME is for the command of `serve --exec`, which has none.
  const env = { ...process.env, TMPDIR: temp, SPLUNK_HOME: temp };
  return spawn(process.execPath, [MAIN, ...args], { stdio: "ignore", env });
}

async function untilGone(temp: string): Promise<Left> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const processes = processesOf(temp).map(({ told }) => told);
    const folders = readdirSync(temp).filter((name) => !name.endsWith("-others"));
    const isGone = processes.length === 0 && folders.length === 0;
    if (isGone || performance.now() > until) return { processes, folders };
    await wait(20);
  }
}

const folder = mkdtempSync(join(tmpdir(), "ar-sim-kills-"));
const addon = layAddon(folder);
const kills = drawn();
const left: string[] = [];
async function work(): Promise<void> {
  for (let one = kills.shift(); one !== undefined; one = kills.shift()) {
    const { processes, folders } = await kill(one, addon, folder);
    for (const what of [...processes, ...folders])
      left.push(
        `${one.number} ${one.script} ${one.serves ? "serve --exec" : "run"} ${one.signals.join("+")} after ${one.afterMs.toFixed(0)} ms: ${what}`,
      );
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
await wait(500);
left.push(...sleepers());
rmSync(folder, { recursive: true, force: true });
for (const line of left) process.stdout.write(`${line}\n`);
process.stdout.write(
  `${COUNT} kills with seed ${SEED}: ${left.length} processes or folders left\n`,
);
process.exitCode = left.length > 0 ? 1 : 0;
