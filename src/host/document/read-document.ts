/**
 * A YAML or JSON file of the user's, read by its declaration: the value, or all that is wrong with it and where.
 * YAML through the `yaml` package: kept up, no dependencies, ISC, and it tells line and column.
 */
import { LineCounter, parseDocument, type YAMLError } from "yaml";
import type { Problem, Where } from "../../errors.ts";
import { readNode } from "./read-node.ts";
import type { DocumentForm, Reading } from "./reading.ts";

export interface DocumentSource {
  /** As it is named in problems. */
  readonly file: string;
  readonly text: string;
}

export interface ReadDocument<T> {
  /** undefined when there are problems. */
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
  /** Path → place in the file. */
  readonly places: ReadonlyMap<string, Where>;
}

/** `T` is the type of the form's schema. */
export function readDocument<T>(form: DocumentForm, source: DocumentSource): ReadDocument<T> {
  const { file, text } = source;
  const lines = new LineCounter();
  // Editors on Windows put a byte order mark in front.
  const document = parseDocument(text.replace(/^\uFEFF/, ""), {
    lineCounter: lines,
    prettyErrors: false,
  });
  const reading: Reading = { form, document, lines, file, problems: [], places: new Map() };
  const { problems, places } = reading;
  for (const error of document.errors) problems.push(syntaxProblem(error, reading));
  if (problems.length > 0) return { value: undefined, problems, places };
  const value = readNode(document.contents, form.schema, "", reading);
  // The schema has been checked, which is what T stands for.
  return { value: problems.length > 0 ? undefined : (value as T), problems, places };
}

function syntaxProblem(error: YAMLError, { form, file, lines }: Reading): Problem {
  const { line, col } = lines.linePos(error.pos[0]);
  return {
    code: form.codeOf("syntax", ""),
    message: `this is not YAML: ${error.message.split("\n")[0]}`,
    hint:
      error.code === "DUPLICATE_KEY"
        ? "Remove one of the two."
        : "Correct the line. Put text with a colon, a # or a leading * or % in quotes.",
    where: { file, line, column: col },
  };
}
