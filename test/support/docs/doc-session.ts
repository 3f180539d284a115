/** A folder as a reader has it, and a shell in it: what a page tells to type is typed there. */
import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type Block, ROOT } from "./doc-pages.ts";

/** One command of a block, and what the page says that it prints. */
export interface Step {
  readonly command: string;
  readonly printed: string;
}

/** The commands of a `console` block, each with the lines beneath it; those of `sh` have none. */
export function stepsOf({ at, language, text }: Block): Step[] {
  const steps: { command: string; printed: string[] }[] = [];
  let goesOn = false;
  for (const line of text.split("\n")) {
    const last = steps.at(-1);
    if (goesOn && last !== undefined) {
      last.command += `\n${line.replace(/^> /, "")}`;
    } else if (language === "sh" || line.startsWith("$ ")) {
      steps.push({ command: language === "sh" ? line : line.slice(2), printed: [] });
    } else if (last === undefined) {
      throw new Error(`${at}: the first line of a console block is a command after \`$ \``);
    } else {
      last.printed.push(line);
      continue;
    }
    goesOn = line.endsWith("\\");
  }
  return steps.map(({ command, printed }) => ({ command, printed: printed.join("\n") }));
}

export interface Session extends AsyncDisposable {
  readonly root: string;
  write(folder: string, file: string, text: string): void;
  /** Runs the commands in one shell. */
  run(folder: string, commands: readonly string[]): Promise<Told[]>;
}

export interface Told {
  /** What the command printed, on stdout and stderr. */
  readonly text: string;
  /** Not there when the shell ended before it did. */
  readonly code: number | undefined;
}

/** A copy of what the examples need of the repository, with `ar-sim`, `vitest` and the types of Node installed. */
export function openSession(): Session {
  const session = openFolder("node_modules/.bin");
  copyFixtures(session);
  const modules = join(session.root, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  mkdirSync(join(modules, "@types"));
  symlinkSync(ROOT, join(modules, "ar-sim"));
  symlinkSync(join(ROOT, "dist/bin/main.cjs"), join(modules, ".bin/ar-sim"));
  for (const name of ["vitest", "@types/node", ".bin/vitest"])
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  return session;
}

/** A repository with an add-on, `my-addon`, beside `ar-sim`, a clone that is built. Nothing is installed. */
export function openInstall(env: Readonly<Record<string, string>> = {}): Session {
  const session = openFolder("global/bin", env);
  copyFixtures(session);
  for (const part of ["package.json", "LICENSE", "README.md", "dist", "src"])
    cpSync(join(ROOT, part), join(session.root, "ar-sim", part), { recursive: true });
  const addon = join(session.root, "my-addon");
  cpSync(join(ROOT, "harness-fixtures/addons/TA_ping"), addon, { recursive: true });
  spawnSync("git", ["init", "--quiet"], { cwd: addon });
  return session;
}

function copyFixtures({ root }: Session): void {
  cpSync(join(ROOT, "harness-fixtures"), join(root, "harness-fixtures"), { recursive: true });
}

function openFolder(bin: string, env: Readonly<Record<string, string>> = {}): Session {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "ar-sim-docs-")));
  const path = [join(root, bin), dirname(process.execPath), process.env["PATH"]].join(delimiter);
  const all = {
    ...plainEnvironment(),
    PATH: path,
    npm_config_prefix: join(root, "global"),
    npm_config_cache: join(root, "npm-cache"),
    npm_config_update_notifier: "false",
    ...env,
  };
  return {
    root,
    write(folder, file, text) {
      const path = join(root, folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${text}\n`);
    },
    run: (folder, commands) => run(join(root, folder), commands, all),
    [Symbol.asyncDispose]: async () => rmSync(root, { recursive: true, force: true }),
  };
}

const MARK = "\u0001ended with ";
/** For each command. */
const LIMIT_MS = 120_000;

async function run(
  cwd: string,
  commands: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Told[]> {
  const script = commands
    .map((line) => `${line}\n__code=$?; printf '${MARK}%s\\n' $__code; (exit $__code)`)
    .join("\n");
  const child = spawn("/bin/sh", ["-c", `exec 2>&1\n${script}`], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  // A command that hangs leaves nothing behind, and is told by the code that it lacks.
  const limit = setTimeout(
    () => process.kill(-(child.pid ?? 0), "SIGKILL"),
    LIMIT_MS * commands.length,
  );
  let all = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (all += chunk));
  await new Promise((done) => child.on("close", done));
  clearTimeout(limit);
  // Each part begins with the code of the command before it.
  const [first = "", ...rest] = all.split(MARK);
  const ends = rest.map((part) => /^(\d+)\n([^]*)$/.exec(part));
  return commands.map((_, index) => ({
    text: index === 0 ? first : (ends[index - 1]?.[2] ?? ""),
    code: ends[index]?.[1] === undefined ? undefined : Number(ends[index][1]),
  }));
}

/** What a reader's terminal has, with the way to the package index: none of the variables of CI, of a test runner or of a coding agent. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(?:HOME|LANG|LC_\w+|TMPDIR|PYENV_\w+|AR_SIM_CACHE|npm_config_registry|\w*CERT\w*)$/i.test(
      name,
    ),
  );
  return { ...Object.fromEntries(kept), NO_COLOR: "1" };
}
