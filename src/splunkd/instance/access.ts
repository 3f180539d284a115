/**
 * Namespaces and ACLs in one place: what a user sees of a bucket, and what the user may change.
 * Ground: REST API User Manual, «Namespace» and «Access Control List»; precedence as the public client suites assert it.
 */
import type { Bucket } from "../store/bucket.ts";
import type { Entity } from "../model/entity.ts";
import { type Namespace, nameSpellings } from "../model/resource-path.ts";
import { RestError, notFound } from "../model/rest-error.ts";
import type { User } from "./users.ts";

export interface Viewer {
  readonly namespace: Namespace;
  readonly user: User;
}

const ALL_OBJECTS = "admin_all_objects";
const RANK: Readonly<Record<string, number>> = { user: 0, app: 1, global: 2, system: 3 };

/** All entities seen from here; of one name only the nearest, unless owner or app is `-`. */
export function visible(bucket: Bucket, viewer: Viewer): Entity[] {
  const all: Entity[] = [];
  const nearest = new Map<string, Entity>();
  for (const entity of bucket.all()) {
    if (!isVisible(entity, viewer)) continue;
    if (isWide(viewer.namespace)) all.push(entity);
    else {
      const other = nearest.get(entity.name);
      if (other === undefined || isNearer(entity, other, viewer.namespace))
        nearest.set(entity.name, entity);
    }
  }
  return isWide(viewer.namespace) ? all : [...nearest.values()];
}

/** The entities a name in a path stands for: none, one, or several with `-`. */
export function visibleNamed(bucket: Bucket, segment: string, viewer: Viewer): Entity[] {
  for (const name of nameSpellings(segment)) {
    const seen = bucket.named(name).filter((entity) => isVisible(entity, viewer));
    if (seen.length === 0) continue;
    if (isWide(viewer.namespace)) return seen;
    const [first, ...others] = seen;
    if (first === undefined) continue;
    return [
      others.reduce(
        (best, entity) => (isNearer(entity, best, viewer.namespace) ? entity : best),
        first,
      ),
    ];
  }
  return [];
}

/** The one entity of this name; splunkd's 404 when there is none. */
export function pick(bucket: Bucket, segment: string, viewer: Viewer): Entity {
  const [entity] = visibleNamed(bucket, segment, viewer).toSorted(
    (one, other) => rank(one) - rank(other),
  );
  if (entity === undefined) throw notFound(nameSpellings(segment)[0] ?? segment);
  return entity;
}

export function canWrite(entity: Entity, viewer: Viewer): boolean {
  const { user } = viewer;
  if (user.capabilities.has(ALL_OBJECTS) || entity.owner === user.name) return true;
  if (entity.sharing === "user") return false;
  return allows(entity.perms?.write ?? [], user);
}

/** Another user's corner is closed to all but administrators. Ground: the 403 that public clients report of it. */
export function checkCorner({ namespace, user }: Viewer): void {
  const { owner } = namespace;
  const isOpen = owner === "nobody" || owner === "-" || owner.toLowerCase() === user.name;
  if (isOpen || user.capabilities.has(ALL_OBJECTS)) return;
  throw new RestError(403, "Action forbidden.");
}

/** Ground: the 403 that users quote from splunkd, its odd spacing included. */
export function checkWrite(entity: Entity, kind: string, viewer: Viewer): void {
  if (canWrite(entity, viewer)) return;
  const { name, roles } = viewer.user;
  const { read, write } = entity.perms ?? { read: [], write: [] };
  const owner = entity.sharing === "user" ? entity.owner : "nobody";
  const modified = (entity.updated / 1000).toFixed(9);
  throw new RestError(
    403,
    `User '${name}' with roles { ${[...roles, name].join(", ")} } cannot write: ` +
      `/${owner}/${entity.app}/${kind.replace(/^conf-/, "")}/${entity.name} { read : [ ${read.join(", ")} ], write : [ ${write.join(", ")} ] }, ` +
      `export: ${entity.sharing}, owner: ${entity.owner}, removable: ${entity.shipped === undefined ? "yes" : "no"}, modtime: ${modified}`,
  );
}

function isVisible(entity: Entity, viewer: Viewer): boolean {
  const { namespace, user } = viewer;
  if (!isInNamespace(entity, namespace)) return false;
  if (entity.owner === user.name || user.capabilities.has(ALL_OBJECTS)) return true;
  if (entity.sharing === "user") return false;
  const { perms } = entity;
  return perms === null || allows(perms.read, user) || allows(perms.write, user);
}

/** What is shared with all apps is in each namespace, a private object in that of its app and owner alone. */
function isInNamespace(entity: Entity, { app, owner }: Namespace): boolean {
  if (entity.sharing !== "app" && entity.sharing !== "user") return true;
  if (app !== "-" && app !== entity.app) return false;
  return entity.sharing === "app" || owner === "-" || owner === entity.owner;
}

/** Nearer: private before the app's own before what other apps export. */
function isNearer(entity: Entity, other: Entity, namespace: Namespace): boolean {
  return nearness(entity, namespace) < nearness(other, namespace);
}

function nearness(entity: Entity, namespace: Namespace): number {
  return rank(entity) + (entity.app === namespace.app ? 0 : 10);
}

function rank(entity: Entity): number {
  return RANK[entity.sharing] ?? 4;
}

function isWide(namespace: Namespace): boolean {
  return namespace.owner === "-" || namespace.app === "-";
}

function allows(allowed: readonly string[], { allRoles }: User): boolean {
  return allowed.includes("*") || allRoles.some((role) => allowed.includes(role));
}
