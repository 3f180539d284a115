/** Asks for a secret at the terminal, and shows nothing of what is typed. */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { EXIT } from "./exit-code.ts";

/** Empty if there is no terminal, or no answer. */
export async function askSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) return "";
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  // In raw mode Ctrl-C is a key, not a signal. Nothing has started yet that would have to be cleaned up.
  lines.on("SIGINT", () => {
    lines.close();
    process.stderr.write("\n");
    process.exit(EXIT.interrupted);
  });
  // From now on the terminal shows no key.
  process.stderr.write(question);
  const answer = await new Promise<string>((done) => {
    // Ctrl-D.
    lines.on("close", () => done(""));
    lines.on("line", done);
  });
  lines.close();
  process.stderr.write("\n");
  return answer;
}
