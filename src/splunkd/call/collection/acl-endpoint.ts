/** `…/{name}/acl`: who may read and write an object, and where it is seen. Ground: REST API User Manual, «Access Control List». */
import { checkWrite, pick } from "../../instance/access.ts";
import { sameSlot } from "../../store/bucket.ts";
import type { Arguments } from "../../model/arguments.ts";
import type { Call } from "../call.ts";
import {
  bucketOf,
  type CollectionSpec,
  kindOf,
  pathOf,
  segmentOf,
  viewerOf,
  viewOf,
} from "./collection-spec.ts";
import type { Endpoint } from "../endpoint.ts";
import { content, type Entity, type Sharing } from "../../model/entity.ts";
import { placeOf } from "../../instance/placement.ts";
import type { Feed } from "../../model/reply.ts";
import { forbidden, RestError } from "../../model/rest-error.ts";

const SHARINGS: readonly string[] = ["user", "app", "global", "system"];

export function aclEndpoint(spec: CollectionSpec): Endpoint {
  const { list, edit } = spec.capabilities ?? {};
  return {
    path: `${spec.path}/{name}/acl`,
    GET: {
      ...(list === undefined ? {} : { capabilities: list }),
      run: (call) => show(spec, entityOf(spec, call), call),
    },
    POST: {
      ...(edit === undefined ? {} : { capabilities: edit }),
      run(call) {
        const entity = entityOf(spec, call);
        checkWrite(entity, kindOf(spec, call), viewerOf(spec, call));
        return show(spec, moved(spec, entity, call), call);
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

function moved(spec: CollectionSpec, entity: Entity, call: Call): Entity {
  const { args, user, splunkd } = call;
  const place = wantedPlace(entity, call);
  checkMove(spec, entity, place, call);
  if (place.sharing === "user") {
    const owner = place.owner === "nobody" ? user.name : place.owner;
    return splunkd.store.move(kindOf(spec, call), entity, { ...place, owner, perms: null });
  }
  const perms = {
    read: rolesIn(args, "perms.read") ?? entity.perms?.read ?? ["*"],
    write: rolesIn(args, "perms.write") ?? entity.perms?.write ?? ["admin", "power"],
  };
  return splunkd.store.move(kindOf(spec, call), entity, { ...place, perms });
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

function wantedPlace(entity: Entity, { args, splunkd }: Call): Place {
  const sharing = args.get("sharing") ?? entity.sharing;
  if (!SHARINGS.includes(sharing)) throw new RestError(400, `Invalid sharing value: ${sharing}.`);
  const owner = args.get("owner");
  if (owner === undefined) {
    throw new RestError(400, "The following required arguments are missing: owner.");
  }
  const app = args.get("app") || entity.app;
  if (!splunkd.apps.has(app) || app === "-")
    throw new RestError(404, `Application does not exist: ${app}`);
  return { app, owner: owner === "" ? entity.owner : owner, sharing: sharing as Sharing };
}

function checkMove(spec: CollectionSpec, entity: Entity, place: Place, call: Call): void {
  const { user, splunkd } = call;
  // Guess: the words; that only administrators give objects to others is what Splunk Web offers.
  if (place.owner !== entity.owner && !user.capabilities.has("admin_all_objects"))
    throw forbidden(user.name, ["admin_all_objects"]);
  const isShared = place.sharing !== "user";
  if (isShared && (entity.sharing === "user" || place.app !== entity.app)) {
    const namespace = { owner: "nobody", app: place.app, isExplicit: true };
    const { perms } = placeOf({ ...call, namespace }, splunkd.apps, spec);
    const there = { ...entity, ...place, owner: "nobody", perms };
    checkWrite(there, kindOf(spec, call), viewerOf(spec, call));
  }
  // Ground: splunkd's words for it, as users report them.
  if (
    bucketOf(spec, call)
      .named(entity.name)
      .some((other) => other !== entity && sameSlot(other, place))
  )
    throw new RestError(409, "Cannot overwrite existing app object");
}
