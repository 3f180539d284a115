/** What is fuzzed: an input that a chance makes, and what takes it in. */
import type { Chance } from "../support/load/seeded.ts";

export interface Target {
  /** Of a new process; asked for before the first input. */
  readonly open?: () => Promise<void>;
  /** The same for the same chance. */
  readonly make: (chance: Chance) => Input;
  /**
   * What is wrong with how it was taken; undefined where nothing is. A `HarnessError` is an answer as good as any, every
   * other error is a fault.
   */
  readonly take: (input: Input) => Promise<string | undefined>;
}

export type Input = string | Buffer | Readonly<Record<string, string | Buffer>>;

/** What a program in JavaScript or Python shows of its inside. */
export const TRACE: RegExp = /^\s+at .+:\d+:\d+\)?$|Traceback \(most recent call last\)/m;

/** Short enough to be told, and exact. */
export function shown(input: Input): string {
  if (typeof input === "string") return JSON.stringify(input);
  if (Buffer.isBuffer(input)) return `base64 ${input.toString("base64")}`;
  const parts = Object.entries(input).map(
    ([name, part]) => `${JSON.stringify(name)}: ${shown(part)}`,
  );
  return `{ ${parts.join(", ")} }`;
}
