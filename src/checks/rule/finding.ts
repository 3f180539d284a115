/** A finding as plain data, so that every output format shows the same. */
import type { Where } from "../../errors.ts";

export type Severity = "error" | "warning" | "info";

export interface Finding {
  /** `AR001` */
  readonly id: string;
  /** `script-missing` */
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  /** `file` is the path inside the add-on, with slashes. */
  readonly where: Where;
  readonly hint: string;
  /** Names of the targets it holds for, when targets were named. */
  readonly targets?: readonly string[] | undefined;
  /** What brings it, as words to follow: `since Python 3.12`. Undefined when it holds everywhere. */
  readonly since?: string | undefined;
  /** Only when there is one right fix. */
  readonly fix?: readonly FileEdit[] | undefined;
}

/**
 * Replaces whole lines, from `from` up to but not including `to`, by `text`. Lines are 1-based. A missing file is
 * created.
 */
export interface FileEdit {
  /** Path inside the add-on. */
  readonly file: string;
  /** `end` appends the text. */
  readonly from: number | "end";
  readonly to: number | "end";
  /** Ends with a line ending, or is empty to remove the lines. */
  readonly text: string;
}
