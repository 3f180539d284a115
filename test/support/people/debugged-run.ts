// A run that waits for an editor, with an editor that attaches to it.
import { spawn } from "node:child_process";
import { connect, type Socket } from "node:net";
import { MAIN, withoutColor } from "../run-cli.ts";

export interface Debugged {
  /** Of `connect` in the snippet for the editor. */
  readonly attach: { readonly host: string; readonly port: number };
  readonly editor: Socket;
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
  interrupt(): void;
}

/** Starts `ar-sim ARGS`, and attaches as soon as the script waits. */
export async function debugged(
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Debugged> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...withoutColor(), NODE_V8_COVERAGE: undefined, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((done) => {
    child.once("close", (code) => done({ code, stdout, stderr }));
  });
  const snippet = new Promise<string>((done) => {
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      const line = stderr.split("\n").find((known) => known.includes('"connect"'));
      if (line !== undefined) done(line);
    });
  });
  const early = ended.then((end) => Promise.reject(new Error(JSON.stringify(end))));
  const text = await Promise.race([snippet, early]);
  const { connect: attach } = JSON.parse(text) as { connect: Debugged["attach"] };
  const editor = connect(attach);
  editor.on("error", () => undefined);
  return { attach, editor, ended, interrupt: () => child.kill("SIGINT") };
}
