/** `ar-sim snapshots review|accept|reject`: pending snapshots shown as diffs, accepted or deleted; with or without a terminal. */
import { relative } from "node:path";
import { createInterface, type Interface } from "node:readline/promises";
import { diffLines } from "../../../reporters/text/diff-lines.ts";
import type { Paint } from "../../../reporters/text/paint.ts";
import { printable } from "../../../text/printable.ts";
import {
  acceptSnapshot,
  describeWaiting,
  findWaiting,
  rejectSnapshot,
} from "../../../scenario/snapshot/waiting-snapshots.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { verbOf } from "../../command-line/verb-of.ts";
import { EXIT } from "../../exit-code.ts";
import { paintFor } from "../../report/paint-for.ts";
import { SNAPSHOTS_OPTIONS } from "./snapshots-page.ts";

export async function snapshots(line: CommandLine): Promise<number> {
  const { snapshot } = line.of(SNAPSHOTS_OPTIONS);
  const verbs = ["review", "accept", "reject"] as const;
  const verb = line.positionals.length === 0 ? "review" : verbOf("snapshots", verbs, line);
  const pending = findWaiting(process.cwd(), snapshot.length === 0 ? undefined : snapshot);
  if (pending.length === 0) process.stdout.write("no pending snapshots\n");
  if (verb === "review") await review(pending);
  else for (const path of pending) settle(path, verb === "accept");
  return EXIT.good;
}

function settle(path: string, isAccepted: boolean): void {
  (isAccepted ? acceptSnapshot : rejectSnapshot)(path);
  process.stdout.write(`${isAccepted ? "accepted" : "rejected"} ${shown(path)}\n`);
}

async function review(pending: readonly string[]): Promise<void> {
  const paint = paintFor(process.stdout);
  const canAsk = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const asking = canAsk
    ? createInterface({ input: process.stdin, output: process.stdout })
    : undefined;
  try {
    for (const [number, path] of pending.entries()) {
      show(path, `${number + 1} of ${pending.length}`, paint);
      if (asking === undefined) {
        process.stdout.write(
          `${paint.dim(`ar-sim snapshots accept --snapshot ${shown(path)}`)}\n\n`,
        );
        continue;
      }
      const answer = await ask(asking);
      if (answer === "quit") return;
      if (answer !== "skip") settle(path, answer === "accept");
    }
  } finally {
    asking?.close();
  }
}

function show(path: string, count: string, paint: Paint): void {
  const { isNew, diff } = describeWaiting(path);
  process.stdout.write(
    `${paint.bold(shown(path))} ${paint.dim(`${isNew ? "new" : "changed"}, ${count}`)}\n`,
  );
  process.stdout.write(`${diffLines(diff, paint).join("\n")}\n`);
}

async function ask(asking: Interface): Promise<"accept" | "reject" | "skip" | "quit"> {
  // Ctrl-D closes the input, and no answer comes any more.
  const closed = new Promise<string>((done) => asking.once("close", () => done("quit")));
  for (;;) {
    const question = asking.question("accept (a), reject (r), skip (s), quit (q)? ");
    const answer = (await Promise.race([question, closed])).trim();
    const word = (["accept", "reject", "skip", "quit"] as const).find(
      (choice) => answer !== "" && choice.startsWith(answer.toLowerCase()),
    );
    if (word !== undefined) return word;
  }
}

function shown(path: string): string {
  return printable(relative(process.cwd(), path));
}
