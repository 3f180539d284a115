/**
 * Where a new object comes to lie. Ground: REST API User Manual, «Namespace»: owner `nobody` shares with the app, the
 * app's metadata says whether with all apps, and `/services` stands for the user's own corner of the default app.
 */
import { readMeta } from "../../addon/read/read-meta.ts";
import type { Call } from "../call/call.ts";
import type { CollectionSpec } from "../call/collection/collection-spec.ts";
import type { Entity } from "../model/entity.ts";
import { sharesWithAll } from "../model/shipped/shipped-apps.ts";

export function placeOf(
  call: Call,
  {
    sharing,
    isGlobal,
    isInApp,
    perms,
  }: Pick<CollectionSpec, "sharing" | "isGlobal" | "isInApp" | "perms">,
): Pick<Entity, "app" | "owner" | "sharing" | "perms"> {
  const { namespace, user, splunkd } = call;
  const shared = perms ?? { read: ["*"], write: ["admin", "power"] };
  if (isInApp === true && namespace.app !== "system") {
    const place = namespace.app === "-" ? "search" : namespace.app;
    return { app: place, owner: "nobody", sharing: "app", perms: shared };
  }
  if (isGlobal === true)
    return { app: "system", owner: "nobody", sharing: "system", perms: shared };
  const app = namespace.app === "-" ? "search" : namespace.app;
  const owner = namespace.owner === "-" ? user.name : namespace.owner;
  if (app === "system")
    return { app, owner: "nobody", sharing: "system", perms: { read: ["*"], write: ["admin"] } };
  if (sharing !== undefined)
    return { app, owner, sharing, perms: sharing === "user" ? null : shared };
  if (owner !== "nobody") return { app, owner, sharing: "user", perms: null };
  const { addon } = splunkd;
  const tree = [addon, ...(addon?.also ?? [])].find((one) => one?.appId === app)?.tree;
  const meta = tree === undefined ? undefined : readMeta(tree).of("", "");
  return {
    app,
    owner,
    sharing: (meta?.isExported ?? sharesWithAll(app)) ? "global" : "app",
    perms: { read: meta?.read ?? shared.read, write: meta?.write ?? shared.write },
  };
}
