/** `…/{name}/acl`: who may read and write an object, and where it is seen. Ground: REST API User Manual, «Access Control List». */
import { checkWrite, pick } from "./access.ts";
import type { Call } from "./call.ts";
import {
  bucketOf,
  type CollectionSpec,
  kindOf,
  pathOf,
  segmentOf,
  viewerOf,
  viewOf,
} from "./collection-spec.ts";
import type { Endpoint } from "./endpoint.ts";
import { content, type Entity, type Sharing } from "./entity.ts";
import type { Feed } from "./reply.ts";
import { RestError } from "./rest-error.ts";

const SHARINGS: readonly string[] = ["user", "app", "global", "system"];

export function aclEndpoint(spec: CollectionSpec): Endpoint {
  return {
    path: `${spec.path}/{name}/acl`,
    GET: { run: (call) => show(spec, entityOf(spec, call), call) },
    POST: {
      run: (call) => {
        const entity = entityOf(spec, call);
        checkWrite(entity, kindOf(spec, call), viewerOf(spec, call));
        change(entity, call);
        return show(spec, entity, call);
      },
    },
  };
}

function entityOf(spec: CollectionSpec, call: Call): Entity {
  return pick(bucketOf(spec, call), segmentOf(spec, call), viewerOf(spec, call));
}

function show(spec: CollectionSpec, entity: Entity, call: Call): Feed {
  const view = { ...viewOf(spec, entity, call), content: content() };
  return { kind: "feed", title: pathOf(spec, call).split("/").at(-1) ?? "", views: [view] };
}

function change(entity: Entity, { args, user, splunkd }: Call): void {
  const sharing = args.get("sharing") ?? entity.sharing;
  if (!SHARINGS.includes(sharing)) throw new RestError(400, `Invalid sharing value: ${sharing}.`);
  const owner = args.get("owner");
  if (owner === undefined) {
    throw new RestError(400, "The following required arguments are missing: owner.");
  }
  entity.owner = owner === "" ? entity.owner : owner;
  entity.sharing = sharing as Sharing;
  entity.app = args.get("app") ?? entity.app;
  const roles = (key: string): readonly string[] | undefined =>
    args.has(key)
      ? args
          .all(key)
          .flatMap((text) => text.split(","))
          .map((role) => role.trim())
          .filter((role) => role !== "")
      : undefined;
  if (sharing === "user") {
    entity.perms = null;
    if (entity.owner === "nobody") entity.owner = user.name;
  } else {
    entity.perms = {
      read: roles("perms.read") ?? entity.perms?.read ?? ["*"],
      write: roles("perms.write") ?? entity.perms?.write ?? ["admin", "power"],
    };
  }
  entity.updated = Math.max(splunkd.now(), entity.updated + 1);
  splunkd.store.onChange();
}
