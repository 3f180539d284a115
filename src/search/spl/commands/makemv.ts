/** `makemv [delim=…|tokenizer=…] [allowempty=…] [setsv=…] <field>`. Ground: Search Reference, «makemv»; searchbnf.conf. */
import { compilePcre } from "../../regex/regex.ts";
import { checkedValues, MOST_VALUES } from "../../text/limits.ts";
import { readArgs, yesOrNo } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type Stage, unchanged } from "../stage/stage.ts";

export function makemv(call: CommandCall): Stage {
  const { options, rest } = readArgs(call, ["delim", "tokenizer", "allowempty", "setsv"]);
  const [word, stray] = rest;
  if (word === undefined || stray !== undefined) {
    throw commandError(call, "One field must be given.", { at: stray?.start ?? call.start });
  }
  const allowsEmpty = yesOrNo(call, options.get("allowempty"), false);
  yesOrNo(call, options.get("setsv"), false);
  const tokenizer = options.get("tokenizer");
  const cut =
    tokenizer === undefined
      ? byDelimiter(options.get("delim")?.text ?? " ", allowsEmpty)
      : byTokenizer(call, tokenizer.text);
  const field = word.text;
  return {
    columns: unchanged,
    run: eachRow(() => (row) => {
      const value = row[field];
      if (value === undefined) return row;
      const values = [value].flat().flatMap(cut);
      const [only] = values;
      if (only !== undefined) row[field] = values.length === 1 ? only : values;
      return row;
    }),
  };
}

function byDelimiter(delimiter: string, allowsEmpty: boolean): (text: string) => string[] {
  if (delimiter === "") return (text) => [text];
  return (text) => {
    const values = checkedValues(text.split(delimiter, MOST_VALUES + 1));
    return allowsEmpty ? values : values.filter((value) => value !== "");
  };
}

function byTokenizer(call: CommandCall, pattern: string): (text: string) => string[] {
  const { where } = call.source;
  const regex = compilePcre(pattern, { where });
  return (text) =>
    [...regex.matchAll(text)].map((match) => match.groups[1] ?? match.groups[0] ?? "");
}
