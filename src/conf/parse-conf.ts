/** One .conf text as stanzas that remember where they stand. */
import type { Problem, Where } from "../errors.ts";
import { throughIni } from "./ini-door.ts";
import { type ConfLine, readLines } from "./read-lines.ts";

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

interface Draft {
  readonly name: string;
  readonly line: number;
  readonly settings: Extract<ConfLine, { kind: "setting" }>[];
}

export function parseConf(text: Buffer | string, file: string): ParsedConf {
  const { lines, problems } = readLines(Buffer.from(text), file);
  const drafts: Draft[] = [];
  for (const line of lines) {
    if (line.kind === "stanza") drafts.push({ name: line.name, line: line.line, settings: [] });
    else {
      if (drafts.length === 0) drafts.push({ name: "default", line: line.line, settings: [] });
      drafts.at(-1)?.settings.push(line);
    }
  }
  const read = throughIni(
    drafts.map((draft) => draft.settings.map(({ key, value }) => [key, value] as const)),
  );
  const stanzas = drafts.map((draft, number): ParsedStanza => {
    const settings = draft.settings.map((setting, place): ParsedSetting => {
      const [key, value] = read[number]?.[place] ?? [setting.key, setting.value];
      return { key, value, where: { file, line: setting.line, stanza: draft.name, key } };
    });
    return { name: draft.name, where: { file, line: draft.line, stanza: draft.name }, settings };
  });
  return { file, stanzas, problems };
}
