/** What the suites share: the stand-in as it is shipped, programs that are run against it, and what is said of them. */
import { cpSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const CACHE = fileURLToPath(
  new URL("../../node_modules/.cache/ar-sim/conformance", import.meta.url),
);
const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

interface Shipped {
  startSplunkd(options: object): Promise<
    AsyncDisposable & {
      readonly port: number;
      readonly uri: string;
      readonly hecUri: string | undefined;
    }
  >;
  loadAddon(root: string): unknown;
}
const { startSplunkd, loadAddon } = (await import(
  /* @vite-ignore */ `${DIST}/lib/index.js`
)) as Shipped;
export { loadAddon };

/** Not `await using`, which Node 20 does not read as it stands. */
export async function withSplunkd<T>(
  options: object,
  use: (splunkd: Awaited<ReturnType<Shipped["startSplunkd"]>>) => Promise<T>,
): Promise<T> {
  const splunkd = await startSplunkd(options);
  try {
    return await use(splunkd);
  } finally {
    await splunkd[Symbol.asyncDispose]();
  }
}

/** Suites have these written in. */
export const PORTS = { port: 8089, hecPort: 8088 } as const;

export const PYTHON = process.env["AR_SIM_CONFORMANCE_PYTHON"] ?? "python3";

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Where the SDKs' suites look for whom to log in as. */
export function loginFile(port: number): string {
  return `host=localhost\nport=${port}\nusername=admin\npassword=Chang3d!\nscheme=https\nversion=9.4\n`;
}

/** Folders that a variable names, several of them as in PATH; without one a word is said. */
export function checkouts(variable: string, what: string): string[] {
  const named = (process.env[variable] ?? "").split(delimiter).filter((path) => path !== "");
  if (named.length === 0) say(`skipped: ${what} (${variable} names no checkout)`);
  return named;
}

/** Suites write into their folder, and ours is the one that may be written to. */
export function copyOf(folder: string, name: string): string {
  const copy = join(CACHE, name);
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, {
    recursive: true,
    filter: (path) => !/[/\\](?:\.git|node_modules|__pycache__)$/.test(path),
  });
  return copy;
}

/** Not spawnSync: the stand-in answers in this very process. */
export async function run(
  file: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<{ status: number; output: string }> {
  const { execa } = await import("execa");
  const done = await execa(file, args, { ...options, all: true, reject: false });
  return { status: done.exitCode ?? 1, output: done.all ?? "" };
}

export const PYTEST_LINES: RegExp = /^\d+ (?:passed|failed).*$|^(?:FAILED|ERROR).*$/gm;

/** Whether it failed. */
export function report(name: string, status: number, output: string, lines: RegExp): boolean {
  const told = output.match(lines) ?? ["no result"];
  say(`${name}: ${told.map((line) => line.trim()).join(", ")}`);
  if (status !== 0) say(output.slice(-6000));
  return status !== 0;
}
