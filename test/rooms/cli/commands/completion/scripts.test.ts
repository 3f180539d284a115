/** The scripts in the real shells, as far as they are here. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { expect, it, onTestFinished } from "vitest";
import { fixture, MAIN } from "../../../../support/run-cli.ts";

/** A shell in an add-on, with an `ar-sim` in PATH. Gives undefined where this machine has no such shell. */
async function inShell(shell: string, args: readonly string[]): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "ar-completion-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const program = `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`;
  writeFileSync(join(folder, "ar-sim"), program, { mode: 0o755 });
  const { stdout, stderr, code } = await execa(shell, args, {
    cwd: fixture("TA_ping"),
    env: { PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}`, HOME: folder },
    reject: false,
  });
  if (code === "ENOENT") return undefined;
  expect(stderr).toBe("");
  return stdout;
}

const BASH = `
eval "$(ar-sim completion bash)"
for line in 'ar-sim che' 'ar-sim run --mode=per' 'ar-sim run --param ' 'ar-sim check def' 'ar-sim run --also b'; do
  COMP_LINE="$line"; COMP_POINT=\${#line}; COMP_WORDS=(ar-sim); COMPREPLY=()
  _ar_sim_complete
  echo "\${COMPREPLY[*]}"
done
`;

it("completes in bash", async ({ skip }) => {
  const answers = await inShell("bash", ["--norc", "-c", BASH]);
  if (answers === undefined) return skip("there is no bash");
  expect(answers.split("\n")).toEqual([
    "check",
    "per-result",
    "host_field= count= verbose=",
    "default",
    "bin",
  ]);
});

const FISH = `
ar-sim completion fish | source
complete -C 'ar-sim run --mode per'
complete -C 'ar-sim run --param '
complete -C 'ar-sim check def'
`;

it("completes in fish", async ({ skip }) => {
  const answers = await inShell("fish", ["--no-config", "-c", FISH]);
  if (answers === undefined) return skip("there is no fish");
  expect(answers.split("\n")).toEqual([
    "per-result",
    "count=\tDefault: 1",
    "host_field=\tDefault: dest",
    "verbose=\tDefault: 0",
    "default/",
  ]);
});

/** What completion in zsh calls is there only while one types, so it is stood in for by what prints. */
const ZSH = `
compdef() { : }
compset() { : }
_describe() { print -rl -- "\${(@P)2}" }
_files() { print -r -- "files $*" }
eval "$(ar-sim completion zsh)"
words=(ar-sim run --mode per); CURRENT=4; _ar_sim
words=(ar-sim run --param ''); CURRENT=4; _ar_sim
words=(ar-sim check ''); CURRENT=3; _ar_sim
`;

it("completes in zsh", async ({ skip }) => {
  const answers = await inShell("zsh", ["-f", "-c", ZSH]);
  if (answers === undefined) return skip("there is no zsh");
  expect(answers.split("\n")).toEqual([
    "per-result:",
    "host_field=:Default: dest",
    "count=:Default: 1",
    "verbose=:Default: 0",
    "files ",
  ]);
});
