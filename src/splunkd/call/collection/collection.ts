/**
 * A collection of entities as endpoints: list, one, `_new`, create, update, delete, acl, enable, disable, `_reload`.
 * The one way to add a family: describe it (see endpoints/access/storage-passwords.ts) and name it in a group of endpoints/groups/.
 * Ground: REST API User Manual, «Using the REST API reference»: every EAI endpoint has these verbs and answers.
 */
import { checkCorner, checkWrite, pick, visible, visibleNamed } from "../../instance/access.ts";
import { aclEndpoint } from "./acl-endpoint.ts";
import { adminName } from "../../model/admin-names.ts";
import { sameSlot } from "../../store/bucket.ts";
import type { Call } from "../call.ts";
import { checkArguments } from "../hooks/check-arguments.ts";
import {
  bucketOf,
  type CollectionSpec,
  feedOf,
  kindOf,
  pathOf,
  segmentOf,
  viewerOf,
  viewOf,
} from "./collection-spec.ts";
import type { Endpoint, Verb } from "../endpoint.ts";
import { asText, content, effective, type Entity } from "../../model/entity.ts";
import { listViews } from "./list-views.ts";
import { placeOf } from "../../instance/placement.ts";
import type { Feed, Fields } from "../../model/reply.ts";
import { notFound, RestError } from "../../model/rest-error.ts";
import type { Changes } from "../../store/store.ts";
import { validated } from "../validated.ts";

export function collection(spec: CollectionSpec): Endpoint[] {
  const { path, capabilities = {} } = spec;
  const holds = spec.shows === undefined && spec.guard === undefined;
  const verb = (what: keyof typeof capabilities, run: Verb["run"], args?: Fields): Verb => ({
    holds,
    ...(capabilities[what] === undefined ? {} : { capabilities: capabilities[what] }),
    ...(args === undefined ? {} : { args }),
    run(call) {
      if (spec.isGlobal !== true) checkCorner(call);
      spec.guard?.(call);
      return run(call);
    },
  });
  const changes = spec.fields && {
    ...spec.fields,
    required: [],
    optional: [...spec.fields.required, ...spec.fields.optional],
  };
  const canRemove = spec.canRemove !== false;
  // Ground: restmap.conf.spec, `[validation:<handler-name>]` is asked whenever an object is saved.
  const saving = (endpoint: Endpoint): Endpoint =>
    validated(endpoint, (call) => adminName(pathOf(spec, call)));
  return [
    saving({
      path,
      GET: verb("list", (call) => list(spec, call)),
      ...(spec.create === undefined
        ? {}
        : { POST: verb("create", (call) => create(spec, call), spec.fields) }),
    }),
    {
      path: `${path}/_new`,
      GET: verb("list", (call) => blank(spec, call)),
      POST: verb("list", (call) => blank(spec, call)),
    },
    {
      path: `${path}/_reload`,
      GET: verb("list", (call) => list(spec, call)),
      POST: verb("list", (call) => list(spec, call)),
    },
    { path: `${path}/_acl`, GET: verb("list", (call) => blank(spec, call)) },
    saving({
      path: `${path}/{name}`,
      GET: verb("list", (call) => one(spec, call)),
      ...(spec.update === undefined
        ? {}
        : { POST: verb("edit", (call) => update(spec, call), changes) }),
      ...(canRemove ? { DELETE: verb("remove", (call) => remove(spec, call)) } : {}),
    }),
    {
      path: `${path}/{name}/_reload`,
      GET: verb("list", (call) => one(spec, call)),
      POST: verb("list", (call) => one(spec, call)),
    },
    aclEndpoint(spec),
    ...(spec.canDisable === false ? [] : [switchOf(spec, "enable"), switchOf(spec, "disable")]),
  ];
}

function list(spec: CollectionSpec, call: Call): Feed {
  const views = visible(bucketOf(spec, call), viewerOf(spec, call))
    .filter((entity) => spec.isMember?.(entity, call) ?? true)
    .filter((entity) => spec.mayList?.(entity, call) ?? true)
    .map((entity) => viewOf(spec, entity, call));
  return feedOf(spec, call, listViews(views, call.args));
}

function one(spec: CollectionSpec, call: Call): Feed {
  const segment = segmentOf(spec, call);
  const found = visibleNamed(bucketOf(spec, call), segment, viewerOf(spec, call)).filter(
    (entity) => spec.mayList?.(entity, call) ?? true,
  );
  if (found.length === 0) throw notFound(call.params["name"] ?? segment);
  return feedOf(spec, call, { views: found.map((entity) => viewOf(spec, entity, call, true)) });
}

function writable(spec: CollectionSpec, call: Call, what: "edit" | "remove"): Entity {
  const name = segmentOf(spec, call);
  const bucket = bucketOf(spec, call);
  const viewer = viewerOf(spec, call);
  if (spec.missing !== undefined && visibleNamed(bucket, name, viewer).length === 0) {
    throw spec.missing(name);
  }
  const entity = pick(bucket, name, viewer);
  // What is in no app has no ACL to speak of: the capability, asked for before, is what counts.
  const isFree = spec.isGlobal === true && spec.capabilities?.[what] !== undefined;
  if (!isFree && spec.mayEdit?.(entity, call) !== true)
    checkWrite(entity, kindOf(spec, call), viewer);
  return entity;
}

/** Ground: the Terraform provider sends `count=-1` in the query of everything, and reads only its own settings back. */
const OF_LISTS = ["count", "offset", "sort_key", "sort_dir", "sort_mode", "f"];

function withoutListing(call: Call): Call {
  const given = OF_LISTS.filter((name) => call.query.has(name));
  return given.length === 0 ? call : { ...call, args: call.args.without(given) };
}

function create(spec: CollectionSpec, asked: Call): Feed {
  const call = withoutListing(asked);
  const made = spec.create?.(call.args, call);
  if (made === undefined) throw new RestError(405, "Method Not Allowed");
  if (made.name.trim() === "" || /\0/.test(made.name)) {
    throw new RestError(400, 'Cannot perform action "POST" without a target name to act on.');
  }
  const entity: Entity = {
    ...made,
    ...placeOf(call, call.splunkd.apps, spec),
    updated: call.splunkd.now(),
  };
  // What is shared belongs to the app: whoever may not write there may not add to it.
  if (spec.isGlobal !== true)
    checkWrite({ ...entity, shipped: entity.content }, kindOf(spec, call), viewerOf(spec, call));
  const bucket = bucketOf(spec, call);
  const isThere = bucket
    .named(made.name)
    .some((other) => spec.isGlobal === true || sameSlot(other, entity));
  if (isThere && spec.replaces !== true)
    throw (
      spec.conflict?.(made.name, call) ??
      new RestError(409, `An object with name=${made.name} already exists`)
    );
  call.splunkd.store.create(kindOf(spec, call), entity);
  spec.changed?.(entity, "create", call);
  return feedOf(spec, call, { status: 201, views: [viewOf(spec, entity, call)] });
}

function update(spec: CollectionSpec, asked: Call): Feed {
  const call = withoutListing(asked);
  const { args, params } = call;
  const asTold = [segmentOf(spec, call), params["name"]].includes(args.get("name"));
  const isNew = spec.isMadeByName === true && args.has("name") && asTold;
  if (
    isNew &&
    visibleNamed(bucketOf(spec, call), segmentOf(spec, call), viewerOf(spec, call)).length === 0
  ) {
    if (spec.fields !== undefined) checkArguments(args, spec.fields);
    return create(spec, call);
  }
  const before = writable(spec, call, "edit");
  const entity = edit(spec, before, spec.update?.(before, args, call) ?? {}, call);
  return feedOf(spec, call, { views: [viewOf(spec, entity, call)] });
}

function remove(spec: CollectionSpec, call: Call): Feed {
  const entity = writable(spec, call, "remove");
  call.splunkd.store.remove(kindOf(spec, call), entity);
  spec.changed?.(entity, "remove", call);
  return list(spec, call);
}

function blank(spec: CollectionSpec, call: Call): Feed {
  const draft: Entity = {
    name: "_new",
    content: spec.blank?.(call) ?? content(),
    ...placeOf(call, call.splunkd.apps, spec),
    updated: call.splunkd.now(),
  };
  const fields = spec.fields ?? { required: ["name"], optional: [], wildcard: [".*"] };
  const view = {
    ...viewOf({ ...spec, fields, shows: (entity) => entity.content }, draft, call, true),
  };
  return feedOf(spec, call, { views: [view] });
}

function switchOf(spec: CollectionSpec, action: "enable" | "disable"): Endpoint {
  const needed = spec.capabilities?.edit;
  return {
    path: `${spec.path}/{name}/${action}`,
    POST: {
      ...(needed === undefined ? {} : { capabilities: needed }),
      run: (call) => {
        const before = writable(spec, call, "edit");
        const isOff = action === "disable";
        const isTyped = typeof effective(before)["disabled"] === "boolean";
        const entity = edit(spec, before, { disabled: isTyped ? isOff : asText(isOff) }, call);
        return feedOf(spec, call, { views: [viewOf(spec, entity, call)] });
      },
    },
  };
}

function edit(spec: CollectionSpec, before: Entity, changes: Changes, call: Call): Entity {
  const entity = call.splunkd.store.edit(kindOf(spec, call), before, changes);
  spec.changed?.(entity, "edit", call);
  return entity;
}
