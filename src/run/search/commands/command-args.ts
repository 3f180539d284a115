/** The arguments of a search command as its program gets them. Ground: recorded talks of splunkd; Splunk's Python SDK. */
import type { CommandArgs } from "../../../invocation/commands/searchinfo.ts";

/** Blanks and commas separate arguments, outside of quotes. */
const ARGUMENT = /(?:[^\s,"\\]|\\.|"(?:\\.|[^"\\])*"?)+/gs;

/**
 * @example
 * splitArgs('"take my" breath="a way", x').args // ['take my', 'breath=a way', 'x']
 */
export function splitArgs(text: string): CommandArgs {
  const rawArgs: string[] = text.match(ARGUMENT) ?? [];
  return { rawArgs, args: rawArgs.map(withoutQuotes) };
}

function withoutQuotes(text: string): string {
  return text.replace(/"((?:\\.|[^"\\])*)"?/gs, (_, inner: string) =>
    inner.replace(/\\(["\\])/g, "$1"),
  );
}
