/** What the readers of a YAML or JSON document share: the document, its places, and the mistakes that were found. */
import { type Document, isNode, isScalar, type LineCounter, type Node } from "yaml";
import type { ErrorCode, Problem, Where } from "../../errors.ts";
import type { Schema } from "./schema.ts";

export type Mistake = "syntax" | "unknown-key" | "bad-value" | "bad-format";

/** Reads a definition that a schema cannot say all of. Complains, and gives undefined, where the node is wrong. */
export type NodeReader = (node: Node, path: string, reading: Reading) => unknown;

/** A kind of file: its declaration, and the codes of its mistakes. */
export interface DocumentForm {
  readonly schema: Schema;
  /** Readers of definitions, by name. */
  readonly readers: Readonly<Record<string, NodeReader>>;
  /** What is wrong with a text of a `format`; undefined when it is right. */
  readonly formats: Readonly<Record<string, (text: string) => FormatFault | undefined>>;
  codeOf(mistake: Mistake, path: string): ErrorCode;
}

export interface FormatFault {
  readonly message: string;
  readonly hint: string;
}

export interface Reading {
  readonly form: DocumentForm;
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly file: string;
  readonly problems: Problem[];
  /** Path → place in the file. */
  readonly places: Map<string, Where>;
}

/** A schema, its name in `$defs`, and the description beside the reference to it. */
export interface Resolved {
  readonly schema: Schema;
  readonly name: string;
}

/** The schema behind a `$ref`. */
export function resolveRef(from: Schema, root: Schema): Resolved {
  let name = "";
  let schema = from;
  while (schema.$ref !== undefined) {
    name = schema.$ref.slice("#/$defs/".length);
    const next = root.$defs?.[name];
    if (next === undefined) break;
    schema = next;
  }
  return { schema, name };
}

/** Notes a mistake of the node at `path`. */
export function complain(
  reading: Reading,
  at: { readonly node: unknown; readonly path: string },
  mistake: Mistake,
  { message, hint }: FormatFault,
): void {
  const code = reading.form.codeOf(mistake, at.path);
  reading.problems.push({ code, message, hint, where: placeOf(at.node, reading) });
}

export function placeOf(node: unknown, { file, lines }: Reading): Where {
  const offset = isNode(node) ? node.range?.[0] : undefined;
  if (offset === undefined) return { file };
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** As it is written: `007`, `1.0` and `yes` stay what they are. */
export function textOf(node: unknown): string {
  if (!isScalar(node)) return String(node);
  return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
}
