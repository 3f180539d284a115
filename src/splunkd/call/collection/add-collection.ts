/**
 * Registers a collection of entities: list, one of them, `_new`, create, update, delete, acl, enable, disable, `_reload`.
 * Describe it (see endpoints/access/storage-passwords.ts), and name its family in a group of endpoints/groups/.
 */
import type { FastifyInstance } from "fastify";
import { checkCorner } from "../../instance/access.ts";
import { adminName } from "../../model/admin-names.ts";
import type { Reply } from "../../model/reply.ts";
import type { PathRequest } from "../family.ts";
import { validate } from "../hooks/validate.ts";
import { addAcl } from "./add-acl.ts";
import {
  type CollectionParts,
  type CollectionSpec,
  EntityCollection,
} from "./entity-collection.ts";
import {
  createEntity,
  listEntities,
  removeEntity,
  showBlank,
  showEntity,
  switchEntity,
  updateEntity,
} from "./entity-verbs.ts";

type Verb = (collection: EntityCollection, request: PathRequest) => Reply | Promise<Reply>;

/** What a family answers in another way than all others. */
export interface OtherVerbs {
  readonly create?: Verb;
  readonly remove?: Verb;
}

/** Gives the collection to who has more routes for it. */
export function addCollection(
  app: FastifyInstance,
  parts: CollectionParts,
  spec: CollectionSpec,
  others: OtherVerbs = {},
): EntityCollection {
  const collection = new EntityCollection(spec, parts);
  const { capabilities = {}, fields } = spec;
  const holds = spec.shows === undefined && spec.guard === undefined;
  const reading = { config: { capabilities: capabilities.list, holds } };
  const list = `/${spec.path}`;
  const item = `${list}/:name`;
  const through = (verb: Verb) => (request: PathRequest) => {
    if (spec.isGlobal !== true) checkCorner(request);
    spec.guard?.(request);
    return verb(collection, request);
  };
  // Ground: restmap.conf.spec, `[validation:<handler-name>]` is asked whenever an object is saved.
  const saving = (verb: Verb, isNew: boolean) => async (request: PathRequest) => {
    await spec.check?.(request, isNew);
    await validate(request.args, adminName(collection.pathOf(request)), parts);
    return through(verb)(request);
  };
  app.get(list, reading, through(listEntities));
  app.get(`${list}/_new`, reading, through(showBlank));
  app.post(`${list}/_new`, reading, through(showBlank));
  app.get(`${list}/_reload`, reading, through(listEntities));
  app.post(`${list}/_reload`, reading, through(listEntities));
  app.get(`${list}/_acl`, reading, through(showBlank));
  app.get(item, reading, through(showEntity));
  app.get(`${item}/_reload`, reading, through(showEntity));
  app.post(`${item}/_reload`, reading, through(showEntity));
  if (spec.create !== undefined) {
    const config = { capabilities: capabilities.create, args: fields };
    app.post(list, { config }, saving(others.create ?? createEntity, true));
  }
  if (spec.update !== undefined) {
    const args = fields && {
      ...fields,
      required: [],
      optional: [...fields.required, ...fields.optional],
    };
    const config = { capabilities: capabilities.edit, args };
    app.post(item, { config }, saving(updateEntity, false));
  }
  if (spec.canRemove !== false) {
    const config = { capabilities: capabilities.remove };
    app.delete(item, { config }, through(others.remove ?? removeEntity));
  }
  addAcl(app, collection);
  if (spec.canDisable !== false) addSwitches(app, collection);
  return collection;
}

function addSwitches(app: FastifyInstance, collection: EntityCollection): void {
  const { path, capabilities } = collection.spec;
  for (const action of ["enable", "disable"] as const)
    app.post(
      `/${path}/:name/${action}`,
      { config: { capabilities: capabilities?.edit } },
      (request: PathRequest) => switchEntity(collection, request, action),
    );
}
