/** Everything the stand-in knows and keeps: one store of plain data, and what of it outlives a start as lines. */
import { Bucket, sameSlot } from "./bucket.ts";
import { type Entity, content, entityId, type SavedEntity } from "../model/entity.ts";
import { KvCollection } from "./kv/kv-collection.ts";
import { SavedState, type StateLine } from "./state/saved-state.ts";

/** What there is of a kind before anybody writes. */
export type Seed = (kind: string) => Iterable<Entity>;

type Place = Pick<Entity, "app" | "owner" | "sharing">;

export class Store {
  /** Is given what changed, and how to get at all there is. Whoever throws there keeps the change from being answered. */
  listener: ((lines: readonly StateLine[], all: () => Iterable<StateLine>) => void) | undefined;
  /** Grows with each change, so that what was derived can be told from what holds. */
  revision = 0;
  readonly #seed: Seed;
  readonly #saved: SavedState;
  readonly #buckets = new Map<string, Bucket>();
  readonly #collections = new Map<string, KvCollection>();
  readonly #seeded = new Set<string>();
  /** What was written through the API, by id. */
  readonly #written = new Map<string, { readonly kind: string; readonly entity: Entity }>();
  #lines: StateLine[] = [];

  constructor(seed: Seed, saved: SavedState = new SavedState()) {
    this.#seed = seed;
    this.#saved = saved;
    for (const [name, documents] of saved.collections) this.#watched(name, documents);
  }

  /** Files that were made through the API. */
  get confFiles(): ReadonlySet<string> {
    return this.#saved.confFiles;
  }

  /** What server/settings was told. */
  get serverSettings(): ReadonlyMap<string, string> {
    return this.#saved.settings;
  }

  get tokens(): SavedState["tokens"] {
    return this.#saved.tokens;
  }

  /** Once for each request that changed something, before it is answered. */
  onChange(): void {
    this.revision += 1;
    const lines = this.#lines;
    this.#lines = [];
    this.listener?.(lines, () => this.lines());
  }

  #tell(...lines: readonly StateLine[]): void {
    if (this.listener !== undefined) this.#lines.push(...lines);
  }

  /** For what is neither an entity nor a row. */
  note(line: StateLine): void {
    this.#saved.apply(line);
    this.#tell(line);
  }

  /** An entity was made, or changed in its place: without this word a new start does not know of it. */
  wrote(kind: string, entity: Entity): void {
    // What comes before onChange may fail, and the entity is another all the same.
    this.revision += 1;
    if (this.listener === undefined) return;
    this.#written.set(entityId(kind, entity), { kind, entity });
    this.#tell(["entity", kind, withoutShipped(entity)]);
  }

  /** The bucket of a kind, filled by its seed and by what was saved when it is first asked for. */
  bucket(kind: string): Bucket {
    const known = this.#buckets.get(kind);
    if (known !== undefined) return known;
    const bucket = this.#seededBucket(kind, this.#seed(kind));
    this.#buckets.set(kind, bucket);
    for (const [id, saved] of this.#saved.entities.get(kind) ?? []) {
      const shipped = bucket.named(saved.name).find((entity) => sameSlot(entity, saved))?.shipped;
      const entity: Entity = {
        ...saved,
        content: content(saved.content),
        ...(shipped === undefined ? {} : { shipped }),
      };
      bucket.add(entity);
      this.#written.set(id, { kind, entity });
    }
    this.#saved.entities.delete(kind);
    return bucket;
  }

  /** What there would be of a kind had nobody written anything. */
  seedsOf(kind: string): Iterable<Entity> {
    return this.#seed(kind);
  }

  #seededBucket(kind: string, entities: Iterable<Entity>): Bucket {
    const bucket = new Bucket(() => (this.revision += 1));
    for (const entity of entities) {
      const id = entityId(kind, entity);
      this.#seeded.add(id);
      if (!this.#saved.gone.has(id)) bucket.add(entity);
    }
    return bucket;
  }

  /**
   * Fills buckets anew where what lies on disk has changed: what was written stays, over what is shipped now; what is of
   * an app that is gone goes.
   */
  seedAgain(isMeant: (kind: string) => boolean, hasApp: (app: string) => boolean): void {
    for (const [kind, old] of this.#buckets) {
      if (!isMeant(kind)) continue;
      const fresh = this.#seededBucket(kind, this.#seed(kind));
      for (const before of old.all()) {
        if (!hasApp(before.app)) continue;
        const now = fresh.named(before.name).find((entity) => sameSlot(entity, before));
        const isWritten = Object.keys(before.content).length > 0;
        if (now === undefined && before.shipped !== undefined && !isWritten) continue;
        const { shipped: _, ...own } = before;
        const entity = now?.shipped === undefined ? own : { ...own, shipped: now.shipped };
        fresh.add(entity);
        const id = entityId(kind, entity);
        if (this.#written.has(id)) this.#written.set(id, { kind, entity });
      }
      this.#buckets.set(kind, fresh);
    }
    this.onChange();
  }

  /** What was removed of an app is there again when the app comes back. */
  forgetRemoved(app: string): void {
    for (const id of this.#saved.gone) if (id.split("\u0000")[1] === app) this.note(["back", id]);
  }

  remove(kind: string, entity: Entity): void {
    this.bucket(kind).remove(entity);
    this.#forget(kind, entity);
    this.onChange();
  }

  /** To another owner, app or sharing. */
  move(kind: string, entity: Entity, place: Place): void {
    if (!sameSlot(entity, place)) this.#forget(kind, entity);
    Object.assign(entity, place);
  }

  #forget(kind: string, entity: Entity): void {
    const id = entityId(kind, entity);
    const wasWritten = this.#written.delete(id);
    if (this.#seeded.has(id)) this.note(["gone", id]);
    else if (wasWritten) this.#tell(["gone", id], ["back", id]);
  }

  /** Documents of one KV store collection, `app/collection`. */
  collection(name: string): KvCollection {
    return this.#collections.get(name) ?? this.#watched(name, new KvCollection());
  }

  #watched(name: string, documents: KvCollection): KvCollection {
    documents.watch = (user, key, document) => {
      if (this.listener === undefined) return;
      this.#tell(document === undefined ? ["no-row", name, user, key] : ["row", name, document]);
    };
    this.#collections.set(name, documents);
    return documents;
  }

  /** Of each collection of the KV store how many documents there are. */
  collectionSizes(): [name: string, count: number][] {
    return [...this.#collections].map(([name, rows]) => [name, rows.size]);
  }

  dropCollection(name: string): void {
    this.#collections.delete(name);
    this.#tell(["no-rows", name]);
    this.onChange();
  }

  /** All entities that anybody asked for so far, and those that were saved, with their kind. */
  *entities(): Generator<readonly [kind: string, entity: SavedEntity]> {
    for (const [kind, saved] of this.#saved.entities)
      for (const entity of saved.values()) yield [kind, entity];
    for (const [kind, bucket] of this.#buckets)
      for (const entity of bucket.all()) yield [kind, entity];
  }

  /** All that outlives a start. */
  *lines(): Generator<StateLine> {
    const { entities, gone, confFiles, settings, tokens } = this.#saved;
    // Before the entities: one of them may lie where another went.
    for (const id of gone) yield ["gone", id];
    for (const [kind, saved] of entities)
      for (const entity of saved.values()) yield ["entity", kind, entity];
    for (const { kind, entity } of this.#written.values())
      yield ["entity", kind, withoutShipped(entity)];
    for (const file of confFiles) yield ["conf", file];
    for (const [name, value] of settings) yield ["setting", name, value];
    for (const token of tokens.values()) yield ["token", token];
    for (const [name, documents] of this.#collections)
      for (const document of documents.all()) yield ["row", name, document];
  }
}

function withoutShipped(entity: Entity): SavedEntity {
  const { name, app, owner, sharing, perms, content: own, updated } = entity;
  return { name, app, owner, sharing, perms, content: own, updated };
}
