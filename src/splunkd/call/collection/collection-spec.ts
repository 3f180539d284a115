/** A collection of entities as its family describes it, and what the verbs all read off it. */
import { canWrite, type Viewer } from "../../instance/access.ts";
import type { Arguments } from "../../model/arguments.ts";
import type { Bucket } from "../../store/bucket.ts";
import type { Call } from "../call.ts";
import {
  type Content,
  content,
  effective,
  type Entity,
  type Perms,
  type Sharing,
} from "../../model/entity.ts";
import type { Feed, Fields, View } from "../../model/reply.ts";
import type { RestError } from "../../model/rest-error.ts";

export interface CollectionSpec {
  /** Below the namespace: `storage/passwords`; placeholders are in `call.params`. */
  readonly path: string;
  /** Bucket of the store. */
  readonly kind: string | ((call: Call) => string);
  readonly capabilities?: Partial<Record<"list" | "create" | "edit" | "remove", readonly string[]>>;
  /** Of a create; an update takes the same, none required. undefined: anything goes. */
  readonly fields?: Fields;
  /** Content as clients see it; default: all but what starts with `#`. */
  shows?(entity: Entity, call: Call): Content;
  /** Name and content of a new one. Throws a RestError for bad arguments. */
  create?(args: Arguments, call: Call): { readonly name: string; readonly content: Content };
  /** What an update changes. */
  update?(entity: Entity, args: Arguments, call: Call): Content;
  /** Whether an entity of the bucket is one of these; default: all. */
  isMember?(entity: Entity, call: Call): boolean;
  /** Who may change an entity beside those whom its ACL lets. */
  mayEdit?(entity: Entity, call: Call): boolean;
  /** Whether this caller is shown an entity that its ACL shows to all. */
  mayList?(entity: Entity, call: Call): boolean;
  /** Throws where this caller may not come this way at all. */
  guard?(call: Call): void;
  /** What an entity is called outside, where that is not its name. */
  called?(entity: Entity): string;
  /** The name that one in a path stands for. */
  spell?(segment: string, call: Call): string;
  /** A post to a name that nothing has makes one, where its `name` says the same. */
  readonly isMadeByName?: boolean;
  /** The answer to an update or delete of what is not there; default: 404. */
  missing?(name: string): RestError;
  /** The same name again takes the place of the old. */
  readonly replaces?: boolean;
  /** Text of the 409. */
  conflict?(name: string, call: Call): RestError;
  /** After a create, update or delete. */
  changed?(entity: Entity, what: "create" | "edit" | "remove", call: Call): void;
  /** Not in a namespace: links start with /services, and all see all. */
  readonly isGlobal?: boolean;
  /** Seen by all, and yet in an app, whose namespace its address has. */
  readonly isInApp?: boolean;
  /** Of a new one that is shared, where others than usual. */
  readonly perms?: Perms;
  readonly canRemove?: boolean;
  readonly sharing?: Sharing;
  /** Told of all, however they are kept. */
  readonly shownSharing?: Sharing;
  readonly title?: string;
  /** Content of `_new`. */
  blank?(call: Call): Content;
  readonly links?: Readonly<Record<string, string>>;
  /** Also shown under this entity's name, `enable` and `disable` taken. */
  readonly canDisable?: boolean;
}

export function viewerOf(spec: Pick<CollectionSpec, "isGlobal">, call: Call): Viewer {
  const namespace =
    spec.isGlobal === true ? { ...call.namespace, owner: "nobody", app: "-" } : call.namespace;
  return { namespace, user: call.user };
}

export function bucketOf(spec: Pick<CollectionSpec, "kind">, call: Call): Bucket {
  return call.splunkd.store.bucket(kindOf(spec, call));
}

export function kindOf(spec: Pick<CollectionSpec, "kind">, call: Call): string {
  return typeof spec.kind === "string" ? spec.kind : spec.kind(call);
}

/** `configs/conf-{file}` with the file's name in it. */
export function pathOf(spec: Pick<CollectionSpec, "path">, call: Call): string {
  return spec.path.replace(/\{(\w+)\}/g, (_, name: string) => call.params[name] ?? "");
}

function shownOf(spec: CollectionSpec, entity: Entity, call: Call): Content {
  const all = spec.shows?.(entity, call) ?? effective(entity);
  return content(Object.entries(all).filter(([key]) => !key.startsWith("#")));
}

export function viewOf(spec: CollectionSpec, entity: Entity, call: Call, isSingle = false): View {
  let shown: Content | undefined;
  return {
    name: spec.called?.(entity) ?? entity.name,
    collection: pathOf(spec, call),
    app: spec.isGlobal === true && spec.isInApp !== true ? undefined : entity.app,
    owner: entity.owner,
    sharing: spec.shownSharing ?? entity.sharing,
    perms: entity.sharing === "user" ? null : entity.perms,
    get canWrite() {
      return canWrite(entity, viewerOf(spec, call));
    },
    removable: entity.shipped === undefined && spec.canRemove !== false,
    updated: entity.updated,
    // Of ten thousand entities a page shows thirty.
    get content() {
      return (shown ??= shownOf(spec, entity, call));
    },
    ...(isSingle && spec.fields !== undefined ? { fields: fieldsOf(spec.fields, entity) } : {}),
    ...(spec.links === undefined ? {} : { links: spec.links }),
  };
}

/** An object that is there has its name already. */
function fieldsOf(fields: Fields, entity: Entity): Fields {
  if (entity.name === "_new") return fields;
  const others = fields.required.filter((name) => name !== "name");
  return { required: [], optional: [...others, ...fields.optional], wildcard: fields.wildcard };
}

/** The name that the path of a call asks for. */
export function segmentOf(spec: Pick<CollectionSpec, "spell">, call: Call): string {
  const segment = call.params["name"] ?? "";
  return spec.spell?.(segment, call) ?? segment;
}

export function feedOf(
  spec: CollectionSpec,
  call: Call,
  more: Partial<Feed> & Pick<Feed, "views">,
): Feed {
  const title = spec.title ?? pathOf(spec, call).split("/").at(-1) ?? "";
  return { kind: "feed", title, canCreate: spec.create !== undefined, ...more };
}
