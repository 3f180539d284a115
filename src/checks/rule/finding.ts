/** What a check says: plain data, so that every output format and every front shows the same. */
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
  /** Only where there is one right answer. */
  readonly fix?: readonly FileEdit[] | undefined;
}

/** Whole lines, 1-based: those from `from` up to, not including, `to` give way to `text`. A missing file is made. */
export interface FileEdit {
  /** Path inside the add-on. */
  readonly file: string;
  /** `end` puts the text behind the last line. */
  readonly from: number | "end";
  readonly to: number | "end";
  /** Ends with a line end, or is empty to remove the lines. */
  readonly text: string;
}
