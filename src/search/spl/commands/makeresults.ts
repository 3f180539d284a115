/** `makeresults`. Ground: searchbnf.conf and messages.conf `[MAKERESULTS]` of Splunk 10; Search Reference. */
import Papa from "papaparse";
import { emptyRow, type MutableRow } from "../../text/row.ts";
import { commandTooLarge } from "../../text/limits.ts";
import { isArray, isObject, parseJson, writeJson } from "../../eval/values/json-value.ts";
import { readArgs, type Word, wholeNumber, yesOrNo } from "../read-words.ts";
import { jsonFields } from "../stage/json-fields.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import {
  type Batch,
  BATCH,
  inBatches,
  onlyColumns,
  type SplWorld,
  type Stage,
} from "../stage/stage.ts";

/** Guess: Splunk has no such limit. A billion rows take minutes. */
const MOST = 10_000_000;
const OPTIONS = ["count", "annotate", "splunk_server", "splunk_server_group", "format", "data"];

export function makeresults(call: CommandCall, world: SplWorld): Stage {
  const { options, rest } = readArgs(withWholeData(call), OPTIONS);
  const [stray] = rest;
  if (stray !== undefined) {
    throw commandError(call, `Invalid argument: '${stray.text}'`, { at: stray.start });
  }
  if (options.has("format") || options.has("data")) return inline(call, options, world);
  const count = wholeNumber(call, options.get("count"), 1);
  if (count > MOST) {
    throw commandTooLarge(
      "makeresults",
      `It makes at most ${MOST} results here, not ${count}.`,
      "Make fewer results.",
    );
  }
  const isAnnotated = yesOrNo(call, options.get("annotate"), false);
  const time = String(Math.floor(world.now));
  const newRow = (): MutableRow => {
    const row = emptyRow();
    row["_time"] = time;
    if (isAnnotated) row["splunk_server"] = world.serverName;
    return row;
  };
  // Fields without a value are columns all the same.
  const annotated = "_raw _time host source sourcetype splunk_server splunk_server_group".split(
    " ",
  );
  return {
    columns: () => onlyColumns(isAnnotated ? annotated : ["_time"], true),
    async *run() {
      for (let left = count; left > 0; left -= BATCH) {
        yield Array.from({ length: Math.min(left, BATCH) }, newRow);
      }
    },
  };
}

/**
 * The reference's own example has bare quotes inside `data="[{"name":"John"}]"`: where the arguments end with the data,
 * everything up to the last quote belongs to it.
 */
function withWholeData(call: CommandCall): CommandCall {
  const match = /^(.*?\bdata=")(\s*\[[^]*)"$/.exec(call.args);
  if (match === null) return call;
  const data = (match[2] ?? "").replace(/\\.|"/gs, (part) => (part === '"' ? '\\"' : part));
  return { ...call, args: `${match[1]}${data}"` };
}

function inline(call: CommandCall, options: ReadonlyMap<string, Word>, world: SplWorld): Stage {
  const format = options.get("format");
  const data = options.get("data");
  if (format === undefined || data === undefined) {
    throw commandError(
      call,
      "You must specify both 'format' and 'data' arguments for 'makeresults' to read inline data.",
    );
  }
  if (options.size > 2) {
    throw commandError(
      call,
      "When 'makeresults' generates events from inline data, it does not allow arguments other than 'format' and 'data'.",
    );
  }
  const kind = format.text.toLowerCase();
  if (kind !== "csv" && kind !== "json") {
    throw commandError(
      call,
      `An invalid 'format' was specified: ${format.text}. Valid 'format' options are 'csv' and 'json'.`,
      { at: format.start },
    );
  }
  const read = (): Batch =>
    kind === "csv" ? ofCsv(data.text) : ofJson(call, data, String(Math.floor(world.now)));
  const names = new Set(read().flatMap((row) => Object.keys(row)));
  return {
    columns: () => onlyColumns(names, true),
    async *run() {
      yield* inBatches(read());
    },
  };
}

function ofCsv(text: string): Batch {
  // In a search on one line the line ends are written as \n.
  const lines = text.replaceAll("\\n", "\n").trim();
  const { data } = Papa.parse<string[]>(lines, { delimiter: ",", skipEmptyLines: true });
  const [header = [], ...records] = data;
  return records.map((cells) => {
    const row = emptyRow();
    for (const [place, name] of header.entries()) {
      const cell = (cells[place] ?? "").trim();
      if (cell !== "") row[name.trim()] = cell;
    }
    return row;
  });
}

/** Each object is an event: its text in _raw, its members as fields. */
function ofJson(call: CommandCall, data: Word, time: string): Batch {
  const parsed = parseJson(data.text);
  if (!isArray(parsed)) {
    throw commandError(
      call,
      "Incorrectly-formatted JSON data detected. Make sure your JSON-formatted data starts with '[' and ends with ']' and consists of JSON objects.",
      { at: data.start },
    );
  }
  return parsed.map((entry) => {
    if (!isObject(entry)) {
      throw commandError(
        call,
        `Incorrectly-formatted JSON data detected. The data entry '${writeJson(entry)}' is not permitted in the 'data' option. Only comma-separated JSON objects are permitted.`,
        { at: data.start },
      );
    }
    const row = emptyRow();
    row["_time"] = time;
    row["_raw"] = writeJson(entry);
    for (const [name, value] of jsonFields(entry)) row[name] = value;
    return row;
  });
}
