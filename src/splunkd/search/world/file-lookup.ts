/**
 * A lookup file of the stand-in, by its name or a definition that names it: as a search has written it, or as it came
 * through data/lookup-table-files.
 */
import { lookupTable } from "../../../invocation/search/spl-world.ts";
import { defineLookup } from "../../../search/spl/lookup/define-lookup.ts";
import type { Batch, LookupTable } from "../../../search/spl/stage/stage.ts";
import { type Viewer, visibleNamed } from "../../instance/access.ts";
import { asText, effective } from "../../model/entity.ts";
import type { Store } from "../../store/store.ts";
import { writtenLookup } from "../saved/saved-rows.ts";

export function fileLookup(
  name: string,
  viewer: Viewer,
  store: Store,
  written: ReadonlyMap<string, Batch>,
): LookupTable | undefined {
  const [definition] = visibleNamed(store.bucket("conf-transforms"), name, viewer);
  const settings = definition && effective(definition);
  const named = asText(settings?.["filename"]);
  const file = named === "" ? name : named;
  const table = writtenLookup(file, written) ?? uploadedLookup(file, viewer, store);
  if (table === undefined || named === "") return table;
  return defineLookup(table, (key) => asText(settings?.[key]));
}

function uploadedLookup(file: string, viewer: Viewer, store: Store): LookupTable | undefined {
  const [entity] = visibleNamed(store.bucket("lookup-files"), file, viewer);
  const data = entity?.content["#data"];
  return typeof data === "string" ? lookupTable(file, Buffer.from(data)) : undefined;
}
