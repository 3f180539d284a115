/** Errors of the search language: what is wrong, where in the text, and which command or macro it is about. */
import { type ErrorCode, HarnessError, type Where } from "../../errors.ts";
import { pointAt, positionAt } from "./point-at.ts";

interface SearchErrorOptions {
  readonly hint?: string | undefined;
  readonly where?: Where | undefined;
  readonly cause?: unknown;
  /** Its own mark of the place, and a picture below, where the text is not the search: `(at offset 3)`. */
  readonly place?: string | undefined;
  /** 0-based offset in the text of the search. */
  readonly offset?: number | undefined;
  /** The command that it is about, which `problem` names too. */
  readonly command?: string | undefined;
  /** The macro that is not there, without the number of its arguments. */
  readonly missingMacro?: string | undefined;
}

export class SearchError extends HarnessError {
  /** What is wrong, without the place. */
  readonly problem: string;
  readonly place: string;
  readonly offset: number | undefined;
  /** undefined where it is about the terms of a search. */
  readonly command: string | undefined;
  readonly missingMacro: string | undefined;

  constructor(code: ErrorCode, problem: string, options: SearchErrorOptions = {}) {
    const { place = "" } = options;
    super(code, `${problem}${place}`, options);
    this.problem = problem;
    this.place = place;
    this.offset = options.offset;
    this.command = options.command;
    this.missingMacro = options.missingMacro;
  }
}

/** An error that names its place in the text of the search, and shows it. */
export function searchError(
  code: ErrorCode,
  problem: string,
  text: string,
  offset: number,
  options: Omit<SearchErrorOptions, "place" | "offset"> = {},
): SearchError {
  const { line, column } = positionAt(text, offset);
  const place = ` (line ${line}, column ${column})\n${pointAt(text, offset)}`;
  return new SearchError(code, problem, { ...options, place, offset });
}
