/** What an error code of ar-sim means, as a page. */
import { ERROR_MEANINGS, type ErrorCode } from "../../errors.ts";
import { wrap } from "../../text/wrap.ts";
import { type Paint, plain } from "./paint.ts";

const NOTE = /^Note: /;

/** `exitCode`: what the command then ends with. */
export function explainError(
  code: ErrorCode,
  exitCode: number,
  paint: Paint = plain,
  width = 80,
): string {
  const meaning = ERROR_MEANINGS[code];
  const isNote = NOTE.test(meaning);
  const effect = isNote
    ? "The run goes on."
    : `The command ends with exit code ${exitCode}, and says the place and how to mend it.`;
  const lines = [meaning.replace(NOTE, ""), effect].flatMap((text) => wrap(text, width));
  return `${paint.bold(code)} (${isNote ? "note" : "error"})\n${lines.join("\n")}\n`;
}
