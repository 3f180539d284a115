/** Drafted cases as the text of a scenario file, with what is to be told in comments. */
import { Document, isMap, isScalar, isSeq } from "yaml";
import type { Given } from "../scenario/file/scenario.ts";
import type { DraftedCase } from "./draft.ts";

const WIDTH = 110;

export interface DraftedFile {
  /** The value of `$schema`. */
  readonly schema: string;
  /** What the file is, a line each. */
  readonly about: readonly string[];
  readonly shared: Given;
  /** Comments above the keys of `given`. */
  readonly sharedNotes: Readonly<Record<string, string>>;
  /** Comments above the items of lists in `given`, in their order. */
  readonly itemNotes: Readonly<Record<string, readonly string[]>>;
  readonly cases: readonly DraftedCase[];
}

export function writeCases(file: DraftedFile): string {
  const { schema, about, shared, cases } = file;
  const given = Object.keys(shared).length === 0 ? {} : { given: shared };
  const document = new Document(
    { ...given, cases: cases.map(({ text }) => text) },
    { aliasDuplicateObjects: false },
  );
  noteItems(
    document.get("cases"),
    cases.map(({ comment }) => comment),
  );
  noteGiven(document.get("given"), file);
  const head = [`# yaml-language-server: $schema=${schema}`, ...about.map((line) => `# ${line}`)];
  return `${head.join("\n")}\n$schema: ${schema}\n\n${document.toString({ lineWidth: WIDTH })}`;
}

function noteGiven(given: unknown, { sharedNotes, itemNotes }: DraftedFile): void {
  for (const { key, value } of isMap(given) ? given.items : []) {
    const note = sharedNotes[String(key)];
    if (note !== undefined && isScalar(key)) key.commentBefore = commented(note);
    noteItems(value, itemNotes[String(key)] ?? []);
  }
}

function noteItems(list: unknown, notes: readonly (string | undefined)[]): void {
  for (const [place, note] of notes.entries()) {
    const node: unknown = isSeq(list) ? list.items[place] : undefined;
    if (isMap(node) && note !== undefined) node.commentBefore = commented(note);
  }
}

/** In lines of a readable width. What a script printed may hold line ends and signs of its own. */
function commented(text: string): string {
  const lines = text.split(/\r?\n/).flatMap((line) => wrapped(printed(line)));
  return lines.map((line) => ` ${line}`).join("\n");
}

function printed(line: string): string {
  return line.replace(/\p{C}/gu, "?");
}

function wrapped(line: string): string[] {
  const lines = [""];
  for (const word of line.slice(0, 2000).split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + word.length + 1 > WIDTH - 8) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines;
}
