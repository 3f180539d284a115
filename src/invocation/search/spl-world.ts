/** What a search can use: the macros and lookups of the add-on, its own times, and the events that were given. */
import { gunzipSync } from "node:zlib";
import Papa from "papaparse";
import type { Addon } from "../../addon/addon.ts";
import { HarnessError } from "../../errors.ts";
import { messageOf } from "../../host/caught.ts";
import { MOST_BYTES } from "../../host/files/read-regular.ts";
import { laterFunctions } from "../../platforms/eval-functions.ts";
import { splunkProfile } from "../../platforms/splunk-profile.ts";
import { emptyRow, type MutableRow } from "../../search/text/row.ts";
import type { EventtypeMatcher } from "../../search/eventtypes/eventtype-matcher.ts";
import { addonMatcher } from "./addon-matcher.ts";
import { inBatches, type LookupTable, type SplWorld } from "../../search/spl/stage/stage.ts";
import { defineLookup } from "../../search/spl/lookup/define-lookup.ts";
import { csvColumns } from "../rows/csv-columns.ts";
import type { RowsInMemory } from "../rows/open-rows.ts";
import type { Row, SearchContext } from "../invocation.ts";
import { checkMacroArguments, evalMacro } from "../../search/spl/eval-macro.ts";

/** `events` are what a leading `search` looks in. */
export function splWorld(
  addon: Addon,
  search: Pick<
    SearchContext,
    "now" | "sid" | "serverHost" | "splunkVersion" | "earliest" | "latest"
  >,
  events?: RowsInMemory,
  seed: number = Math.floor(search.now * 1000),
): SplWorld {
  return {
    macros: addon.macros,
    evalMacro: (expression) => evalMacro(expression, search.now),
    checkArguments: (macro, args) => checkMacroArguments(macro, args, search.now),
    now: search.now,
    sid: search.sid,
    serverName: search.serverHost,
    earliest: search.earliest,
    latest: search.latest,
    laterFunctions: laterFunctions(splunkProfile(search.splunkVersion)),
    newRandom: () => randomFrom(seed),
    lookup: (name) => findLookup(addon, name),
    lookups: () => lookupNames(addon),
    events: events && (() => asEvents(events, search, addonMatcher(addon))),
    eventFields: events && [...new Set([...events.fields, "index", ...KNOWLEDGE])],
  };
}

/** mulberry32: good enough for sample data. The numbers are the same each time that a search runs again. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What the eventtypes and tags of the add-on add to an event. */
const KNOWLEDGE = ["eventtype", "tag"];

/** An event without an index is in `main`. */
async function* asEvents(
  { rows }: RowsInMemory,
  { earliest = 0, latest = Infinity }: Pick<SearchContext, "earliest" | "latest">,
  matcher: EventtypeMatcher | undefined,
) {
  const isInRange = (row: Row): boolean => {
    const time = Number([row["_time"] ?? ""].flat()[0] || Number.NaN);
    return Number.isNaN(time) || (time >= earliest && time < latest);
  };
  yield rows.filter(isInRange).map((row) => {
    const fields = Object.assign(emptyRow(), row);
    fields["index"] ??= "main";
    const raw = [row["_raw"] ?? ""].flat()[0] ?? "";
    const known = matcher?.match({ raw, fields });
    addValues(fields, "eventtype", known?.eventtypes ?? []);
    addValues(fields, "tag", known?.tags ?? []);
    return { raw, fields };
  });
}

/** Behind those that the row has already. */
function addValues(fields: MutableRow, name: string, values: readonly string[]): void {
  if (values.length === 0) return;
  const all = [...new Set([...[fields[name] ?? []].flat(), ...values])];
  fields[name] = all.length === 1 ? (all[0] ?? "") : all;
}

/**
 * Finds a file in lookups/, by its name or by a definition in transforms.conf. Ground: default.meta.spec: a file of another
 * app that does not export it is not there.
 */
export function findLookup(addon: Addon, name: string): LookupTable | undefined {
  const defined = addon.conf("transforms").stanzas.get(name)?.settings;
  const file = (defined?.get("filename")?.value ?? name).trim();
  if (file.includes("/") || file.includes("\\")) return undefined;
  for (const { tree } of appsWith(addon, file)) {
    const bytes = tree.read(`lookups/${file}`);
    if (bytes === undefined) continue;
    const table = lookupTable(file, bytes);
    if (!defined?.has("filename")) return table;
    return defineLookup(table, (key) => defined.get(key)?.value);
  }
  return undefined;
}

/** A small file may hold more than there is memory for. */
function unpacked(file: string, bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: 4 * MOST_BYTES });
  } catch (cause) {
    throw new HarnessError("INVOKE_BAD_RESULTS", `lookups/${file}: ${messageOf(cause)}`, {
      hint: "Compress the file anew with gzip. Unpacked, it may have 256 MiB.",
      where: { file: `lookups/${file}` },
      cause,
    });
  }
}

export function lookupTable(file: string, bytes: Buffer): LookupTable {
  const plain = file.endsWith(".gz") ? unpacked(file, bytes) : bytes;
  const text = plain.toString("utf8").replace(/^\uFEFF/, "");
  const { data } = Papa.parse<string[]>(text, { delimiter: ",", skipEmptyLines: true });
  const [header = [], ...records] = data;
  const columns = csvColumns(header, `lookups/${file}`);
  return {
    fields: columns.fields,
    async *rows() {
      const rows = records.map((cells) => {
        const row = emptyRow();
        // An empty cell of a lookup means no value.
        for (const [field, value] of Object.entries(columns.toRow(cells))) {
          if (value !== "") row[field] = value;
        }
        return row;
      });
      yield* inBatches(rows);
    },
  };
}

/** The app itself, and those beside it that share a lookup file of this name. */
function appsWith(addon: Addon, file: string): readonly Addon[] {
  return [addon, ...addon.also.filter((other) => sharesLookup(other, file))];
}

function sharesLookup({ access, disabledBy }: Addon, file: string): boolean {
  return disabledBy === undefined && access("lookups", file).isExported;
}

function lookupNames(addon: Addon): string[] {
  const files = [addon, ...addon.also].flatMap((app) =>
    app.tree
      .list("lookups")
      .filter(({ name, isFolder }) => !isFolder && /\.csv(?:\.gz)?$/.test(name))
      .filter(({ name }) => app === addon || sharesLookup(app, name))
      .map(({ name }) => name),
  );
  const defined = [...addon.conf("transforms").stanzas.values()]
    .filter(({ settings }) => files.includes(settings.get("filename")?.value.trim() ?? ""))
    .map(({ name }) => name);
  return [...new Set([...files, ...defined])];
}
