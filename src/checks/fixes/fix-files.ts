/** Applies the edits of findings to the contents of files. Everything else stays unchanged, byte for byte. */
import type { FileEdit, Finding } from "../rule/finding.ts";

export interface FixedFile {
  readonly file: string;
  /** Undefined where the file is new. */
  readonly before: Buffer | undefined;
  readonly after: Buffer;
}

/** Of two edits of the same lines only the first is applied. The next call applies the other if it is still needed. */
export function fixFiles(
  findings: readonly Finding[],
  read: (file: string) => Buffer | undefined,
): FixedFile[] {
  const byFile = new Map<string, FileEdit[]>();
  for (const edit of findings.flatMap((finding) => finding.fix ?? []))
    byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  return [...byFile]
    .map(([file, edits]) => {
      const before = read(file);
      return { file, before, after: edited(before, edits) };
    })
    .filter(({ before, after }) => before === undefined || !before.equals(after));
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function edited(before: Buffer | undefined, edits: readonly FileEdit[]): Buffer {
  // One character per byte, so that bytes that are not UTF-8 survive.
  const lines = before?.toString("latin1").match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const end = lines.length + 1;
  // From the last line up, so that earlier line numbers stay valid. Appended texts keep their order.
  const ordered = spansOf(edits, end).map((span, at) => ({ span, at }));
  ordered.sort((a, b) => b.span.from - a.span.from || b.at - a.at);
  for (const { span } of ordered) {
    const last = lines.at(-1) ?? "";
    if (span.from === end && last !== "" && !last.endsWith("\n"))
      lines[lines.length - 1] = `${last}\n`;
    lines.splice(span.from - 1, span.to - span.from, span.text);
  }
  return Buffer.from(lines.join(""), "latin1");
}

/** Without those that clash with one before them. */
function spansOf(edits: readonly FileEdit[], end: number): Span[] {
  const spans: Span[] = [];
  for (const { from, to, text } of edits) {
    const span = {
      from: from === "end" ? end : from,
      to: to === "end" ? end : to,
      text: Buffer.from(text).toString("latin1"),
    };
    if (!spans.some((other) => clashes(other, span))) spans.push(span);
  }
  return spans;
}

function clashes(a: Span, b: Span): boolean {
  const isSame = a.from === b.from && a.to === b.to && a.text === b.text;
  return isSame || (a.from < b.to && b.from < a.to);
}
