/**
 * What each verb does to a collection of entities.
 * Ground: REST API User Manual, «Using the REST API reference»: every EAI endpoint has these verbs and answers.
 */
import { checkWrite, pick, visible } from "../../instance/access.ts";
import { placeOf } from "../../instance/placement.ts";
import type { Arguments } from "../../model/arguments.ts";
import { asText, content, effective, type Entity } from "../../model/entity.ts";
import type { Feed } from "../../model/reply.ts";
import { notFound, RestError } from "../../model/rest-error.ts";
import { sameSlot } from "../../store/bucket.ts";
import type { Changes } from "../../store/store.ts";
import type { PathRequest } from "../family.ts";
import { checkArguments } from "../hooks/check-arguments.ts";
import { EntityCollection } from "./entity-collection.ts";
import { listNamed } from "./list-views.ts";

export function listEntities(collection: EntityCollection, request: PathRequest): Feed {
  const { isMember, mayList } = collection.spec;
  const entities = visible(collection.bucketOf(request), collection.viewerOf(request))
    .filter((entity) => isMember?.(entity, request) ?? true)
    .filter((entity) => mayList?.(entity, request) ?? true);
  const page = listNamed(entities, request.args, {
    nameOf: (entity) => collection.nameOf(entity),
    viewOf: (entity) => collection.viewOf(entity, request),
  });
  return collection.feedOf(request, page);
}

export function showEntity(collection: EntityCollection, request: PathRequest): Feed {
  const name = collection.nameIn(request);
  const entities = collection
    .named(name, request)
    .filter((entity) => collection.spec.mayList?.(entity, request) ?? true);
  if (entities.length === 0) throw notFound(request.params["name"] ?? name);
  const views = entities.map((entity) => collection.viewOf(entity, request, true));
  return collection.feedOf(request, { views });
}

/** What a create would take. */
export function showBlank({ spec, parts }: EntityCollection, request: PathRequest): Feed {
  const blank: Entity = {
    name: "_new",
    content: spec.blank?.(request) ?? content(),
    ...placeOf(request, parts.apps, spec),
    updated: parts.now(),
  };
  const fields = spec.fields ?? { required: ["name"], optional: [], wildcard: [".*"] };
  const asItIs = { ...spec, fields, shows: (entity: Entity) => entity.content };
  const collection = new EntityCollection(asItIs, parts);
  return collection.feedOf(request, { views: [collection.viewOf(blank, request, true)] });
}

export function createEntity(collection: EntityCollection, request: PathRequest): Feed {
  const { spec, parts } = collection;
  const made = spec.create?.(settingArguments(request), request);
  if (made === undefined) throw new RestError(405, "Method Not Allowed");
  if (made.name.trim() === "" || made.name.includes("\0")) {
    throw new RestError(400, 'Cannot perform action "POST" without a target name to act on.');
  }
  const entity: Entity = {
    ...made,
    ...placeOf(request, parts.apps, spec),
    updated: parts.now(),
  };
  const kind = collection.kindOf(request);
  // What is shared belongs to the app: whoever may not write there may not add to it.
  if (spec.isGlobal !== true)
    checkWrite({ ...entity, shipped: entity.content }, kind, collection.viewerOf(request));
  const isThere = collection
    .bucketOf(request)
    .named(made.name)
    .some((other) => spec.isGlobal === true || sameSlot(other, entity));
  if (isThere && spec.replaces !== true)
    throw (
      spec.conflict?.(made.name, request) ??
      new RestError(409, `An object with name=${made.name} already exists`)
    );
  parts.store.create(kind, entity);
  spec.changed?.(entity, "create", request);
  return collection.feedOf(request, {
    status: 201,
    views: [collection.viewOf(entity, request)],
  });
}

/** `name`: which one, where the path does not say it. */
export function updateEntity(
  collection: EntityCollection,
  request: PathRequest,
  name: string = collection.nameIn(request),
): Feed {
  const { spec } = collection;
  if (isMadeHere(collection, request, name)) {
    if (spec.fields !== undefined) checkArguments(settingArguments(request), spec.fields);
    return createEntity(collection, request);
  }
  const entity = writable(collection, request, name, "edit");
  const changes = spec.update?.(entity, settingArguments(request), request) ?? {};
  return showEdited(collection, request, entity, changes);
}

/** What an action below the name of one changes. */
export function changeEntity(
  collection: EntityCollection,
  request: PathRequest,
  changes: Changes,
): Feed {
  const entity = writable(collection, request, collection.nameIn(request), "edit");
  return showEdited(collection, request, entity, changes);
}

function isMadeHere(collection: EntityCollection, request: PathRequest, name: string): boolean {
  const given = request.args.get("name");
  if (collection.spec.isMadeByName !== true || given === undefined) return false;
  const isSame = given === name || given === request.params["name"];
  return isSame && collection.named(name, request).length === 0;
}

export function switchEntity(
  collection: EntityCollection,
  request: PathRequest,
  action: "enable" | "disable",
): Feed {
  const entity = writable(collection, request, collection.nameIn(request), "edit");
  const isOff = action === "disable";
  const isTyped = typeof effective(entity)["disabled"] === "boolean";
  return showEdited(collection, request, entity, { disabled: isTyped ? isOff : asText(isOff) });
}

function showEdited(
  collection: EntityCollection,
  request: PathRequest,
  before: Entity,
  changes: Changes,
): Feed {
  const { spec, parts } = collection;
  const entity = parts.store.edit(collection.kindOf(request), before, changes);
  spec.changed?.(entity, "edit", request);
  return collection.feedOf(request, { views: [collection.viewOf(entity, request)] });
}

export function removeEntity(collection: EntityCollection, request: PathRequest): Feed {
  const { spec, parts } = collection;
  const entity = writable(collection, request, collection.nameIn(request), "remove");
  parts.store.remove(collection.kindOf(request), entity);
  spec.changed?.(entity, "remove", request);
  return listEntities(collection, request);
}

function writable(
  collection: EntityCollection,
  request: PathRequest,
  name: string,
  what: "edit" | "remove",
): Entity {
  const { spec } = collection;
  if (spec.missing !== undefined && collection.named(name, request).length === 0)
    throw spec.missing(name);
  const viewer = collection.viewerOf(request);
  const entity = pick(collection.bucketOf(request), name, viewer);
  // What is in no app has no ACL to speak of: the capability, asked for before, is what counts.
  const isFree = spec.isGlobal === true && spec.capabilities?.[what] !== undefined;
  if (!isFree && spec.mayEdit?.(entity, request) !== true)
    checkWrite(entity, collection.kindOf(request), viewer);
  return entity;
}

/** Ground: the Terraform provider sends `count=-1` in the query of everything, and reads only its own settings back. */
const OF_LISTS = ["count", "offset", "sort_key", "sort_dir", "sort_mode", "f"];

function settingArguments({ args, queryArgs }: PathRequest): Arguments {
  const given = OF_LISTS.filter((name) => queryArgs.has(name));
  return given.length === 0 ? args : args.without(given);
}
