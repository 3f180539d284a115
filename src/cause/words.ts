/** Words that explanations share. */
import type { FailureFacts } from "./cause.ts";

const MOST_NAMES = 8;
const MOST_LETTERS = 60;

/** `a, b, and 3 more`. */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const shown = names.slice(0, MOST_NAMES).map((name) => `\`${name}\``);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(", ")}, and ${more} more` : shown.join(", ");
}

/** A value as it stands, cut where it is long. What people read of it goes through `printable`, which keeps it on a line. */
export function quoted(value: string): string {
  const letters = [...value];
  const short =
    letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS).join("")}…` : value;
  return `\`${short}\``;
}

/** The text of the files that matter. */
export function allText({ sources }: Pick<FailureFacts, "sources">): string {
  return sources.map(({ text }) => text).join("\n");
}
