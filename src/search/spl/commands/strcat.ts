/** `strcat [allrequired=…] <fields and texts> <name>`. Ground: Search Reference, «strcat»: a text is in double quotes. */
import { optionIn, readWords, yesOrNo } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type Stage, withColumns } from "../stage/stage.ts";

export function strcat(call: CommandCall): Stage {
  const words = readWords(call);
  const isStrict = yesOrNo(call, optionIn(words, "allrequired"), false);
  const parts = words.filter(({ key }) => key === undefined);
  const target = parts.pop();
  if (target === undefined || parts.length === 0)
    throw commandError(call, "Must specify source fields and a destination field.", {
      hint: 'Write | strcat host ":" port address.',
    });
  const name = target.text;
  return {
    columns: (before) => withColumns(before, [name]),
    run: eachRow(() => (row) => {
      // Guess: several values are joined by spaces.
      const texts = parts.map(({ text, isQuoted }) =>
        isQuoted ? text : row[text] === undefined ? undefined : [row[text] ?? ""].flat().join(" "),
      );
      if (!isStrict || !texts.includes(undefined)) row[name] = texts.join("");
      return row;
    }),
  };
}
