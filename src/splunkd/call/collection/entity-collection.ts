/** A collection of entities as its family describes it, and what all its verbs read off that. */
import { canWrite, visibleNamed, type Viewer } from "../../instance/access.ts";
import type { Arguments } from "../../model/arguments.ts";
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
import type { Parts } from "../../parts.ts";
import type { Bucket } from "../../store/bucket.ts";
import type { PathRequest } from "../family.ts";
import { filledPath } from "../route-paths.ts";

export interface CollectionSpec {
  /** Below the namespace, as a route of Fastify: `storage/passwords`, `configs/conf-:file`. */
  readonly path: string;
  /** Bucket of the store. */
  readonly kind: string | ((request: PathRequest) => string);
  readonly capabilities?: Partial<Record<"list" | "create" | "edit" | "remove", readonly string[]>>;
  /** Of a create; an update takes the same, none required. undefined: anything goes. */
  readonly fields?: Fields;
  /** Content as clients see it; default: all but what starts with `#`. */
  shows?(entity: Entity, request: PathRequest): Content;
  /** Name and content of a new one. Throws a RestError for bad arguments. Without it, none is made. */
  create?(args: Arguments, request: PathRequest): NewEntity;
  /** What an update changes. Without it, none is changed. */
  update?(entity: Entity, args: Arguments, request: PathRequest): Content;
  /** Asked before anything is saved. Throws a RestError. */
  check?(request: PathRequest, isNew: boolean): Promise<void>;
  /** Whether an entity of the bucket is one of these; default: all. */
  isMember?(entity: Entity, request: PathRequest): boolean;
  /** Who may change an entity beside those whom its ACL lets. */
  mayEdit?(entity: Entity, request: PathRequest): boolean;
  /** Whether this caller is shown an entity that its ACL shows to all. */
  mayList?(entity: Entity, request: PathRequest): boolean;
  /** Throws where this caller may not come this way at all. */
  guard?(request: PathRequest): void;
  /** What an entity is called outside, where that is not its name. */
  called?(entity: Entity): string;
  /** The name that one in a path stands for. */
  spell?(segment: string, request: PathRequest): string;
  /** A post to a name that nothing has makes one, where its `name` says the same. */
  readonly isMadeByName?: boolean;
  /** The answer to an update or delete of what is not there; default: 404. */
  missing?(name: string): RestError;
  /** The same name again takes the place of the old. */
  readonly replaces?: boolean;
  /** Text of the 409. */
  conflict?(name: string, request: PathRequest): RestError;
  /** After a create, update or delete. */
  changed?(entity: Entity, what: "create" | "edit" | "remove", request: PathRequest): void;
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
  blank?(request: PathRequest): Content;
  readonly links?: Readonly<Record<string, string>>;
  /** `enable` and `disable` below its name; default: they are there. */
  readonly canDisable?: boolean;
}

export interface NewEntity {
  readonly name: string;
  readonly content: Content;
}

export type CollectionParts = Pick<Parts, "store" | "apps" | "settings" | "now">;

export class EntityCollection {
  readonly spec: CollectionSpec;
  readonly parts: CollectionParts;
  #last:
    | { readonly entity: Entity; readonly request: PathRequest; readonly shown: Content }
    | undefined;

  constructor(spec: CollectionSpec, parts: CollectionParts) {
    this.spec = spec;
    this.parts = parts;
  }

  kindOf(request: PathRequest): string {
    const { kind } = this.spec;
    return typeof kind === "string" ? kind : kind(request);
  }

  bucketOf(request: PathRequest): Bucket {
    return this.parts.store.bucket(this.kindOf(request));
  }

  pathOf({ params }: PathRequest): string {
    return filledPath(this.spec.path, params);
  }

  viewerOf({ namespace, user }: PathRequest): Viewer {
    if (this.spec.isGlobal !== true) return { namespace, user };
    return { namespace: { ...namespace, owner: "nobody", app: "-" }, user };
  }

  /** The name that the path of a request asks for. */
  nameIn(request: PathRequest): string {
    const segment = request.params["name"] ?? "";
    return this.spec.spell?.(segment, request) ?? segment;
  }

  /** Those that this caller sees under a name. */
  named(name: string, request: PathRequest): Entity[] {
    return visibleNamed(this.bucketOf(request), name, this.viewerOf(request));
  }

  viewOf(entity: Entity, request: PathRequest, isSingle = false): View {
    const { spec } = this;
    const contentOf = (): Content => this.#contentOf(entity, request);
    const viewer = this.viewerOf(request);
    return {
      name: this.nameOf(entity),
      collection: this.pathOf(request),
      app: spec.isGlobal === true && spec.isInApp !== true ? undefined : entity.app,
      owner: entity.owner,
      sharing: spec.shownSharing ?? entity.sharing,
      perms: entity.sharing === "user" ? null : entity.perms,
      get canWrite() {
        return canWrite(entity, viewer);
      },
      removable: entity.shipped === undefined && spec.canRemove !== false,
      updated: entity.updated,
      // Of ten thousand entities a page shows thirty, and a list of all shows one after the other.
      get content() {
        return contentOf();
      },
      fields: isSingle ? fieldsOf(spec.fields, entity) : undefined,
      links: spec.links,
    };
  }

  feedOf(request: PathRequest, feed: Partial<Feed> & Pick<Feed, "views">): Feed {
    const title = this.spec.title ?? this.pathOf(request).split("/").at(-1) ?? "";
    return { kind: "feed", title, canCreate: this.spec.create !== undefined, ...feed };
  }

  /** What it is called outside. */
  nameOf(entity: Entity): string {
    return this.spec.called?.(entity) ?? entity.name;
  }

  /** Asked for several times, one entity after the other: only the last is kept. */
  #contentOf(entity: Entity, request: PathRequest): Content {
    const last = this.#last;
    if (last?.entity === entity && last.request === request) return last.shown;
    const shown = withoutOwn(this.spec.shows?.(entity, request) ?? effective(entity));
    this.#last = { entity, request, shown };
    return shown;
  }
}

/** What the stand-in notes for itself is not shown. */
function withoutOwn(all: Content): Content {
  const keys = Object.keys(all);
  if (!keys.some((key) => key.startsWith("#"))) return all;
  return content(Object.entries(all).filter(([key]) => !key.startsWith("#")));
}

/** An object that is there has its name already. */
function fieldsOf(fields: Fields | undefined, entity: Entity): Fields | undefined {
  if (fields === undefined || entity.name === "_new") return fields;
  const others = fields.required.filter((name) => name !== "name");
  return { required: [], optional: [...others, ...fields.optional], wildcard: fields.wildcard };
}
