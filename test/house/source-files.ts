/** The source files of ar-sim as syntax trees, for the rules of the house that need more than their text. */
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type ParseResult, parseSync } from "rolldown/utils";

export const SRC: string = fileURLToPath(new URL("../../src", import.meta.url));

/** Paths relative to src/, with slashes. */
export const sourceFiles: readonly string[] = readdirSync(SRC, {
  recursive: true,
  encoding: "utf8",
})
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.split(sep).join("/"));

export interface SourceFile {
  readonly text: string;
  readonly program: ParseResult["program"];
}

const sources = new Map<string, SourceFile>();

/** Parsed once for all rules. */
export function readSource(file: string): SourceFile {
  const read = sources.get(file);
  if (read !== undefined) return read;
  const text = readFileSync(join(SRC, file), "utf8");
  const source = { text, program: parseSync(file, text).program };
  sources.set(file, source);
  return source;
}
