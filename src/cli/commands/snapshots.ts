/** `ar-sim snapshots review|accept|reject`: what waits, shown as diffs, taken or thrown away; with or without a terminal. */
import { relative } from "node:path";
import { createInterface, type Interface } from "node:readline/promises";
import { HarnessError } from "../../errors.ts";
import type { Paint } from "../../reporters/text/paint.ts";
import { printable } from "../../reporters/text/printable.ts";
import {
  acceptSnapshot,
  describeWaiting,
  findWaiting,
  rejectSnapshot,
} from "../../scenario/snapshot/waiting-snapshots.ts";
import { EXIT } from "../exit-code.ts";
import { paintFor } from "../report/paint-for.ts";
import { readOptions } from "../options/read-options.ts";

export async function snapshots(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions("snapshots", argv, {
    snapshot: { type: "string", multiple: true },
  });
  const [verb = "review", ...more] = positionals;
  if (!["review", "accept", "reject"].includes(verb) || more.length > 0) {
    throw new HarnessError(
      "CLI_USAGE",
      `snapshots takes review, accept or reject, not \`${positionals.join(" ")}\``,
      {
        hint: "Name single snapshots with --snapshot PATH.",
      },
    );
  }
  const waiting = findWaiting(process.cwd(), values.snapshot);
  if (waiting.length === 0) process.stdout.write("no snapshot waits\n");
  if (verb === "review") await review(waiting);
  else for (const path of waiting) settle(path, verb === "accept");
  return EXIT.good;
}

function settle(path: string, isTaken: boolean): void {
  (isTaken ? acceptSnapshot : rejectSnapshot)(path);
  process.stdout.write(`${isTaken ? "accepted" : "rejected"} ${shown(path)}\n`);
}

async function review(waiting: readonly string[]): Promise<void> {
  const paint = paintFor(process.stdout);
  const canAsk = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const asking = canAsk
    ? createInterface({ input: process.stdin, output: process.stdout })
    : undefined;
  try {
    for (const [number, path] of waiting.entries()) {
      show(path, `${number + 1} of ${waiting.length}`, paint);
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
  for (const line of printable(diff).split("\n")) {
    const colour = line.startsWith("+") ? paint.good : line.startsWith("-") ? paint.bad : paint.dim;
    process.stdout.write(`${colour(line)}\n`);
  }
}

async function ask(asking: Interface): Promise<"accept" | "reject" | "skip" | "quit"> {
  // Ctrl-D closes the input, and no answer comes any more.
  const closed = new Promise<string>((done) => asking.once("close", () => done("quit")));
  for (;;) {
    const question = asking.question("accept (a), reject (r), skip (s), quit (q)? ");
    const answer = (await Promise.race([question, closed])).trim();
    const word = (["accept", "reject", "skip", "quit"] as const).find(
      (one) => answer !== "" && one.startsWith(answer.toLowerCase()),
    );
    if (word !== undefined) return word;
  }
}

function shown(path: string): string {
  return printable(relative(process.cwd(), path));
}
