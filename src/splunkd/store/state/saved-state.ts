/**
 * What is kept between starts, as the lines of its file tell it, one change a line: an entity or a row as it now is, or
 * that it is gone. The later line holds.
 */
import { type Entity, entityId, type SavedEntity } from "../../model/entity.ts";
import { KvCollection } from "../kv/kv-collection.ts";
import type { KvDocument } from "../kv/kv-document.ts";
import type { AuthToken } from "../auth-token.ts";

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
    const [what, first, second, third] = line as unknown[];
    switch (what as StateLine[0]) {
      case "entity":
        return this.#keep(text(first), entityOf(second));
      case "gone":
        return this.#remove(text(first));
      case "back":
        return void this.gone.delete(text(first));
      case "row":
        return void this.#rows(text(first)).put(documentOf(second));
      case "no-row":
        return void this.#rows(text(first)).remove(text(second), text(third));
      case "no-rows":
        return void this.collections.delete(text(first));
      case "conf":
        return void this.confFiles.add(text(first));
      case "setting":
        return void this.settings.set(text(first), text(second));
      case "token":
        return void this.tokens.set(text((first as AuthToken).id), first as AuthToken);
      case "no-token":
        return void this.tokens.delete(text(first));
      default:
        throw new TypeError("no line of a state");
    }
  }

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
