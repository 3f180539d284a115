/** `spath [input=…] [output=…] [path=]…` over JSON. Ground: searchbnf.conf, «spath-command». XML is not read. */
import { readForSpath, readSpath } from "../../eval/values/spath-value.ts";
import { type JsonField, jsonFields } from "../stage/json-fields.ts";
import { optionIn, readWords, type Word } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type SplWorld, type Stage, withColumns } from "../stage/stage.ts";

export function spath(call: CommandCall, { warn }: SplWorld): Stage {
  const words = readWords(call, 0, /[\s,]/);
  checkOptions(call, words);
  const input = optionIn(words, "input")?.text ?? "_raw";
  const path = (optionIn(words, "path") ?? words.find(({ key }) => key === undefined))?.text;
  const output = optionIn(words, "output");
  if (path !== undefined) return atPath({ input, path, target: output?.text ?? path }, warn);
  if (output !== undefined) {
    throw commandError(
      call,
      'You have not specified a path. Try using "path=mypath" as an argument to spath.',
      { at: output.start },
    );
  }
  return {
    columns: ({ names }) => ({ names, isOpen: true }),
    run: changing(input, (text) => leavesOf(text, warn)),
  };
}

function checkOptions(call: CommandCall, words: readonly Word[]): void {
  const stray = words.find(({ key = "path" }) => !/^(?:input|output|path)$/i.test(key));
  if (stray === undefined) return;
  throw commandError(call, `Invalid argument: '${stray.key}=${stray.text}'`, {
    at: stray.start,
    hint: "It takes input, output, path.",
  });
}

type Warn = SplWorld["warn"];

interface Asked {
  readonly input: string;
  readonly path: string;
  readonly target: string;
}

function atPath({ input, path, target }: Asked, warn: Warn): Stage {
  return {
    columns: (before) => withColumns(before, [target]),
    run: changing(input, (text) => {
      const value = readSpath(text, path, warn);
      return value === null ? [] : [[target, value]];
    }),
  };
}

/** Every leaf of the text by its path. */
function leavesOf(text: string, warn: Warn): readonly JsonField[] {
  const json = readForSpath(text, warn);
  return json === undefined ? [] : jsonFields(json);
}

function changing(input: string, fieldsOf: (text: string) => readonly JsonField[]): Stage["run"] {
  return eachRow(() => (row) => {
    const text = [row[input] ?? ""].flat()[0] ?? "";
    for (const [name, value] of fieldsOf(text)) row[name] = value;
    return row;
  });
}
