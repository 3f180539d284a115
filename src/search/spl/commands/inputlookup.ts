/** `inputlookup [append=…] [start=…] [max=…] <file or definition> [where …]`. Ground: searchbnf.conf, «inputlookup-command». */
import { compileSearch, EventProbe } from "../../expression/match-event.ts";
import { parseSearch } from "../../expression/search-parser.ts";
import { optionIn, readWords, splitAt, type Word, wholeNumber, yesOrNo } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { type Batches, type LookupTable, type SplWorld, type Stage } from "../stage/stage.ts";

export function inputlookup(call: CommandCall, world: SplWorld): Stage {
  const words = readWords(call);
  const { before: beforeWhere, keyword } = splitAt(words, /^where$/i);
  const name = beforeWhere.find((word) => word.key === undefined);
  if (name === undefined) {
    throw commandError(call, "You must specify the name of a lookup table.", {
      hint: "Write | inputlookup users.csv.",
    });
  }
  const isAppended = yesOrNo(call, optionIn(beforeWhere, "append"), false);
  if (!isAppended && !call.isFirst) {
    throw commandError(call, "This command must be the first command of a search.", {
      at: call.start,
      hint: "Write append=t to put the table behind the rows there are.",
    });
  }
  const table = findTable(call, name, world);
  const start = wholeNumber(call, optionIn(beforeWhere, "start"), 0);
  const asked = wholeNumber(call, optionIn(beforeWhere, "max"), 0);
  const end = asked === 0 ? Infinity : start + asked;
  const test = keyword && compileWhere(call, keyword);
  async function* read(): Batches {
    let place = 0;
    for await (const batch of table.rows()) {
      yield batch.filter((row) => {
        if (test !== undefined && !test(row)) return false;
        const isWanted = place >= start && place < end;
        place += 1;
        return isWanted;
      });
    }
  }
  return {
    columns: (before) => ({
      names: new Map([
        ...(isAppended ? before.names : []),
        ...table.fields.map((field) => [field, true] as const),
      ]),
      isOpen: isAppended && before.isOpen,
    }),
    async *run(rows) {
      if (isAppended) yield* rows;
      yield* read();
    },
  };
}

function findTable(call: CommandCall, name: Word, world: SplWorld): LookupTable {
  const table = world.lookup?.(name.text);
  if (table !== undefined) return table;
  const known = world.lookups?.() ?? [];
  throw commandError(call, `The lookup table '${name.text}' is invalid.`, {
    at: name.start,
    hint:
      known.length === 0
        ? "Put a CSV file into the add-on's lookups/ folder."
        : `There is ${known.join(", ")}.`,
  });
}

function compileWhere(call: CommandCall, word: Word) {
  const { source } = call;
  const from = word.end;
  const before = source.text.slice(0, from).replace(/[^\n]/g, " ");
  const tree = parseSearch(before + source.text.slice(from, call.end), { where: source.where });
  const test = compileSearch(tree);
  return (row: Record<string, string | readonly string[]>): boolean =>
    test(new EventProbe({ raw: "", fields: row }));
}
