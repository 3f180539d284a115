// `[source::…]`, `[host::…]` and sourcetype stanzas as tests of a name.
// Ground: props.conf.spec, «[<spec>] stanza patterns» and «Case-sensitivity for [<spec>] stanza matching».
import type { Where } from "../../errors.ts";
import { compilePcre } from "../../search/regex/regex.ts";

export interface StanzaPattern {
  readonly kind: "source" | "host" | "sourcetype";
  readonly isLiteral: boolean;
  matches(name: string): boolean;
}

/** A widely used trick: a stanza that begins so is taken for a pattern of sourcetypes. */
const SOURCETYPE_PATTERN = "(?::){0}";

/** Undefined for stanzas that events are not looked up by (`rule::`, `delayedrule::`). */
export function readStanzaPattern(stanza: string, where?: Where): StanzaPattern | undefined {
  const [, prefix, rest = ""] = /^(source|host|rule|delayedrule)::([^]*)$/.exec(stanza) ?? [];
  if (prefix === "source") return pattern("source", rest, where);
  if (prefix === "host") return pattern("host", rest, where);
  if (prefix !== undefined) return undefined;
  if (stanza.startsWith(SOURCETYPE_PATTERN))
    return pattern("sourcetype", stanza.slice(SOURCETYPE_PATTERN.length), where);
  return { kind: "sourcetype", isLiteral: true, matches: (name) => name === stanza };
}

function pattern(kind: StanzaPattern["kind"], text: string, where?: Where): StanzaPattern {
  const isLiteral = !/[*|()[\]\\?]|\.\.\./.test(text);
  if (isLiteral) {
    const wanted = kind === "host" ? text.toLowerCase() : text;
    const matches =
      kind === "host"
        ? (name: string) => name.toLowerCase() === wanted
        : (name: string) => name === wanted;
    return { kind, isLiteral, matches };
  }
  const regex = compilePcre(`^(?:${translate(text)})$`, {
    flags: kind === "host" ? "i" : "",
    where,
  });
  return { kind, isLiteral, matches: (name) => regex.test(name) };
}

/** `...` any characters, `*` none that divides folders, `.` itself; the rest is PCRE. */
function translate(text: string): string {
  return text.replace(/\\[^]|\(\?[:!=<]*|\.\.\.|[.*]/g, (part) => {
    if (part === "...") return ".*";
    if (part === "*") return "[^/\\\\]*";
    return part === "." ? "\\." : part;
  });
}
