/** Asks at the terminal for what nobody is to see. */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { EXIT } from "./exit-code.ts";

/** Empty where there is no terminal, or nothing was given. */
export async function askSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) return "";
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  // The terminal is raw meanwhile: Ctrl-C comes as a key, and nothing has begun yet.
  lines.on("SIGINT", () => {
    lines.close();
    process.stderr.write("\n");
    process.exit(EXIT.interrupted);
  });
  // Only now is nothing shown, and each key ours.
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
