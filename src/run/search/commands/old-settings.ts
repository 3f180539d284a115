/** The settings of a search command of the older protocol. Ground: commands.conf.spec of Splunk 9.0.3, with its defaults. */
import type { SearchCommand } from "../../../addon/read/read-commands.ts";
import { MOST_ROWS } from "../../../invocation/commands/searchinfo.ts";
import type { Row } from "../../../invocation/invocation.ts";

export interface OldSettings {
  readonly isGenerating: boolean;
  readonly isStreaming: boolean;
  /** Rows at once. */
  readonly maxInputs: number;
  readonly hasHeader: boolean;
  readonly passesAuth: boolean;
  readonly requiresInfo: boolean;
  readonly supportsGetinfo: boolean;
  readonly supportsMultivalues: boolean;
  readonly supportsRawargs: boolean;
  readonly needsEmptyResults: boolean;
  readonly requiresPreop: boolean;
  readonly preop: string;
  readonly stderrDest: string;
}

/** `answer`: what the program answers to __GETINFO__. */
export function oldSettings(command: SearchCommand, answer: Row | undefined): OldSettings {
  const text = (key: string, otherwise: string): string => {
    const value = [answer?.[key] ?? ""].flat()[0] ?? "";
    return value === "" ? command.text(key, otherwise) : value;
  };
  const flag = (key: string, otherwise: boolean): boolean =>
    /^(?:1|t|true|y|yes|stream)$/i.test(text(key, otherwise ? "1" : "0"));
  const most = command.number("maxinputs", MOST_ROWS);
  return {
    isGenerating: flag("generating", false),
    isStreaming: flag("streaming", false),
    maxInputs: most === 0 ? MOST_ROWS : Math.min(most, MOST_ROWS),
    hasHeader: command.flag("enableheader", true),
    passesAuth: command.flag("passauth", false),
    requiresInfo: command.flag("requires_srinfo", false),
    supportsGetinfo: command.flag("supports_getinfo", false),
    supportsMultivalues: command.flag("supports_multivalues", false),
    supportsRawargs: command.flag("supports_rawargs", false),
    needsEmptyResults: command.flag("needs_empty_results", true),
    requiresPreop: flag("requires_preop", false),
    preop: text("streaming_preop", ""),
    stderrDest: command.text("stderr_dest", "log"),
  };
}
