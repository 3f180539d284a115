/** Everything the stand-in knows and keeps: one store, plain data, whole in a snapshot. */
import { Bucket, sameSlot } from "./bucket.ts";
import { type Entity, content } from "./entity.ts";
import type { Job } from "./job.ts";
import { KvCollection } from "./kv/kv-collection.ts";
import type { KvDocument } from "./kv/kv-document.ts";

export interface Snapshot {
  readonly entities: Readonly<Record<string, readonly Omit<Entity, "shipped">[]>>;
  readonly removed: readonly string[];
  readonly documents: Readonly<Record<string, readonly KvDocument[]>>;
}

export type Seed = () => Iterable<Entity>;

export class Store {
  /** Runs after each change; coalesced by who listens. */
  listener: () => void = () => {};
  /** Grows with each change, so that what was derived can be told from what holds. */
  revision = 0;
  /** Files that were made through the API. */
  readonly confFiles: Set<string> = new Set<string>();
  readonly jobs: Map<string, Job> = new Map<string, Job>();
  readonly #buckets = new Map<string, Bucket>();
  readonly #collections = new Map<string, KvCollection>();
  readonly #saved = new Map<string, readonly Omit<Entity, "shipped">[]>();
  readonly #seeded = new Set<string>();
  /** Seeded entities that were removed, so that a new start does not bring them back. */
  readonly #removed = new Set<string>();

  constructor(snapshot?: Snapshot) {
    if (snapshot === undefined) return;
    for (const [kind, entities] of Object.entries(snapshot.entities))
      this.#saved.set(kind, entities);
    for (const id of snapshot.removed) this.#removed.add(id);
    for (const [name, documents] of Object.entries(snapshot.documents)) {
      this.#collections.set(name, new KvCollection(documents));
    }
  }

  onChange(): void {
    this.revision += 1;
    this.listener();
  }

  /** The bucket of a kind, filled by its seed and by what was saved when it is first asked for. */
  bucket(kind: string, seed: Seed = () => []): Bucket {
    const known = this.#buckets.get(kind);
    if (known !== undefined) return known;
    const bucket = new Bucket(() => (this.revision += 1));
    this.#buckets.set(kind, bucket);
    for (const entity of seed()) {
      const id = entityId(kind, entity);
      this.#seeded.add(id);
      if (!this.#removed.has(id)) bucket.add(entity);
    }
    for (const saved of this.#saved.get(kind) ?? []) {
      const shipped = bucket.named(saved.name).find((entity) => sameSlot(entity, saved))?.shipped;
      bucket.add({
        ...saved,
        content: content(saved.content),
        ...(shipped === undefined ? {} : { shipped }),
      });
    }
    this.#saved.delete(kind);
    return bucket;
  }

  /**
   * Fills buckets anew where what lies on disk has changed: what was written stays, over what is shipped now; what is of
   * an app that is gone goes.
   */
  seedAgain(
    isMeant: (kind: string) => boolean,
    seed: (kind: string) => Iterable<Entity>,
    hasApp: (app: string) => boolean,
  ): void {
    for (const [kind, old] of this.#buckets) {
      if (!isMeant(kind)) continue;
      const fresh = new Bucket(() => (this.revision += 1));
      for (const entity of seed(kind))
        if (!this.#removed.has(entityId(kind, entity))) fresh.add(entity);
      for (const before of old.all()) {
        if (!hasApp(before.app)) continue;
        const now = fresh.named(before.name).find((entity) => sameSlot(entity, before));
        const isWritten = Object.keys(before.content).length > 0;
        if (now === undefined && before.shipped !== undefined && !isWritten) continue;
        const { shipped: _, ...own } = before;
        fresh.add(now?.shipped === undefined ? own : { ...own, shipped: now.shipped });
      }
      this.#buckets.set(kind, fresh);
    }
    this.onChange();
  }

  /** What was removed of an app is there again when the app comes back. */
  forgetRemoved(app: string): void {
    for (const id of this.#removed) if (id.split("\u0000")[1] === app) this.#removed.delete(id);
  }

  remove(kind: string, entity: Entity): void {
    this.bucket(kind).remove(entity);
    this.#forget(kind, entity);
    this.onChange();
  }

  /** To another owner, app or sharing. */
  move(kind: string, entity: Entity, place: Pick<Entity, "app" | "owner" | "sharing">): void {
    if (!sameSlot(entity, place)) this.#forget(kind, entity);
    Object.assign(entity, place);
  }

  #forget(kind: string, entity: Entity): void {
    const id = entityId(kind, entity);
    if (this.#seeded.has(id)) this.#removed.add(id);
  }

  /** Documents of one KV store collection, `app/collection`. */
  collection(name: string): KvCollection {
    const known = this.#collections.get(name) ?? new KvCollection();
    this.#collections.set(name, known);
    return known;
  }

  dropCollection(name: string): void {
    this.#collections.delete(name);
    this.onChange();
  }

  snapshot(): Snapshot {
    const entities: [string, readonly Omit<Entity, "shipped">[]][] = [...this.#saved];
    for (const [kind, bucket] of this.#buckets) {
      entities.push([kind, [...bucket.all()].map(withoutShipped)]);
    }
    return {
      entities: Object.fromEntries(entities),
      removed: [...this.#removed],
      documents: Object.fromEntries(
        [...this.#collections].map(([name, rows]) => [name, [...rows.all()]]),
      ),
    };
  }
}

function withoutShipped(entity: Entity): Omit<Entity, "shipped"> {
  const { name, app, owner, sharing, perms, content: own, updated } = entity;
  return { name, app, owner, sharing, perms, content: own, updated };
}

function entityId(
  kind: string,
  entity: Pick<Entity, "app" | "owner" | "sharing" | "name">,
): string {
  const owner = entity.sharing === "user" ? entity.owner : "";
  return [kind, entity.app, owner, entity.name].join("\u0000");
}
