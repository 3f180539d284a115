/**
 * How large what a search makes may grow. A text that is joined with itself doubles each time: thirty times over, it is
 * larger than any memory.
 */
import { HarnessError } from "../../errors.ts";
import { SearchError } from "./search-error.ts";

/** Characters of one value, of all its texts where it has several. Guess: far more than any event holds. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

/** What a text among several takes besides its characters. */
const PLACE = 8;

/** Texts of one value. */
export const MOST_VALUES: number = MOST_CHARACTERS / PLACE;

/** Ground: limits.conf, `max_mem_usage_mb`: a command may hold about so much. */
const MOST_HELD = 200 * 1024 * 1024;

export function tooLarge(problem: string, hint?: string): HarnessError {
  return new HarnessError("SEARCH_TOO_LARGE", problem, { hint });
}

/** Of what a command makes. `problem` is a sentence without the command's name. */
export function commandTooLarge(command: string, problem: string, hint: string): SearchError {
  return new SearchError("SEARCH_TOO_LARGE", `Error in '${command}' command: ${problem}`, {
    hint,
    command,
  });
}

/** To be asked before a text of this length is made. */
export function checkLength(length: number): void {
  if (length > MOST_CHARACTERS)
    throw tooLarge(
      "A value grows beyond 64 MB.",
      "Look for a text that is joined with itself again and again.",
    );
}

/** Characters of JSON that are taken apart at once: as objects it takes twenty times the room. */
const MOST_JSON = 8 * 1024 * 1024;

/** To be asked before JSON of this length is read. */
export function checkJson(length: number): void {
  if (length > MOST_JSON)
    throw tooLarge(
      "A JSON value is larger than 8 MB.",
      "Look for an object that is put into itself again and again.",
    );
}

/** Adds up what is put into one value. */
export class ValueSize {
  #size = 0;

  add(text: string): void {
    this.#size += text.length + PLACE;
    if (this.#size > MOST_CHARACTERS) checkLength(this.#size);
  }

  addAll(texts: readonly string[]): void {
    for (const text of texts) this.add(text);
  }
}

/** The same texts, where they are not too many for one value. */
export function checkedValues<Texts extends readonly string[]>(texts: Texts): Texts {
  new ValueSize().addAll(texts);
  return texts;
}

/** Adds up the rows that a command keeps in memory. */
export class HeldRows {
  #size = 0;

  add(row: Readonly<Record<string, string | readonly string[]>>): void {
    let size = 24;
    for (const name in row) {
      const value = row[name] ?? "";
      size += PLACE;
      if (typeof value === "string") size += value.length;
      else for (const text of value) size += text.length + PLACE;
    }
    this.addSize(size);
  }

  /** For what is kept of a row, by its characters. */
  addSize(size: number): void {
    this.#size += size;
    if (this.#size > MOST_HELD)
      throw tooLarge(
        "The search holds more than 200 MB of results at once.",
        "Take fewer results, or name the fields that you need with `| fields`.",
      );
  }
}

/** What the language itself refuses: a text, a list, or a nesting that is too large for it. */
export function asTooLarge(error: unknown): unknown {
  if (!(error instanceof RangeError)) return error;
  return tooLarge("The search, or a value in it, is too large or nested too deeply.");
}
