/** Lookups that lie in the KV store. Ground: transforms.conf.spec, `external_type = kvstore`, `collection`, `fields_list`. */
import { emptyRow } from "../../../search/text/row.ts";
import type { LookupTable } from "../../../search/spl/stage/stage.ts";
import { defineLookup } from "../../../search/spl/lookup/define-lookup.ts";
import type { ReadSetting } from "../../../search/spl/lookup/lookup-rules.ts";
import { canWrite, type Viewer, visibleNamed } from "../../instance/access.ts";
import { asText, effective, type Entity } from "../../model/entity.ts";
import { ALL_DOCUMENTS } from "../../store/kv/kv-query.ts";
import type { Store } from "../../store/store.ts";

export interface KvDefinition {
  /** `app/collection`. */
  readonly path: string;
  readonly fields: readonly string[];
  readonly mayWrite: boolean;
  readonly read: ReadSetting;
  /** Of the collection. */
  readonly settings: readonly (readonly [string, string])[];
}

/** undefined where no definition of this name leads there. */
export function kvCollectionOf(
  name: string,
  viewer: Viewer,
  store: Store,
): KvDefinition | undefined {
  const nearest = (kind: string, wanted: string, app: string): Entity | undefined =>
    visibleNamed(store.bucket(kind), wanted, seenFrom(app, viewer))[0];
  const definition = nearest("conf-transforms", name, viewer.namespace.app);
  if (definition === undefined) return undefined;
  const settings = effective(definition);
  const text = (key: string): string => asText(settings[key]).trim();
  if (text("external_type") !== "kvstore") return undefined;
  const collection = nearest("conf-collections", text("collection"), definition.app);
  const app = collection?.app ?? definition.app;
  const fields = text("fields_list")
    .split(",")
    .map((field) => field.trim())
    .filter((field) => field !== "");
  const collectionSettings = collection === undefined ? [] : Object.entries(effective(collection));
  return {
    path: `${app}/${text("collection")}`,
    fields,
    read: text,
    mayWrite: collection === undefined || canWrite(collection, viewer),
    settings: collectionSettings.map(([key, value]) => [key, asText(value)] as const),
  };
}

export function kvLookup(name: string, viewer: Viewer, store: Store): LookupTable | undefined {
  const lookup = kvCollectionOf(name, viewer, store);
  if (lookup === undefined) return undefined;
  const { fields } = lookup;
  const documents = store.collections.of(lookup.path);
  const table: LookupTable = {
    fields,
    async *rows() {
      const batch = [];
      for (const document of documents.find("nobody", ALL_DOCUMENTS)) {
        const row = emptyRow();
        for (const field of fields.length > 0 ? fields : Object.keys(document)) {
          const value = document[field];
          if (value !== undefined && value !== null)
            row[field] = typeof value === "object" ? JSON.stringify(value) : String(value);
        }
        batch.push(row);
      }
      if (batch.length > 0) yield batch;
    },
  };
  return defineLookup(table, lookup.read);
}

/** As seen from an app, nobody's own objects aside. */
function seenFrom(app: string, { namespace, user }: Viewer): Viewer {
  return {
    namespace: { ...namespace, app: app === "-" ? "search" : app, owner: user.name },
    user,
  };
}
