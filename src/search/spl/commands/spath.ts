/** `spath [input=…] [output=…] [path=]…` over JSON. Ground: searchbnf.conf, «spath-command». XML is not read. */
import { type JsonField, jsonAt, jsonFields } from "../json-fields.ts";
import { readWords, type Word } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type Stage, withColumns } from "../stage.ts";

/** limits.conf, `[spath] extraction_cutoff`: more of a text is not looked at for fields of its own. */
const CUTOFF = 5000;

export function spath(call: CommandCall): Stage {
  const words = readWords(call, 0, /[\s,]/);
  const option = (name: string): Word | undefined =>
    words.find((word) => word.key?.toLowerCase() === name);
  const stray = words.find((word) => !/^(?:input|output|path)$/i.test(word.key ?? "path"));
  if (stray !== undefined) {
    throw commandError(call, `Invalid argument: '${stray.key}=${stray.text}'`, {
      at: stray.start,
      hint: "It takes input, output, path.",
    });
  }
  const input = option("input")?.text ?? "_raw";
  const path = (option("path") ?? words.find((word) => word.key === undefined))?.text;
  const output = option("output");
  if (path === undefined && output !== undefined) {
    throw commandError(
      call,
      'You have not specified a path. Try using "path=mypath" as an argument to spath.',
      { at: output.start },
    );
  }
  if (path === undefined) {
    return {
      columns: ({ names }) => ({ names, isOpen: true }),
      run: changing(input, (value, text) =>
        text.length > CUTOFF ? jsonFields(value).slice(0, CUTOFF) : jsonFields(value),
      ),
    };
  }
  const target = output?.text ?? path;
  return {
    columns: (before) => withColumns(before, [target]),
    run: changing(input, (value) => {
      const found = jsonAt(value, path);
      return found === undefined ? [] : [[target, found]];
    }),
  };
}

function changing(
  input: string,
  fieldsOf: (value: unknown, text: string) => readonly JsonField[],
): Stage["run"] {
  return eachRow(() => (row) => {
    const text = [row[input] ?? ""].flat()[0] ?? "";
    const value = parse(text);
    if (value !== undefined) for (const [name, found] of fieldsOf(value, text)) row[name] = found;
    return row;
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
