/**
 * Where a new object comes to lie. Ground: REST API User Manual, «Namespace»: owner `nobody` shares with the app, the
 * app's metadata says whether with all apps, and `/services` stands for the user's own corner of the default app.
 */
import { readMeta } from "../../addon/read/read-meta.ts";
import type { Entity, Perms, Sharing } from "../model/entity.ts";
import { sharesWithAll } from "../model/shipped/shipped-apps.ts";
import type { Viewer } from "./access.ts";
import type { Apps } from "./apps/apps.ts";

export type Place = Pick<Entity, "app" | "owner" | "sharing" | "perms">;

/** What the family of an object has to say of it. */
export interface PlaceWish {
  readonly sharing?: Sharing | undefined;
  /** In no app. */
  readonly isGlobal?: boolean | undefined;
  /** Of an app, whoever makes it. */
  readonly isInApp?: boolean | undefined;
  readonly perms?: Perms | undefined;
}

const USUAL: Perms = { read: ["*"], write: ["admin", "power"] };

export function placeOf({ namespace, user }: Viewer, apps: Apps, wish: PlaceWish = {}): Place {
  const app = namespace.app === "-" ? "search" : namespace.app;
  const owner = namespace.owner === "-" ? user.name : namespace.owner;
  const perms = wish.perms ?? USUAL;
  return fixedPlace(app, perms, wish) ?? placeInApp(app, owner, perms, apps, wish);
}

/** Where an object lies whoever makes it. */
function fixedPlace(app: string, perms: Perms, wish: PlaceWish): Place | undefined {
  const isSystem = app === "system";
  if (wish.isInApp === true && !isSystem) return { app, owner: "nobody", sharing: "app", perms };
  if (wish.isGlobal === true) return { app: "system", owner: "nobody", sharing: "system", perms };
  if (!isSystem) return undefined;
  return { app, owner: "nobody", sharing: "system", perms: { read: ["*"], write: ["admin"] } };
}

function placeInApp(app: string, owner: string, perms: Perms, apps: Apps, wish: PlaceWish): Place {
  const sharing = wish.sharing ?? (owner === "nobody" ? undefined : "user");
  if (sharing !== undefined)
    return { app, owner, sharing, perms: sharing === "user" ? null : perms };
  return { app, owner, ...sharedBy(app, apps, perms) };
}

/** As the metadata of the app have it for all that they do not name. */
function sharedBy(app: string, apps: Apps, usual: Perms): Pick<Place, "sharing" | "perms"> {
  const tree = apps.named(app)?.tree;
  const meta = tree === undefined ? undefined : readMeta(tree).of("", "");
  return {
    sharing: (meta?.isExported ?? sharesWithAll(app)) ? "global" : "app",
    perms: { read: meta?.read ?? usual.read, write: meta?.write ?? usual.write },
  };
}
