/**
 * search/fields and search/tags: which fields are configured, and which of their values bear which tag.
 * Ground: REST API Reference, «search/fields», «search/tags»; tags.conf.spec and fields.conf.spec for the stanzas.
 */
import { checkCorner, checkWrite, visible } from "../../instance/access.ts";
import { sameSlot } from "../../store/bucket.ts";
import type { Call } from "../../call/call.ts";
import type { Endpoint, Verb } from "../../call/endpoint.ts";
import { asText, content, effective, type Entity } from "../../model/entity.ts";
import { facts } from "../../call/facts.ts";
import { placeOf } from "../../instance/placement.ts";
import type { Reply } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";

const KIND = "conf-tags";

/** Fields that every event has. */
const ALWAYS = ["_time", "host", "index", "source", "sourcetype"];

interface Tagged {
  readonly entity: Entity;
  readonly field: string;
  readonly value: string;
  readonly tags: readonly string[];
}

function allTagged(call: Call): Tagged[] {
  return visible(call.splunkd.store.bucket(KIND), call).flatMap((entity) => {
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

function fieldsOf(call: Call): Record<string, Record<string, string>> {
  const own = visible(call.splunkd.store.bucket("conf-fields"), call).map((entity) => [
    entity.name,
    Object.fromEntries(
      Object.entries(effective(entity)).map(([key, value]) => [key, asText(value)]),
    ),
  ]);
  return Object.fromEntries([...ALWAYS.map((name) => [name, {}]), ...own]) as Record<
    string,
    Record<string, string>
  >;
}

/** Its placeholder shares a place, and so a name, with that of `search/fields/{name}`. */
function fieldOf({ segments }: Call): string {
  return segments[2] ?? "";
}

const tagsOfField = facts("search/fields/{field}/tags", (call) =>
  told(
    allTagged(call)
      .filter(({ field }) => field === fieldOf(call))
      .flatMap(({ value, tags }) => tags.map((tag) => [tag, value] as const)),
  ),
);

const tags = facts("search/tags", (call) =>
  told(
    allTagged(call).flatMap(({ field, value, tags: names }) =>
      names.map((tag) => [tag, `${field}::${value}`] as const),
    ),
  ),
);

/** Tag → the values that bear it. */
function told(
  pairs: readonly (readonly [string, string])[],
): Record<string, { readonly values: readonly string[] }> {
  const found = new Map<string, string[]>();
  for (const [tag, value] of pairs) found.set(tag, [...(found.get(tag) ?? []), value]);
  return Object.fromEntries([...found].map(([tag, values]) => [tag, { values: values.sort() }]));
}

const changeField: Verb = {
  args: { required: ["value"], optional: ["add", "delete"], wildcard: [] },
  run(call) {
    const field = fieldOf(call);
    const value = call.args.get("value") ?? "";
    for (const tag of call.args.all("add")) set(call, `${field}=${value}`, tag, "enabled");
    for (const tag of call.args.all("delete")) set(call, `${field}=${value}`, tag, "disabled");
    return listed(tagsOfField, call);
  },
};

const changeTag: Verb = {
  args: { required: [], optional: ["add", "delete"], wildcard: [] },
  run(call) {
    const tag = call.params["name"] ?? "";
    for (const pair of call.args.all("add")) set(call, stanzaOf(pair), tag, "enabled");
    for (const pair of call.args.all("delete")) set(call, stanzaOf(pair), tag, "disabled");
    return listed(tags, call);
  },
};

const removeTag: Verb = {
  run(call) {
    const tag = call.params["name"] ?? "";
    for (const one of allTagged(call).filter((tagged) => tagged.tags.includes(tag)))
      set(call, one.entity.name, tag, "disabled");
    return listed(tags, call);
  },
};

/** `host::web01`, or with one sign of equality. */
function stanzaOf(pair: string): string {
  const found = /^([^:=]+)(?:::|=)(.+)$/s.exec(pair);
  if (found === null) throw new RestError(400, `'${pair}' must be <field>::<value>`);
  return `${found[1]}=${found[2]}`;
}

function set(call: Call, stanza: string, tag: string, state: string): void {
  checkCorner(call);
  const { store, apps, now } = call.splunkd;
  const bucket = store.bucket(KIND);
  const [field, ...value] = stanza.split("=");
  const name = `${field}=${encodeURIComponent(value.join("="))}`;
  const fresh = { name, ...placeOf(call, apps), content: content(), updated: now() };
  const known =
    visible(bucket, call).find((one) => one.name === name || one.name === stanza) ??
    bucket.named(name).find((other) => sameSlot(other, fresh));
  if (known !== undefined) checkWrite(known, KIND, call);
  store.edit(KIND, known ?? fresh, content([[tag, state]]));
}

function listed(endpoints: readonly Endpoint[], call: Call): Reply | Promise<Reply> {
  const get = endpoints[0]?.GET;
  if (get === undefined) throw new RestError(405, "Method Not Allowed");
  return get.run(call);
}

export const searchTags: readonly Endpoint[] = [
  ...facts("search/fields", fieldsOf),
  ...tagsOfField,
  { path: "search/fields/{field}/tags", POST: changeField },
  ...tags,
  { path: "search/tags/{name}", POST: changeTag, DELETE: removeTag },
];
