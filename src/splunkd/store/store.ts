/**
 * Everything the stand-in knows and keeps. Entities are changed by `create`, `edit`, `move` and `remove` alone: each tells
 * who has to know of it, so that neither a restart forgets it nor an answer tells what was before.
 */
import { type Bucket, OpenBucket, sameSlot } from "./bucket.ts";
import {
  type Entity,
  content,
  entityId,
  type SavedEntity,
  type Value,
  withoutShipped,
} from "../model/entity.ts";
import type { ConfWrite } from "../model/run-records.ts";
import { confOf, confWrite, isOwn } from "./conf-write.ts";
import { Journal } from "./state/journal.ts";
import { KvCollections } from "./kv/kv-collections.ts";
import { replaced, SavedState, type StateLine } from "./state/saved-state.ts";

/** What there is of a kind before anybody writes. */
export type Seed = (kind: string) => Iterable<Entity>;

export type Place = Pick<Entity, "app" | "owner" | "sharing" | "perms">;

/** undefined takes a setting away. */
export type Changes = Readonly<Record<string, Value | undefined>>;
export class Store {
  readonly journal: Journal = new Journal(() => this.lines());
  readonly collections: KvCollections;
  /** Told of each write to a .conf. */
  onConfWrite: ((write: ConfWrite) => void) | undefined;
  #changes = 0;
  readonly #seed: Seed;
  readonly #saved: SavedState;
  readonly #buckets = new Map<string, OpenBucket>();
  readonly #seeded = new Set<string>();
  /** What was written through the API, by id. */
  readonly #written = new Map<string, { readonly kind: string; readonly entity: Entity }>();
  readonly #now: () => number;

  constructor(seed: Seed, now: () => number, saved: SavedState = new SavedState()) {
    this.#seed = seed;
    this.#now = now;
    this.#saved = saved;
    this.collections = new KvCollections(saved.collections, this.journal);
  }

  /** Grows with each change, and when some are taken back, so that what was derived can be told from what holds. */
  get revision(): number {
    return this.#changes + this.journal.losses;
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

  /** For what is neither an entity nor a row. */
  note(line: StateLine): void {
    this.journal.onUndo(this.#saved.undoOf(line));
    this.#saved.apply(line);
    this.#changes += 1;
    this.journal.add(line);
  }

  /** A new one, or in the place of what lies there. */
  create(kind: string, entity: Entity): Entity {
    this.#rememberFor(kind, entity);
    this.#bucket(kind).add(entity);
    this.#wrote(kind, entity);
    this.#tellConf(kind, entity);
    return entity;
  }

  /** Not kept: a new start does not know of it. */
  post(kind: string, entity: Entity): void {
    this.#rememberFor(kind, entity);
    this.#bucket(kind).add(entity);
  }

  /** Sets these over what is written of it; undefined takes away what is. What stands there now is what comes back. */
  edit(kind: string, entity: Entity, settings: Changes): Entity {
    const written = content(entity.content);
    for (const [name, value] of Object.entries(settings))
      if (value === undefined) delete written[name];
      else written[name] = value;
    this.#rememberFor(kind, entity);
    const edited = this.#replace(kind, entity, { content: written });
    if (!isOwn(settings)) this.#tellConf(kind, edited);
    return edited;
  }

  /** To another owner, app, sharing or circle of readers. */
  move(kind: string, entity: Entity, place: Place): Entity {
    this.#rememberFor(kind, entity, { ...entity, ...place });
    if (!sameSlot(entity, place)) {
      this.#bucket(kind).remove(entity);
      this.#forget(kind, entity);
    }
    return this.#replace(kind, entity, place);
  }

  remove(kind: string, entity: Entity): void {
    this.#rememberFor(kind, entity);
    this.#bucket(kind).remove(entity);
    this.#forget(kind, entity);
    this.#tellConf(kind, entity, true);
  }

  /** So that the change that follows can be taken back, in .conf files too. `moved` is the entity in its new place. */
  #rememberFor(kind: string, entity: Entity, moved: Entity = entity): void {
    if (!this.journal.isKept) return;
    const { name } = entity;
    const before = [...this.#bucket(kind).named(name)];
    const written = [entity, moved].map((at) => replaced(this.#written, entityId(kind, at)));
    this.journal.onUndo(() => {
      const changed = this.#bucket(kind).named(name);
      for (const gone of changed) if (!before.includes(gone)) this.#tellConf(kind, gone, true);
      this.#bucket(kind).set(name, before);
      for (const undo of written) undo();
      for (const back of before) if (!changed.includes(back)) this.#tellConf(kind, back);
    });
  }

  #replace(kind: string, entity: Entity, changes: Partial<Entity>): Entity {
    // Clients wait for it to grow.
    const updated = Math.max(this.#now(), entity.updated + 1);
    const replaced = { ...entity, ...changes, updated };
    this.#bucket(kind).add(replaced);
    this.#wrote(kind, replaced);
    return replaced;
  }

  #wrote(kind: string, entity: Entity): void {
    if (!this.journal.isKept) return;
    this.#written.set(entityId(kind, entity), { kind, entity });
    this.journal.add(["entity", kind, withoutShipped(entity)]);
  }

  #tellConf(kind: string, entity: Entity, isGone = false): void {
    const conf = confOf(kind);
    if (conf !== undefined) this.onConfWrite?.(confWrite(conf, entity, isGone));
  }

  /** The bucket of a kind, filled by its seed and by what was saved when it is first asked for. */
  bucket(kind: string): Bucket {
    return this.#bucket(kind);
  }

  #bucket(kind: string): OpenBucket {
    const known = this.#buckets.get(kind);
    if (known !== undefined) return known;
    const bucket = this.#seededBucket(kind, this.#seed(kind));
    this.#buckets.set(kind, bucket);
    for (const [id, saved] of this.#saved.entities.get(kind) ?? []) {
      const shipped = bucket.named(saved.name).find((entity) => sameSlot(entity, saved))?.shipped;
      const entity: Entity = {
        ...saved,
        content: content(saved.content),
        shipped,
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

  #seededBucket(kind: string, entities: Iterable<Entity>): OpenBucket {
    const bucket = new OpenBucket(() => (this.#changes += 1));
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
        const { shipped: _, ...kept } = before;
        const entity = now?.shipped === undefined ? kept : { ...kept, shipped: now.shipped };
        fresh.add(entity);
        const id = entityId(kind, entity);
        if (this.#written.has(id)) this.#written.set(id, { kind, entity });
      }
      this.#buckets.set(kind, fresh);
    }
  }

  /** What was removed of an app is there again when the app comes back. */
  forgetRemoved(app: string): void {
    for (const id of this.#saved.gone) if (id.split("\u0000")[1] === app) this.note(["back", id]);
  }

  #forget(kind: string, entity: Entity): void {
    const id = entityId(kind, entity);
    const wasWritten = this.#written.delete(id);
    if (this.#seeded.has(id)) this.note(["gone", id]);
    else if (wasWritten) this.journal.add(["gone", id], ["back", id]);
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
    yield* this.collections.lines();
  }
}
