/** `…/:name/acl`: who may read and write an object, and where it is seen. Ground: REST API User Manual, «Access Control List». */
import type { FastifyInstance } from "fastify";
import { checkWrite, pick } from "../../instance/access.ts";
import { placeOf } from "../../instance/placement.ts";
import type { Arguments } from "../../model/arguments.ts";
import { content, type Entity, type Sharing } from "../../model/entity.ts";
import type { Feed } from "../../model/reply.ts";
import { forbidden, RestError } from "../../model/rest-error.ts";
import { sameSlot } from "../../store/bucket.ts";
import type { PathRequest } from "../family.ts";
import type { EntityCollection } from "./entity-collection.ts";

const SHARINGS: readonly Sharing[] = ["user", "app", "global", "system"];

export function addAcl(app: FastifyInstance, collection: EntityCollection): void {
  const { path, capabilities = {} } = collection.spec;
  const url = `/${path}/:name/acl`;
  app.get(url, { config: { capabilities: capabilities.list } }, (request: PathRequest) =>
    show(collection, entityOf(collection, request), request),
  );
  app.post(url, { config: { capabilities: capabilities.edit } }, (request: PathRequest) => {
    const entity = entityOf(collection, request);
    checkWrite(entity, collection.kindOf(request), collection.viewerOf(request));
    return show(collection, move(collection, entity, request), request);
  });
}

function entityOf(collection: EntityCollection, request: PathRequest): Entity {
  return pick(
    collection.bucketOf(request),
    collection.nameIn(request),
    collection.viewerOf(request),
  );
}

function show(collection: EntityCollection, entity: Entity, request: PathRequest): Feed {
  const view = { ...collection.viewOf(entity, request), content: content() };
  return { kind: "feed", title: collection.pathOf(request).split("/").at(-1) ?? "", views: [view] };
}

function move(collection: EntityCollection, entity: Entity, request: PathRequest): Entity {
  const { args, user } = request;
  const { store } = collection.parts;
  const place = wantedPlace(collection, entity, args);
  checkMove(collection, entity, place, request);
  const kind = collection.kindOf(request);
  if (place.sharing === "user") {
    const owner = place.owner === "nobody" ? user.name : place.owner;
    return store.move(kind, entity, { ...place, owner, perms: null });
  }
  const perms = {
    read: rolesIn(args, "perms.read") ?? entity.perms?.read ?? ["*"],
    write: rolesIn(args, "perms.write") ?? entity.perms?.write ?? ["admin", "power"],
  };
  return store.move(kind, entity, { ...place, perms });
}

/** undefined where the caller says nothing of them. */
function rolesIn(args: Arguments, key: string): readonly string[] | undefined {
  if (!args.has(key)) return undefined;
  return args
    .all(key)
    .flatMap((text) => text.split(","))
    .map((role) => role.trim())
    .filter((role) => role !== "");
}

type Place = Pick<Entity, "app" | "owner" | "sharing">;

function wantedPlace({ parts }: EntityCollection, entity: Entity, args: Arguments): Place {
  const wanted = args.get("sharing") ?? entity.sharing;
  const sharing = SHARINGS.find((known) => known === wanted);
  if (sharing === undefined) throw new RestError(400, `Invalid sharing value: ${wanted}.`);
  const owner = args.get("owner");
  if (owner === undefined) {
    throw new RestError(400, "The following required arguments are missing: owner.");
  }
  const app = args.get("app") || entity.app;
  if (!parts.apps.has(app) || app === "-")
    throw new RestError(404, `Application does not exist: ${app}`);
  return { app, owner: owner === "" ? entity.owner : owner, sharing };
}

function checkMove(
  collection: EntityCollection,
  entity: Entity,
  place: Place,
  request: PathRequest,
): void {
  const { spec, parts } = collection;
  const { user } = request;
  // Guess: the words; that only administrators give objects to others is what Splunk Web offers.
  if (place.owner !== entity.owner && !user.capabilities.has("admin_all_objects"))
    throw forbidden(user.name, ["admin_all_objects"]);
  const isShared = place.sharing !== "user";
  if (isShared && (entity.sharing === "user" || place.app !== entity.app)) {
    const namespace = { owner: "nobody", app: place.app, isExplicit: true };
    const { perms } = placeOf({ user, namespace }, parts.apps, spec);
    const there = { ...entity, ...place, owner: "nobody", perms };
    checkWrite(there, collection.kindOf(request), collection.viewerOf(request));
  }
  // Ground: splunkd's words for it, as users report them.
  if (
    collection
      .bucketOf(request)
      .named(entity.name)
      .some((other) => other !== entity && sameSlot(other, place))
  )
    throw new RestError(409, "Cannot overwrite existing app object");
}
