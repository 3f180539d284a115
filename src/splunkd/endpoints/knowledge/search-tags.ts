/**
 * search/fields and search/tags: which fields are configured, and which of their values bear which tag.
 * Ground: REST API Reference, «search/fields», «search/tags»; tags.conf.spec and fields.conf.spec for the stanzas.
 */
import { checkCorner, checkWrite, type Viewer, visible } from "../../instance/access.ts";
import { sameSlot } from "../../store/bucket.ts";
import { addFacts, type Facts, factsFeed } from "../../call/add-facts.ts";
import type { Family, PathRequest } from "../../call/family.ts";
import { placeOf } from "../../instance/placement.ts";
import { asText, content, effective, type Entity } from "../../model/entity.ts";
import { RestError } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";
import type { Bucket } from "../../store/bucket.ts";

const KIND = "conf-tags";

/** Fields that every event has. */
const ALWAYS = ["_time", "host", "index", "source", "sourcetype"];

interface Tagged {
  readonly entity: Entity;
  readonly field: string;
  readonly value: string;
  readonly tags: readonly string[];
}

const CHANGES = { optional: ["add", "delete"], wildcard: [] };

export const searchTags: Family = (app, parts) => {
  const { store } = parts;
  const allTagged = (viewer: Viewer): Tagged[] => taggedIn(store.bucket(KIND), viewer);
  const ofField = (request: PathRequest): Facts =>
    valuesByTag(
      allTagged(request)
        .filter(({ field }) => field === request.params["field"])
        .flatMap(({ value, tags }) => tags.map((tag) => [tag, value] as const)),
    );
  const ofAll = (request: PathRequest): Facts =>
    valuesByTag(
      allTagged(request).flatMap(({ field, value, tags }) =>
        tags.map((tag) => [tag, `${field}::${value}`] as const),
      ),
    );
  addFacts(app, {
    "search/fields": (request) => fieldsIn(store.bucket("conf-fields"), request),
    "search/fields/:field/tags": ofField,
    "search/tags": ofAll,
  });

  const switchTag = (request: PathRequest, stanza: string, tag: string, isOn: boolean): void =>
    setTag(request, { stanza, tag, state: isOn ? "enabled" : "disabled" }, parts);

  const valueChanges = { config: { args: { required: ["value"], ...CHANGES } } };
  app.post("/search/fields/:field/tags", valueChanges, (request: PathRequest) => {
    const { args, params } = request;
    const stanza = `${params["field"]}=${args.get("value") ?? ""}`;
    for (const tag of args.all("add")) switchTag(request, stanza, tag, true);
    for (const tag of args.all("delete")) switchTag(request, stanza, tag, false);
    return factsFeed("search/fields/:field/tags", ofField(request), request);
  });

  const tagChanges = { config: { args: { required: [], ...CHANGES } } };
  app.post("/search/tags/:name", tagChanges, (request: PathRequest) => {
    const { args, params } = request;
    const tag = params["name"] ?? "";
    for (const pair of args.all("add")) switchTag(request, stanzaOf(pair), tag, true);
    for (const pair of args.all("delete")) switchTag(request, stanzaOf(pair), tag, false);
    return factsFeed("search/tags", ofAll(request), request);
  });
  app.delete("/search/tags/:name", (request: PathRequest) => {
    const tag = request.params["name"] ?? "";
    for (const { entity, tags } of allTagged(request))
      if (tags.includes(tag)) switchTag(request, entity.name, tag, false);
    return factsFeed("search/tags", ofAll(request), request);
  });
};

function taggedIn(stanzas: Bucket, viewer: Viewer): Tagged[] {
  return visible(stanzas, viewer).flatMap((entity) => {
    const cut = entity.name.indexOf("=");
    if (cut === -1) return [];
    const tags = Object.entries(effective(entity))
      .filter(([, state]) => /^enabled$/i.test(asText(state).trim()))
      .map(([tag]) => tag);
    const [field, value] = [entity.name.slice(0, cut), entity.name.slice(cut + 1)];
    return tags.length === 0 ? [] : [{ entity, field, value: decoded(value), tags }];
  });
}

/** Ground: tags.conf.spec: values stand in the header as a URL has them. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function fieldsIn(stanzas: Bucket, viewer: Viewer): Facts {
  const fields = new Map(ALWAYS.map((name): [string, Facts[string]] => [name, {}]));
  for (const entity of visible(stanzas, viewer)) {
    const settings = Object.entries(effective(entity));
    fields.set(
      entity.name,
      Object.fromEntries(settings.map(([key, value]) => [key, asText(value)])),
    );
  }
  return Object.fromEntries(fields);
}

/** Tag → the values that bear it. */
function valuesByTag(pairs: readonly (readonly [string, string])[]): Facts {
  const values = new Map<string, string[]>();
  for (const [tag, value] of pairs) values.set(tag, [...(values.get(tag) ?? []), value]);
  return Object.fromEntries([...values].map(([tag, all]) => [tag, { values: all.sort() }]));
}

/** `host::web01`, or with one sign of equality. */
function stanzaOf(pair: string): string {
  const [, field, value] = /^([^:=]+)(?:::|=)(.+)$/s.exec(pair) ?? [];
  if (field === undefined) throw new RestError(400, `'${pair}' must be <field>::<value>`);
  return `${field}=${value}`;
}

interface TagChange {
  readonly stanza: string;
  readonly tag: string;
  readonly state: string;
}

function setTag(
  viewer: Viewer,
  { stanza, tag, state }: TagChange,
  { store, apps, now }: Pick<Parts, "store" | "apps" | "now">,
): void {
  checkCorner(viewer);
  const bucket = store.bucket(KIND);
  const [field, ...value] = stanza.split("=");
  const name = `${field}=${encodeURIComponent(value.join("="))}`;
  const fresh = { name, ...placeOf(viewer, apps), content: content(), updated: now() };
  const known =
    visible(bucket, viewer).find((entity) => entity.name === name || entity.name === stanza) ??
    bucket.named(name).find((other) => sameSlot(other, fresh));
  if (known !== undefined) checkWrite(known, KIND, viewer);
  store.edit(KIND, known ?? fresh, content([[tag, state]]));
}
