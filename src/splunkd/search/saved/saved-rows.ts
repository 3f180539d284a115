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
import type { Call } from "../../call/call.ts";
import { viewerOf } from "../../call/collection/collection-spec.ts";
import { asText, effective } from "../../model/entity.ts";
import type { Instance } from "../../instance/instance.ts";
import { kvSchema } from "../../store/kv/kv-types.ts";
import { kvCollectionOf } from "../kv-lookup.ts";

type Kept = Pick<SplWorld, "savedSearch" | "jobRows" | "saveLookup">;

/** Files of lookups as searches have written them. */
const files = new WeakMap<Instance, Map<string, Batch>>();

export function writtenLookup(name: string, { splunkd }: Call): LookupTable | undefined {
  const rows = files.get(splunkd)?.get(name);
  if (rows === undefined) return undefined;
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    fields,
    async *rows() {
      yield* inBatches(rows.map((row) => Object.assign(emptyRow(), row)));
    },
  };
}

export function keptBySearches(call: Call): Kept {
  const { splunkd } = call;
  return {
    savedSearch(name) {
      const bucket = splunkd.entities("conf-savedsearches");
      const [entity] = visibleNamed(bucket, name, viewerOf({}, call));
      return entity === undefined ? undefined : asText(effective(entity)["search"]);
    },
    jobRows(wanted) {
      const job =
        "sid" in wanted
          ? splunkd.store.jobs.get(wanted.sid)
          : [...splunkd.store.jobs.values()].findLast(({ label }) => label === wanted.savedSearch);
      if (job === undefined || !isJobOf(job, call.user)) return undefined;
      return async function* again() {
        const rows = await rowsOf(job, 0, 0);
        yield* inBatches(rows.map((row) => Object.assign(emptyRow(), row)));
      };
    },
    saveLookup(name, rows, { isAppended, keyField }) {
      const found = kvCollectionOf(name, call);
      if (found !== undefined) {
        // Guess: the words; the right is the one that the collection's own endpoint asks for.
        if (!found.mayWrite) return `You have no permission to write to the lookup '${name}'.`;
        const collection = splunkd.store.collection(found.path);
        if (!isAppended && keyField === undefined)
          for (const { _key } of collection.all()) collection.remove("nobody", _key);
        const schema = kvSchema(found.settings);
        for (const row of rows) {
          const key = keyField === undefined ? undefined : [row[keyField] ?? []].flat()[0];
          collection.save("nobody", shownFields(row, found.fields), schema, key);
        }
        splunkd.store.onChange();
        return undefined;
      }
      if (!/\.csv(?:\.gz)?$/.test(name))
        return `The lookup table '${name}' requires a .csv or KV store lookup definition.`;
      const known = files.get(splunkd) ?? new Map<string, Batch>();
      files.set(splunkd, known);
      known.set(name, isAppended ? [...(known.get(name) ?? []), ...rows] : rows);
      return undefined;
    },
  };
}

function shownFields(row: Batch[number], fields: readonly string[]): object {
  const names =
    fields.length > 0 ? fields : Object.keys(row).filter((name) => !/^_(?!key)/.test(name));
  return Object.fromEntries(
    names.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])),
  );
}
