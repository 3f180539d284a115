/** A lookup file that came through data/lookup-table-files, by its name or a definition that names it, for searches. */
import { lookupTable } from "../../../invocation/search/spl-world.ts";
import type { LookupTable } from "../../../search/spl/stage/stage.ts";
import { type Viewer, visibleNamed } from "../../instance/access.ts";
import { asText, effective } from "../../model/entity.ts";
import type { Store } from "../../store/store.ts";

export function uploadedLookup(
  name: string,
  viewer: Viewer,
  store: Store,
): LookupTable | undefined {
  const [definition] = visibleNamed(store.bucket("conf-transforms"), name, viewer);
  const named = definition === undefined ? "" : asText(effective(definition)["filename"]);
  const file = named === "" ? name : named;
  const [entity] = visibleNamed(store.bucket("lookup-files"), file, viewer);
  const data = entity?.content["#data"];
  return typeof data === "string" ? lookupTable(file, Buffer.from(data)) : undefined;
}
