/**
 * What is kept between starts, as the lines of its file tell it, one change a line: an entity or a row as it now is, or
 * that it is gone. The later line holds.
 */
import { type Entity, entityId, type SavedEntity } from "../../model/entity.ts";
import { KvCollection } from "../kv/kv-collection.ts";
import type { KvDocument } from "../kv/kv-document.ts";
import type { AuthToken } from "../logins/auth-token.ts";

export type StateLine =
  | readonly ["entity", kind: string, entity: SavedEntity]
  | readonly ["gone", id: string]
  | readonly ["back", id: string]
  | readonly ["row", collection: string, document: KvDocument]
  | readonly ["no-row", collection: string, user: string, key: string]
  | readonly ["no-rows", collection: string]
  | readonly ["conf", file: string]
  | readonly ["setting", name: string, value: string]
  | readonly ["token", token: AuthToken]
  | readonly ["no-token", id: string];

export class SavedState {
  /** By kind, then by id. */
  readonly entities: Map<string, Map<string, SavedEntity>> = new Map();
  /** What apps or fixtures bring, and is not to come back. */
  readonly gone: Set<string> = new Set();
  readonly collections: Map<string, KvCollection> = new Map();
  readonly confFiles: Set<string> = new Set();
  readonly settings: Map<string, string> = new Map();
  readonly tokens: Map<string, AuthToken> = new Map();

  /** Throws for what is no line of this kind. */
  apply(line: unknown): void {
    if (!Array.isArray(line)) throw new TypeError("no line of a state");
    const [what, ...rest] = line as unknown[];
    const kind = text(what);
    if (!Object.hasOwn(this.#appliers, kind)) throw new TypeError("no line of a state");
    this.#appliers[kind as StateLine[0]](...rest);
  }

  /** What takes the line back. Call it before the line is applied. */
  undoOf(line: StateLine): () => void {
    const [what, key] = line;
    switch (what) {
      case "gone":
      case "back":
        return restored(this.gone, key);
      case "conf":
        return restored(this.confFiles, key);
      case "setting":
        return replaced(this.settings, key);
      case "token":
        return replaced(this.tokens, key.id);
      case "no-token":
        return replaced(this.tokens, key);
      default:
        // Entities and rows are taken back by their bucket and collection.
        return () => {};
    }
  }

  readonly #appliers: Readonly<Record<StateLine[0], (...parts: readonly unknown[]) => void>> = {
    entity: (kind, entity) => this.#keep(text(kind), entityOf(entity)),
    gone: (id) => this.#remove(text(id)),
    back: (id) => this.gone.delete(text(id)),
    row: (name, row) => this.#rows(text(name)).put(documentOf(row)),
    "no-row": (name, user, key) => this.#rows(text(name)).remove(text(user), text(key)),
    "no-rows": (name) => this.collections.delete(text(name)),
    conf: (file) => this.confFiles.add(text(file)),
    setting: (name, value) => this.settings.set(text(name), text(value)),
    token: (token) => this.tokens.set(text((token as AuthToken).id), token as AuthToken),
    "no-token": (id) => this.tokens.delete(text(id)),
  };

  #keep(kind: string, entity: SavedEntity): void {
    const known = this.entities.get(kind) ?? new Map<string, SavedEntity>();
    this.entities.set(kind, known.set(entityId(kind, entity), entity));
  }

  #remove(id: string): void {
    this.entities.get(id.slice(0, id.indexOf("\u0000")))?.delete(id);
    this.gone.add(id);
  }

  #rows(name: string): KvCollection {
    const known = this.collections.get(name) ?? new KvCollection();
    this.collections.set(name, known);
    return known;
  }
}

function restored(set: Set<string>, key: string): () => void {
  const isThere = set.has(key);
  return () => void (isThere ? set.add(key) : set.delete(key));
}

/** Puts back what a key of a map led to. */
export function replaced<Value>(map: Map<string, Value>, key: string): () => void {
  const before = map.get(key);
  return () => void (before === undefined ? map.delete(key) : map.set(key, before));
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new TypeError("no text where one is meant");
  return value;
}

function entityOf(value: unknown): SavedEntity {
  const { name, app, owner, sharing, content, updated } = value as Entity;
  [name, app, owner, sharing].forEach(text);
  if (typeof content !== "object" || content === null || typeof updated !== "number")
    throw new TypeError("no entity where one is meant");
  return value as SavedEntity;
}

function documentOf(value: unknown): KvDocument {
  const { _key, _user } = value as KvDocument;
  [_key, _user].forEach(text);
  return value as KvDocument;
}
