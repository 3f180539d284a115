/** `ar-sim worker`: requests in, answers out, a line of JSON each, until stdin ends. */
import type { CommandLine } from "../../command-line/command-page.ts";
import { usage } from "../../command-line/option.ts";
import { EXIT } from "../../exit-code.ts";
import { readLines } from "./read-lines.ts";
import { Session } from "./session.ts";

export async function worker({ positionals }: CommandLine): Promise<number> {
  if (positionals.length > 0)
    throw usage(`worker takes no argument, but got: ${positionals.join(" ")}`, {
      hint: "Write requests to its stdin.",
    });
  await using session = new Session((answer) => {
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  });
  const stop = (): void => void process.stdin.destroy();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    for await (const { text } of readLines(process.stdin)) session.hear(text);
  } catch (error) {
    // A signal closes stdin while it is read.
    if (!process.stdin.destroyed) throw error;
  }
  return EXIT.good;
}
