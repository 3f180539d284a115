/** Finds the line in which a text stops to be JSON. The messages of JSON.parse() do not always name a position. */

/** 0-based. 0 for a text that is JSON. */
export function lineOfMistake(text: string): number {
  const lines = text.split("\n");
  const at = lines.findIndex((_, number) => isBroken(`${lines.slice(0, number + 1).join("\n")}\n`));
  if (at < 0) return isBroken(`${text} `) || isWhole(text) ? 0 : lastInk(lines, lines.length);
  const before = lines.slice(0, at).join("\n").trimEnd();
  const line = (lines[at] ?? "").trimStart();
  const isAfterComma = /^[}\]]/.test(line) && before.endsWith(",");
  const lacksComma = /^["[{\d]/.test(line) && /["\]}\dels]$/.test(before);
  return isAfterComma || lacksComma ? lastInk(lines, at) : at;
}

/** Whether more text cannot mend it. */
function isBroken(start: string): boolean {
  try {
    JSON.parse(start);
    return false;
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const [, position] = /\bat position (\d+)/.exec(message) ?? [];
    if (/end of JSON input|Unterminated/.test(message)) return false;
    return position === undefined || Number(position) < start.length;
  }
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The last line above `end` that has more than blanks. */
function lastInk(lines: readonly string[], end: number): number {
  return Math.max(
    0,
    lines.slice(0, end).findLastIndex((line) => line.trim() !== ""),
  );
}
