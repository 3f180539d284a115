/** Why a query of the KV store is none; told to the caller as 400. */
export class KvQueryError extends Error {}
