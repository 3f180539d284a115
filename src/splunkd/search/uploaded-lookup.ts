/** A lookup file that came through data/lookup-table-files, by its name or a definition that names it, for searches. */
import { lookupTable } from "../../invocation/search/spl-world.ts";
import type { LookupTable } from "../../search/spl/stage/stage.ts";
import { visibleNamed } from "../instance/access.ts";
import type { Call } from "../call/call.ts";
import { viewerOf } from "../call/collection/collection-spec.ts";
import { asText, effective } from "../model/entity.ts";

export function uploadedLookup(name: string, call: Call): LookupTable | undefined {
  const { splunkd } = call;
  const viewer = viewerOf({}, call);
  const [definition] = visibleNamed(splunkd.entities("conf-transforms"), name, viewer);
  const named = definition === undefined ? "" : asText(effective(definition)["filename"]);
  const file = named === "" ? name : named;
  const [entity] = visibleNamed(splunkd.entities("lookup-files"), file, viewer);
  const data = entity?.content["#data"];
  return typeof data === "string" ? lookupTable(file, Buffer.from(data)) : undefined;
}
