/**
 * Parses one .conf file into stanzas with their places.
 *
 * Splunk's dialect is not INI, so no INI parser is used. `;` and quotes are part of a value, a backslash continues a line,
 * names contain dots and brackets, `true` is a text, a stanza may appear twice, and each setting needs its place. An INI parser
 * would need text in which all of this is escaped, and would only return it unchanged. The package `ini` alone also takes three
 * times as long as all of the work here. test/rooms/conf/dialect.test.ts shows what an INI parser loses.
 */
import { basename } from "node:path";
import type { Problem, Where } from "../errors.ts";
import { readLines } from "./read-lines.ts";

export interface ParsedSetting {
  readonly key: string;
  readonly value: string;
  readonly where: Where;
}

export interface ParsedStanza {
  /** `default` for `[default]` and for lines above the first stanza. */
  readonly name: string;
  readonly where: Where;
  readonly settings: readonly ParsedSetting[];
}

export interface ParsedConf {
  readonly file: string;
  /** In order. A stanza that appears twice is there twice. */
  readonly stanzas: readonly ParsedStanza[];
  readonly problems: readonly Problem[];
}

interface Draft extends ParsedStanza {
  readonly settings: ParsedSetting[];
}

/** Far more than any add-on has. More would take all memory. */
const MOST_LINES = 500_000;
const MOST_STANZAS = 100_000;

export function parseConf(text: Buffer | string, file: string): ParsedConf {
  const bytes = Buffer.from(text);
  const excess = excessOf(bytes);
  if (excess !== undefined) return { file, stanzas: [], problems: [tooLarge(file, excess)] };
  const { lines, problems } = readLines(bytes, file);
  const stanzas: Draft[] = [];
  const begin = (name: string, line: number): Draft => {
    const draft: Draft = { name, where: { file, line, stanza: name }, settings: [] };
    stanzas.push(draft);
    return draft;
  };
  for (const confLine of lines) {
    const { line } = confLine;
    if (confLine.kind === "stanza") begin(confLine.name, line);
    else {
      const { name, settings } = stanzas.at(-1) ?? begin("default", line);
      const { key, value } = confLine;
      settings.push({ key, value, where: { file, line, stanza: name, key } });
    }
  }
  return { file, stanzas, problems };
}

/** Counted in the bytes, before anything is made of them. */
function excessOf(bytes: Buffer): string | undefined {
  let lines = 0;
  let stanzas = 0;
  for (let start = 0; start < bytes.length; lines += 1) {
    if (bytes[start] === BRACKET) stanzas += 1;
    const end = bytes.indexOf(NEWLINE, start);
    start = end < 0 ? bytes.length : end + 1;
  }
  if (stanzas > MOST_STANZAS) return `${stanzas} stanzas; ar-sim reads at most ${MOST_STANZAS}`;
  return lines > MOST_LINES ? `${lines} lines; ar-sim reads at most ${MOST_LINES}` : undefined;
}

const NEWLINE = 10;
const BRACKET = 91;

function tooLarge(file: string, excess: string): Problem {
  return {
    code: "CONF_UNREADABLE",
    message: `${basename(file)} is not read: it has ${excess}`,
    hint: "Remove what the add-on does not need, or see whether the file was made by mistake.",
    where: { file },
  };
}
