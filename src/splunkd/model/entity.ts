/** What splunkd's REST API is made of: an entity with a name, a namespace, an ACL and content. Plain data. */

export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value };

/** Keys come from outside: always made by `content()`, never with a prototype. */
export type Content = Readonly<Record<string, Value>>;

/** Content that is still being made. */
export type Draft = Record<string, Value>;

export type Sharing = "user" | "app" | "global" | "system";

export interface Perms {
  readonly read: readonly string[];
  readonly write: readonly string[];
}

/** Never changed in its place: the store puts another there. */
export interface Entity {
  readonly name: string;
  readonly app: string;
  readonly owner: string;
  readonly sharing: Sharing;
  /** null for a private object, and where nothing was ever said. */
  readonly perms: Perms | null;
  /** What was written through the API; over `shipped`. */
  readonly content: Content;
  /** What an app on disk says of it. Not part of a snapshot: it is read again. */
  readonly shipped?: Content | undefined;
  /** Epoch milliseconds. */
  readonly updated: number;
}

/** As it is kept between starts. */
export type SavedEntity = Omit<Entity, "shipped">;

/** Of one kind there is one entity under this. */
export function entityId(
  kind: string,
  entity: Pick<Entity, "app" | "owner" | "sharing" | "name">,
): string {
  const owner = entity.sharing === "user" ? entity.owner : "";
  return [kind, entity.app, owner, entity.name].join("\u0000");
}

/** The entity's settings with what was written over what was shipped. */
export function effective(entity: Entity): Content {
  const { shipped, content: written } = entity;
  if (shipped === undefined) return written;
  return Object.assign(content(shipped), written);
}

export function content(
  entries: Readonly<Record<string, Value>> | Iterable<readonly [string, Value]> = [],
): Draft {
  const made = Object.create(null) as Draft;
  if (!(Symbol.iterator in entries)) return Object.assign(made, entries);
  for (const [key, value] of entries as Iterable<readonly [string, Value]>) made[key] = value;
  return made;
}

/** Value as the text a .conf would hold. */
export function asText(value: Value | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (Array.isArray(value)) return value.map((item) => asText(item as Value)).join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Splunk's reading of a boolean. Ground: `splunk.util.normalizeBoolean` as public scripts rely on it. */
export function asBoolean(value: Value | undefined): boolean {
  return /^(1|t|true|y|yes|on)$/i.test(asText(value).trim());
}

/** As it is kept between starts. */
export function withoutShipped(entity: Entity): SavedEntity {
  const { name, app, owner, sharing, perms, content: written, updated } = entity;
  return { name, app, owner, sharing, perms, content: written, updated };
}
