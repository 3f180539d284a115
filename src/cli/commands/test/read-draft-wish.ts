/** Which cases ar-sim is to write, and which options do not go with that. */
import type { CommandLine } from "../../command-line/command-page.ts";
import { usage } from "../../command-line/option.ts";
import { DRAFT_OPTIONS } from "./test-page.ts";
import type { TestRequest } from "./test-request.ts";
import type { DraftWish } from "./write-drafts.ts";

/** undefined: none. */
export function readDraftWish(line: CommandLine, request: TestRequest): DraftWish | undefined {
  const { init, hard, fuzz, seed } = line.of(DRAFT_OPTIONS);
  if (hard && !init) throw needs("--hard", "--init");
  if (seed !== undefined && fuzz === undefined) throw needs("--seed", "--fuzz");
  if (!init && fuzz === undefined) return undefined;
  if (init && fuzz !== undefined) {
    throw usage("--init and --fuzz cannot be used together", {
      hint: "Write the first cases, then draw others.",
    });
  }
  refuseOpenFence(init ? "--init" : "--fuzz", request);
  return { hard, fuzz, seed: seed ?? 1 };
}

function needs(option: string, other: string): Error {
  return usage(`${option} needs ${other}`, { hint: `Add ${other}, or leave out ${option}.` });
}

/** What is tried first is not known to anybody yet: it must reach nobody. */
function refuseOpenFence(option: string, { fence }: TestRequest): void {
  const isOff = fence?.fence === "off";
  if (!isOff && (fence?.network ?? "deny") === "deny") return;
  throw usage(`${option} and ${isOff ? "--fence off" : "--network"} cannot be used together`, {
    hint: "Cases that ar-sim writes are tried without a way out. Write them first, then run `ar-sim test` with the option.",
  });
}
