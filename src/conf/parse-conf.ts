/**
 * One .conf text as stanzas that remember where they stand.
 *
 * Splunk's dialect is no INI, so no INI reader takes part: `;` and quotes belong to a value, a backslash continues a line,
 * names hold dots and brackets, `true` is a text, a stanza may stand twice, and each setting needs its place. A reader of INI
 * would have to be handed text in which all of that is hidden from it, and would give it back as it was. The package `ini`
 * alone also takes three times as long for a text as all that is done here. test/rooms/conf/dialect.test.ts shows what is lost.
 */
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
  /** In order; a name that comes twice is there twice. */
  readonly stanzas: readonly ParsedStanza[];
  readonly problems: readonly Problem[];
}

interface Draft extends ParsedStanza {
  readonly settings: ParsedSetting[];
}

export function parseConf(text: Buffer | string, file: string): ParsedConf {
  const { lines, problems } = readLines(Buffer.from(text), file);
  const stanzas: Draft[] = [];
  const begin = (name: string, line: number): Draft => {
    const draft: Draft = { name, where: { file, line, stanza: name }, settings: [] };
    stanzas.push(draft);
    return draft;
  };
  for (const one of lines) {
    if (one.kind === "stanza") begin(one.name, one.line);
    else {
      const { name, settings } = stanzas.at(-1) ?? begin("default", one.line);
      const { key, value, line } = one;
      settings.push({ key, value, where: { file, line, stanza: name, key } });
    }
  }
  return { file, stanzas, problems };
}
