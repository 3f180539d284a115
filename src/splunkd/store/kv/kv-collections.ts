/** All collections of the KV store, by `app/collection`. What is written to one of them is told to the journal. */
import type { Journal } from "../state/journal.ts";
import type { StateLine } from "../state/saved-state.ts";
import { KvCollection } from "./kv-collection.ts";

export class KvCollections {
  readonly #byName = new Map<string, KvCollection>();
  readonly #journal: Journal;

  constructor(saved: ReadonlyMap<string, KvCollection>, journal: Journal) {
    this.#journal = journal;
    for (const [name, documents] of saved) this.#watched(name, documents);
  }

  /** One that nobody wrote to yet is empty. */
  of(name: string): KvCollection {
    return this.#byName.get(name) ?? this.#watched(name, new KvCollection());
  }

  /** Of each how many documents there are. */
  sizes(): [name: string, count: number][] {
    return [...this.#byName].map(([name, documents]) => [name, documents.size]);
  }

  drop(name: string): void {
    const documents = this.#byName.get(name);
    this.#byName.delete(name);
    this.#journal.onUndo(() => documents && this.#byName.set(name, documents));
    this.#journal.add(["no-rows", name]);
  }

  *lines(): Generator<StateLine> {
    for (const [name, documents] of this.#byName)
      for (const document of documents.all()) yield ["row", name, document];
  }

  #watched(name: string, documents: KvCollection): KvCollection {
    documents.settle = (giveUp) => {
      if (this.#journal.isKept) this.#journal.afterCommit(giveUp);
      else giveUp();
    };
    documents.watch = (user, key, document, before) => {
      if (!this.#journal.isKept) return;
      this.#journal.onUndo(() => {
        if (before === undefined) documents.takeAway(user, key);
        else documents.put(before);
      });
      this.#journal.add(
        document === undefined ? ["no-row", name, user, key] : ["row", name, document],
      );
    };
    this.#byName.set(name, documents);
    return documents;
  }
}
