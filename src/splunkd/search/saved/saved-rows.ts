/**
 * What searches of the stand-in keep and find again: tables of outputlookup, rows of jobs, saved searches.
 * Ground: Search Reference, «outputlookup», «loadjob», «savedsearch».
 */
import { isJobOf } from "../jobs/is-job-of.ts";
import { rowsOf } from "../jobs/job-rows.ts";
import { emptyRow } from "../../../search/text/row.ts";
import {
  type Batch,
  inBatches,
  type LookupTable,
  type SplWorld,
} from "../../../search/spl/stage/stage.ts";
import { visibleNamed } from "../../instance/access.ts";
import { asText, effective } from "../../model/entity.ts";
import type { Asker } from "../asker.ts";
import type { SearchSources } from "../world/search-sources.ts";
import type { Store } from "../../store/store.ts";
import { kvSchema } from "../../store/kv/kv-types.ts";
import { kvCollectionOf, type KvDefinition } from "../world/kv-lookup.ts";

type Kept = Pick<SplWorld, "savedSearch" | "jobRows" | "saveLookup">;

export function writtenLookup(
  name: string,
  written: ReadonlyMap<string, Batch>,
): LookupTable | undefined {
  const rows = written.get(name);
  if (rows === undefined) return undefined;
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    fields,
    async *rows() {
      yield* inBatches(rows.map((row) => Object.assign(emptyRow(), row)));
    },
  };
}

type KeptSources = Pick<SearchSources, "store" | "jobs" | "writtenLookups">;

export function keptBySearches(sources: KeptSources, asker: Asker): Kept {
  const { store, jobs } = sources;
  return {
    savedSearch(name) {
      const [entity] = visibleNamed(store.bucket("conf-savedsearches"), name, asker);
      return entity === undefined ? undefined : asText(effective(entity)["search"]);
    },
    jobRows(wanted) {
      const job = "sid" in wanted ? jobs.ofSid(wanted.sid) : jobs.lastOf(wanted.savedSearch);
      if (job === undefined || !isJobOf(job, asker.user)) return undefined;
      return async function* again() {
        const rows = await rowsOf(job, 0, 0);
        yield* inBatches(rows.map((row) => Object.assign(emptyRow(), row)));
      };
    },
    saveLookup(name, rows, how) {
      const definition = kvCollectionOf(name, asker, store);
      if (definition !== undefined) return saveInStore(definition, name, rows, how, store);
      if (!/\.csv(?:\.gz)?$/.test(name))
        return `The lookup table '${name}' requires a .csv or KV store lookup definition.`;
      const before = how.isAppended ? (sources.writtenLookups.get(name) ?? []) : [];
      sources.writtenLookups.set(name, [...before, ...rows]);
      return undefined;
    },
  };
}

type SaveLookup = NonNullable<SplWorld["saveLookup"]>;

/** What it gives is why it failed. */
function saveInStore(
  definition: KvDefinition,
  name: string,
  rows: Batch,
  { isAppended, keyField }: Parameters<SaveLookup>[2],
  store: Store,
): string | undefined {
  // Guess: the words; the right is the one that the collection's own endpoint asks for.
  if (!definition.mayWrite) return `You have no permission to write to the lookup '${name}'.`;
  const collection = store.collections.of(definition.path);
  if (!isAppended && keyField === undefined)
    for (const { _key } of collection.all()) collection.remove("nobody", _key);
  const schema = kvSchema(definition.settings);
  for (const row of rows) {
    const key = keyField === undefined ? undefined : [row[keyField] ?? []].flat()[0];
    collection.save("nobody", shownFields(row, definition.fields), schema, key);
  }
  return undefined;
}

function shownFields(row: Batch[number], fields: readonly string[]): object {
  const names =
    fields.length > 0 ? fields : Object.keys(row).filter((name) => !/^_(?!key)/.test(name));
  return Object.fromEntries(
    names.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])),
  );
}
