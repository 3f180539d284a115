/**
 * Objects that are single settings of props.conf: `EXTRACT-…` of a stanza, told as `<stanza> : EXTRACT-…`.
 * Ground: REST API Reference, «data/props/extractions» and its neighbours; props.conf.spec.
 */
import type { FastifyInstance } from "fastify";
import { canWrite, checkCorner, checkWrite, type Viewer, visible } from "../../instance/access.ts";
import type { Arguments } from "../../model/arguments.ts";
import { sameSlot } from "../../store/bucket.ts";
import type { PathRequest } from "../family.ts";
import { asText, type Content, content, effective, type Entity } from "../../model/entity.ts";
import { listViews } from "./list-views.ts";
import { placeOf } from "../../instance/placement.ts";
import type { Feed, Fields, View } from "../../model/reply.ts";
import { notFound, RestError } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";
import type { Store } from "../../store/store.ts";

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

interface Attribute {
  readonly entity: Entity;
  readonly attribute: string;
}

export function addPropsAttributes(app: FastifyInstance, parts: Parts, spec: PropsAttribute): void {
  const { store } = parts;
  const list = `/data/props/${spec.path}`;
  const item = `${list}/:name`;
  const showAll = (request: PathRequest): Feed => {
    const views = allOf(spec, store, request).map((attribute) => viewOf(spec, request, attribute));
    return { kind: "feed", title: spec.title, canCreate: true, ...listViews(views, request.args) };
  };
  const save = (request: PathRequest, { entity, attribute }: Attribute, status: number): Feed => {
    const changes = { [attribute]: spec.value(request.args, attribute) };
    const edited = store.edit(KIND, entity, changes);
    return feedOf(spec, request, { attribute, entity: edited }, status);
  };

  app.get(list, showAll);
  app.get(`${list}/_reload`, showAll);
  app.post(`${list}/_reload`, showAll);
  app.post(list, { config: { args: spec.fields } }, (request: PathRequest) =>
    save(request, newAttribute(spec, parts, request), 201),
  );

  app.get(item, (request: PathRequest) =>
    feedOf(spec, request, attributeMeant(spec, store, request)),
  );
  const { required, optional, wildcard } = spec.fields;
  const changes = { required: [], optional: [...required, ...optional], wildcard };
  app.post(item, { config: { args: changes } }, (request: PathRequest) => {
    const meant = attributeMeant(spec, store, request);
    checkWrite(meant.entity, KIND, request);
    return save(request, meant, 200);
  });
  app.delete(item, (request: PathRequest) => {
    const { entity, attribute } = attributeMeant(spec, store, request);
    checkWrite(entity, KIND, request);
    if (entity.shipped?.[attribute] !== undefined)
      throw new RestError(403, `Object id=${nameOf({ entity, attribute })} cannot be removed`);
    store.edit(KIND, entity, { [attribute]: undefined });
    return showAll(request);
  });
}

function allOf(spec: PropsAttribute, store: Store, viewer: Viewer): Attribute[] {
  return visible(store.bucket(KIND), viewer).flatMap((entity) =>
    Object.keys(effective(entity))
      .filter((key) => spec.attribute.test(key))
      .map((attribute) => ({ entity, attribute })),
  );
}

function nameOf({ entity, attribute }: Attribute): string {
  return attribute === "rename" ? entity.name : `${entity.name} : ${attribute}`;
}

function attributeMeant(spec: PropsAttribute, store: Store, request: PathRequest): Attribute {
  const asked = request.params["name"] ?? "";
  const spellings = new Set([asked, asked.replaceAll("+", " "), asked.replace(/%2f/gi, "/")]);
  const meant = allOf(spec, store, request).find((attribute) => spellings.has(nameOf(attribute)));
  if (meant === undefined) throw notFound(asked);
  return meant;
}

/** Its stanza is there when it comes back; it is not yet set. */
function newAttribute(
  spec: PropsAttribute,
  { store, apps, now }: Pick<Parts, "store" | "apps" | "now">,
  request: PathRequest,
): Attribute {
  const { stanza, attribute } = spec.place(request.args);
  checkCorner(request);
  const place = placeOf(request, apps);
  const known = store
    .bucket(KIND)
    .named(stanza)
    .find((entity) => sameSlot(entity, place));
  const entity = known ?? { name: stanza, ...place, content: content(), updated: now() };
  if (known !== undefined && effective(known)[attribute] !== undefined)
    throw new RestError(409, `An object with name=${nameOf({ entity, attribute })} already exists`);
  checkWrite(known ?? { ...entity, shipped: entity.content }, KIND, request);
  if (known === undefined) store.create(KIND, entity);
  return { entity, attribute };
}

function feedOf(spec: PropsAttribute, viewer: Viewer, attribute: Attribute, status = 200): Feed {
  const view = { ...viewOf(spec, viewer, attribute), fields: spec.fields };
  return { kind: "feed", title: spec.title, status, views: [view] };
}

function viewOf(spec: PropsAttribute, viewer: Viewer, { entity, attribute }: Attribute): View {
  const value = asText(effective(entity)[attribute]);
  return {
    name: nameOf({ entity, attribute }),
    collection: `data/props/${spec.path}`,
    app: entity.app,
    owner: entity.owner,
    sharing: entity.sharing,
    perms: entity.sharing === "user" ? null : entity.perms,
    canWrite: canWrite(entity, viewer),
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
