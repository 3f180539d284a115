// Ground: Search Reference, «Text functions»: of them only lower() and upper() take multivalue fields.
import { plain, special, type EvalFunction } from "../eval-function.ts";
import type { Compiled } from "../eval-scope.ts";
import { fromValues, toNumber, toText, type Inner } from "../values/eval-value.ts";
import { readSpath } from "../values/spath-value.ts";
import { patternOf } from "../values/pattern-of.ts";

const TEXT = { isText: true } as const;
const none: Compiled = () => null;

export const textFunctions: readonly EvalFunction[] = [
  plain("len(<str>)", ([value = null]) => {
    const text = toText(value);
    return text === undefined ? null : codePoints(text);
  }),
  plain("lower(<str>)", ([value = null]) => each(value, (text) => text.toLowerCase()), TEXT),
  plain("ltrim(<str>, [<trim_chars>])", (args) => trim(args, true, false), TEXT),
  special(
    "replace(<str>, <regex>, <replacement>)",
    ([text = none, pattern = none, replacement = none], context) => {
      const regexOf = patternOf(pattern, context, 1);
      return (scope) => {
        const value = text(scope);
        const regex = regexOf(scope);
        const by = toText(replacement(scope));
        if (regex === undefined || by === undefined) return null;
        // Guess: on each value, although the documentation promises nothing for several.
        return each(value, (text) => regex.replace(text, by));
      };
    },
    TEXT,
  ),
  plain("rtrim(<str>, [<trim_chars>])", (args) => trim(args, false, true), TEXT),
  plain("spath(<value>, <path>)", ([value = null, path = null], scope) => {
    const text = toText(value);
    const steps = toText(path);
    return text === undefined || steps === undefined ? null : readSpath(text, steps, scope.warn);
  }),
  plain(
    "substr(<str>, <start>, [<length>])",
    ([value = null, start = null, length]) => {
      const from = toNumber(start);
      const count = length === undefined ? Infinity : toNumber(length);
      if (from === undefined || count === undefined) return null;
      return single(value, (text) => part(text, Math.trunc(from), Math.trunc(count)));
    },
    TEXT,
  ),
  plain("trim(<str>, [<trim_chars>])", (args) => trim(args, true, true), TEXT),
  plain("upper(<str>)", ([value = null]) => each(value, (text) => text.toUpperCase()), TEXT),
  plain("urldecode(<url>)", ([value = null]) => single(value, urlDecode), TEXT),
];

function each(value: Inner, change: (text: string) => string): Inner {
  if (Array.isArray(value)) return fromValues(value.map((text: string) => change(text)));
  const text = toText(value);
  return text === undefined ? null : change(text);
}

function single(value: Inner, change: (text: string) => string): Inner {
  const text = toText(value);
  return text === undefined ? null : change(text);
}

function codePoints(text: string): number {
  let count = 0;
  for (const char of text) count += char === "" ? 0 : 1;
  return count;
}

/** As in SQLite: positions count from 1, negative ones from the end, and a negative length goes backwards. */
function part(text: string, start: number, length: number): string {
  const isPlain = !/[\ud800-\udbff]/.test(text);
  const chars = isPlain ? text : Array.from(text);
  let from = start;
  let count = Math.abs(length);
  if (from < 0) {
    from += chars.length;
    if (from < 0) {
      count = Math.max(0, length < 0 ? 0 : count + from);
      from = 0;
    }
  } else if (from > 0) from--;
  else if (count > 0) count--;
  if (length < 0) {
    from -= count;
    if (from < 0) {
      count += from;
      from = 0;
    }
  }
  const cut = chars.slice(from, from + Math.max(0, count));
  return typeof cut === "string" ? cut : cut.join("");
}

function trim([value = null, chars]: readonly Inner[], atLeft: boolean, atRight: boolean): Inner {
  const set = new Set(chars === undefined ? " \t" : (toText(chars) ?? ""));
  return single(value, (text) => {
    let from = 0;
    let to = text.length;
    while (atLeft && from < to && set.has(text[from] ?? "")) from++;
    while (atRight && to > from && set.has(text[to - 1] ?? "")) to--;
    return text.slice(from, to);
  });
}

/** `%` that is no escape stays; bytes that are no UTF-8 become U+FFFD. */
function urlDecode(text: string): string {
  if (!text.includes("%")) return text;
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) =>
    Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"),
  );
}
