/** The searches of the search bar, the last 50 of them. */
import { HarnessError } from "../../errors.ts";
import type { SearchRun } from "../../run-search.ts";

const MOST_SEARCHES = 50;

export interface ListedSearch {
  readonly id: string;
  readonly text: string;
  readonly run: SearchRun | undefined;
  /** What is wrong with it, with the place below the text. */
  readonly error: string | undefined;
  /** The runs of its sendalerts, by their ids. */
  readonly started: readonly string[];
}

export class Searches {
  readonly #listed = new Map<string, ListedSearch>();
  #next = 1;

  /** Resolves when the search has ended, whatever became of it. */
  async run(
    text: string,
    search: () => Promise<SearchRun>,
    keep: (run: SearchRun) => readonly string[],
  ): Promise<ListedSearch> {
    const id = `q${this.#next++}`;
    const listed = await this.#outcome(id, text, search, keep);
    this.#listed.set(id, listed);
    const [oldest] = this.#listed.keys();
    if (this.#listed.size > MOST_SEARCHES && oldest !== undefined) this.#listed.delete(oldest);
    return listed;
  }

  get(id: string): ListedSearch | undefined {
    return this.#listed.get(id);
  }

  async #outcome(
    id: string,
    text: string,
    search: () => Promise<SearchRun>,
    keep: (run: SearchRun) => readonly string[],
  ): Promise<ListedSearch> {
    try {
      const run = await search();
      return { id, text, run, error: run.error ?? undefined, started: keep(run) };
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      return { id, text, run: undefined, error: error.message, started: [] };
    }
  }
}
