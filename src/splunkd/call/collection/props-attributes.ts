/**
 * Objects that are single settings of props.conf: `EXTRACT-…` of a stanza, told as `<stanza> : EXTRACT-…`.
 * Ground: REST API Reference, «data/props/extractions» and its neighbours; props.conf.spec.
 */
import { canWrite, checkCorner, checkWrite, visible } from "../../instance/access.ts";
import type { Arguments } from "../../model/arguments.ts";
import { sameSlot } from "../../store/bucket.ts";
import type { Call } from "../call.ts";
import type { Endpoint } from "../endpoint.ts";
import { asText, type Content, content, effective, type Entity } from "../../model/entity.ts";
import { listViews } from "./list-views.ts";
import { placeOf } from "../../instance/placement.ts";
import type { Feed, Fields, View } from "../../model/reply.ts";
import { notFound, RestError } from "../../model/rest-error.ts";

export interface PropsAttribute {
  /** Below data/props. */
  readonly path: string;
  readonly title: string;
  /** Attributes of props.conf that are these objects. */
  readonly attribute: RegExp;
  readonly fields: Fields;
  /** What is told beside attribute, stanza and value. */
  shows(attribute: string, value: string): Content;
  /** Of a new one: the attribute, and its stanza. */
  place(args: Arguments): { readonly stanza: string; readonly attribute: string };
  /** What it is set to; undefined where the arguments say nothing of it. */
  value(args: Arguments, attribute: string): string;
}

const KIND = "conf-props";

interface Found {
  readonly entity: Entity;
  readonly attribute: string;
}

export function propsAttributes(spec: PropsAttribute): Endpoint[] {
  const path = `data/props/${spec.path}`;
  const changes: Fields = {
    required: [],
    optional: [...spec.fields.required, ...spec.fields.optional],
    wildcard: spec.fields.wildcard,
  };
  return [
    {
      path,
      GET: { run: (call) => list(spec, call) },
      POST: { args: spec.fields, run: (call) => create(spec, call) },
    },
    {
      path: `${path}/_reload`,
      GET: { run: (call) => list(spec, call) },
      POST: { run: (call) => list(spec, call) },
    },
    {
      path: `${path}/{name}`,
      GET: { run: (call) => feed(spec, call, named(spec, call)) },
      POST: { args: changes, run: (call) => update(spec, call) },
      DELETE: { run: (call) => remove(spec, call) },
    },
  ];
}

function all(spec: PropsAttribute, call: Call): Found[] {
  const viewer = call;
  return visible(call.splunkd.store.bucket(KIND), viewer).flatMap((entity) =>
    Object.keys(effective(entity))
      .filter((key) => spec.attribute.test(key))
      .map((attribute) => ({ entity, attribute })),
  );
}

function nameOf({ entity, attribute }: Found): string {
  return attribute === "rename" ? entity.name : `${entity.name} : ${attribute}`;
}

function list(spec: PropsAttribute, call: Call): Feed {
  const views = all(spec, call).map((found) => viewOf(spec, call, found));
  return { kind: "feed", title: spec.title, canCreate: true, ...listViews(views, call.args) };
}

function named(spec: PropsAttribute, call: Call): Found {
  const asked = call.params["name"] ?? "";
  const spellings = new Set([asked, asked.replaceAll("+", " "), asked.replace(/%2f/gi, "/")]);
  const found = all(spec, call).find((one) => spellings.has(nameOf(one)));
  if (found === undefined) throw notFound(asked);
  return found;
}

function feed(spec: PropsAttribute, call: Call, found: Found, status = 200): Feed {
  const view = { ...viewOf(spec, call, found), fields: spec.fields };
  return { kind: "feed", title: spec.title, status, views: [view] };
}

function viewOf(spec: PropsAttribute, call: Call, found: Found): View {
  const { entity, attribute } = found;
  const value = asText(effective(entity)[attribute]);
  return {
    name: nameOf(found),
    collection: `data/props/${spec.path}`,
    app: entity.app,
    owner: entity.owner,
    sharing: entity.sharing,
    perms: entity.sharing === "user" ? null : entity.perms,
    canWrite: canWrite(entity, call),
    removable: entity.shipped?.[attribute] === undefined,
    updated: entity.updated,
    content: content({
      attribute,
      stanza: entity.name,
      value,
      ...spec.shows(attribute, value),
      "eai:appName": entity.app,
      "eai:userName": entity.owner,
    }),
  };
}

function create(spec: PropsAttribute, call: Call): Feed {
  const { args, splunkd } = call;
  const { stanza, attribute } = spec.place(args);
  checkCorner(call);
  const place = placeOf(call, call.splunkd.apps);
  const bucket = splunkd.store.bucket(KIND);
  const known = bucket.named(stanza).find((entity) => sameSlot(entity, place));
  const found = {
    attribute,
    entity: known ?? { name: stanza, ...place, content: content(), updated: splunkd.now() },
  };
  if (known !== undefined && effective(known)[attribute] !== undefined)
    throw new RestError(409, `An object with name=${nameOf(found)} already exists`);
  const { entity } = found;
  checkWrite(known ?? { ...entity, shipped: entity.content }, KIND, call);
  if (known === undefined) splunkd.store.create(KIND, entity);
  return save(spec, call, found, 201);
}

function update(spec: PropsAttribute, call: Call): Feed {
  const found = named(spec, call);
  checkWrite(found.entity, KIND, call);
  return save(spec, call, found, 200);
}

function save(spec: PropsAttribute, call: Call, found: Found, status: number): Feed {
  const { attribute } = found;
  const entity = call.splunkd.store.edit(KIND, found.entity, {
    [attribute]: spec.value(call.args, attribute),
  });
  return feed(spec, call, { attribute, entity }, status);
}

function remove(spec: PropsAttribute, call: Call): Feed {
  const { entity, attribute } = named(spec, call);
  checkWrite(entity, KIND, call);
  if (entity.shipped?.[attribute] !== undefined)
    throw new RestError(403, `Object id=${nameOf({ entity, attribute })} cannot be removed`);
  call.splunkd.store.edit(KIND, entity, { [attribute]: undefined });
  return list(spec, call);
}
