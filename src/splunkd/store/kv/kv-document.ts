/** One document of a KV store collection: JSON with a `_key` and the `_user` whose it is. */
export interface KvDocument {
  readonly _key: string;
  readonly _user: string;
  readonly [field: string]: unknown;
}

/** Throws a KvQueryError where a value cannot be compared. */
export type KvTest = (document: KvDocument) => boolean;
