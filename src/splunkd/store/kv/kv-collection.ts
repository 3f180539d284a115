/**
 * The documents of one KV store collection, by user and key.
 * Ground: REST API Reference, storage/collections/data; limits.conf.spec [kvstore].
 */
import { randomBytes } from "node:crypto";
import type { KvDocument } from "./kv-document.ts";
import { ALL_DOCUMENTS, type KvQuery } from "./kv-query.ts";
import { fitted, type KvSchema } from "./kv-types.ts";

/** Why a document is not taken. */
export type KvRefusal = "exists" | "invalid";

/** undefined holds the place of one that went, until that can no longer be taken back. */
type ByKey = Map<string, KvDocument | undefined>;

/** Told of each document that was written, or is gone, and of the one in whose place it is. */
export type KvWatch = (
  user: string,
  key: string,
  document: KvDocument | undefined,
  before: KvDocument | undefined,
) => void;

export class KvCollection {
  readonly #users = new Map<string, ByKey>();
  watch: KvWatch | undefined;
  /** Gives up the place of one that went: at once, or when the change is kept. */
  settle: (giveUp: () => void) => void = (giveUp) => giveUp();
  #held = 0;

  get size(): number {
    let size = -this.#held;
    for (const documents of this.#users.values()) size += documents.size;
    return size;
  }

  *all(): Generator<KvDocument> {
    for (const documents of this.#users.values())
      for (const document of documents.values()) if (document !== undefined) yield document;
  }

  get(user: string, key: string): KvDocument | undefined {
    return this.#users.get(user)?.get(key);
  }

  /** New ones only; the key comes back. */
  insert(user: string, given: object, schema: KvSchema): { key: string } | { refused: KvRefusal } {
    const document = made(user, given, schema);
    if (document === undefined) return { refused: "invalid" };
    if (this.get(user, document._key) !== undefined) return { refused: "exists" };
    this.put(document);
    return { key: document._key };
  }

  /** In the place of what has its key, or new; undefined where a type is enforced and a value does not fit. */
  save(user: string, given: object, schema: KvSchema, key?: string): string | undefined {
    const document = made(user, key === undefined ? given : { ...given, _key: key }, schema);
    if (document === undefined) return undefined;
    this.put(document);
    return document._key;
  }

  /** `isShared` adds those that are nobody's, for whom a user's own stand in front. */
  find(user: string, query: KvQuery, isShared = false): Iterable<KvDocument> {
    const owners = isShared && user !== "nobody" ? [user, "nobody"] : [user];
    return this.#find(owners, query);
  }

  *#find(owners: readonly string[], query: KvQuery): Generator<KvDocument> {
    for (const owner of owners) {
      const documents = this.#users.get(owner);
      if (documents === undefined) continue;
      if (query.key !== undefined) {
        const document = documents.get(query.key);
        if (document !== undefined) yield document;
        continue;
      }
      for (const document of documents.values())
        if (document !== undefined && query.test(document)) yield document;
    }
  }

  /** As it is. */
  put(document: KvDocument): void {
    const documents = this.#of(document._user);
    const before = documents.get(document._key);
    if (before === undefined && documents.has(document._key)) this.#held -= 1;
    documents.set(document._key, document);
    this.watch?.(document._user, document._key, document, before);
  }

  remove(user: string, key: string): boolean {
    const documents = this.#users.get(user);
    const before = documents?.get(key);
    if (documents === undefined || before === undefined) return false;
    documents.set(key, undefined);
    this.#held += 1;
    this.watch?.(user, key, undefined, before);
    this.settle(() => {
      if (documents.get(key) === undefined) this.takeAway(user, key);
    });
    return true;
  }

  /** Without a word to who watches, and without a place to come back to. */
  takeAway(user: string, key: string): void {
    const documents = this.#users.get(user);
    if (documents?.has(key) !== true) return;
    if (documents.get(key) === undefined) this.#held -= 1;
    documents.delete(key);
  }

  /** How many went. */
  removeAll(user: string, query: KvQuery = ALL_DOCUMENTS): number {
    const gone = [...this.find(user, query)];
    for (const { _key } of gone) this.remove(user, _key);
    return gone.length;
  }

  #of(user: string): ByKey {
    let documents = this.#users.get(user);
    if (documents === undefined) this.#users.set(user, (documents = new Map()));
    return documents;
  }
}

function made(user: string, given: object, schema: KvSchema): KvDocument | undefined {
  const document = fitted(given as Record<string, unknown>, schema);
  if (document === undefined) return undefined;
  const { _key: key } = document;
  const isNamed = typeof key === "string" ? key !== "" : typeof key === "number";
  return { ...document, _user: user, _key: isNamed ? String(key) : newKey() };
}

/** 24 hexadecimal digits, as an object id of the database beneath. */
function newKey(): string {
  return randomBytes(12).toString("hex");
}
