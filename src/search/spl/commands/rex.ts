/**
 * `rex [field=…] "regex" [max_match=…] [offset_field=…]` and `rex mode=sed "s/…/…/"`. Ground: searchbnf.conf,
 * «rex-command»; messages.conf `[REX…]`.
 */
import { HarnessError } from "../../../errors.ts";
import { compilePcre, type Pcre, type PcreMatch } from "../../regex/regex.ts";
import { compileSed } from "../../text/sed.ts";
import { readWords, type Word, wholeNumber } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type Stage, unchanged, withColumns } from "../stage/stage.ts";

const OPTIONS: ReadonlySet<string> = new Set(["field", "max_match", "offset_field", "mode"]);

export function rex(call: CommandCall): Stage {
  // A pattern without quotes holds brackets and parentheses.
  const words = readWords(call, 0, /\s/);
  const option = (name: string): Word | undefined =>
    words.find((word) => word.key?.toLowerCase() === name);
  const isOption = (word: Word): boolean => OPTIONS.has(word.key?.toLowerCase() ?? "");
  const [pattern, stray] = words.filter((word) => !isOption(word));
  if (pattern === undefined || stray !== undefined) {
    throw commandError(
      call,
      pattern === undefined ? "The regex is missing." : `Invalid argument: '${stray?.text}'`,
      { at: stray?.start ?? call.start, hint: "Put the whole regex into double quotes." },
    );
  }
  const text = pattern.key === undefined ? pattern.text : `${pattern.key}=${pattern.text}`;
  const field = option("field")?.text ?? "_raw";
  const mode = option("mode");
  if (mode !== undefined && mode.text.toLowerCase() !== "sed") {
    throw commandError(call, `Invalid mode '${mode.text}'`, {
      at: mode.start,
      hint: "Write mode=sed.",
    });
  }
  if (mode !== undefined) return sed(call, field, text, pattern);
  const limit = wholeNumber(call, option("max_match"), 1);
  return extract(call, field, text, limit === 0 ? Infinity : limit, option("offset_field")?.text);
}

/** Ground: messages.conf, `[REX__REGEX_COMPILE…]` as users quote it. */
function compile(call: CommandCall, text: string, flags?: string): Pcre {
  const { where } = call.source;
  try {
    return compilePcre(text, { flags, where });
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    const problem = error.message.replace(
      /^Bad regular expression: /,
      `Error in 'rex' command: Encountered the following error while compiling the regex '${text}': Regex: `,
    );
    throw new HarnessError(error.code, problem, { hint: error.hint, where: error.where });
  }
}

function sed(call: CommandCall, field: string, text: string, pattern: Word): Stage {
  const change = compileSed(text, (regex, flags) => {
    const compiled = compile(call, regex, flags);
    return {
      all: (subject) => compiled.matchAll(subject),
      replace: (subject, to, limit) => compiled.replace(subject, to, limit),
    };
  });
  if (change === undefined) {
    throw commandError(call, `Failed to initialize sed. Invalid sed expression: ${text}`, {
      at: pattern.start,
      hint: "Write s/regex/replacement/g or y/abc/xyz/.",
    });
  }
  return {
    columns: unchanged,
    run: eachRow(() => (row) => {
      const value = row[field];
      if (typeof value === "string") row[field] = change(value);
      else if (value !== undefined) row[field] = value.map(change);
      return row;
    }),
  };
}

function extract(
  call: CommandCall,
  field: string,
  text: string,
  limit: number,
  offsetField: string | undefined,
): Stage {
  const regex = compile(call, text);
  if (regex.names.length === 0) {
    throw commandError(
      call,
      `The regex '${text}' does not extract anything. It should specify at least one named group. Format: (?<name>...).`,
    );
  }
  const added = offsetField === undefined ? regex.names : [...regex.names, offsetField];
  return {
    columns: (before) => withColumns(before, added),
    run: eachRow(() => (row) => {
      const subject = row[field];
      if (subject === undefined) return row;
      const found = new Map<string, string[]>();
      const offsets: string[] = [];
      let count = 0;
      for (const one of [subject].flat()) {
        for (const match of regex.matchAll(one)) {
          count += 1;
          for (const [name, value] of match.named) {
            const values = found.get(name);
            if (values === undefined) found.set(name, [value]);
            else values.push(value);
          }
          if (offsetField !== undefined) offsets.push(...offsetsOf(match, one));
          if (count >= limit) break;
        }
        if (count >= limit) break;
      }
      for (const [name, values] of found) {
        const [only] = values;
        row[name] = values.length === 1 && only !== undefined ? only : values;
      }
      if (offsetField !== undefined && offsets.length > 0) row[offsetField] = offsets.join("&");
      return row;
    }),
  };
}

/** `name=first-last` for each group; a group's text is looked for within the match. */
function offsetsOf(match: PcreMatch, subject: string): string[] {
  return [...match.named].map(([name, value]) => {
    const start = Math.max(match.index, subject.indexOf(value, match.index));
    return `${name}=${start}-${start + value.length - 1}`;
  });
}
