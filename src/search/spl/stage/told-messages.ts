/** What a search tells of without ending: each message once. */
import type { Problem } from "../../../errors.ts";
import type { MessageType, SearchMessage } from "./stage.ts";

/** Guess: more of them nobody reads. */
const MOST = 1000;

export class ToldMessages {
  readonly #all = new Map<string, SearchMessage>();

  readonly add = (text: string, type: MessageType = "WARN"): void => {
    if (this.#all.size < MOST) this.#all.set(`${type} ${text}`, { type, text });
  };

  get all(): readonly SearchMessage[] {
    return [...this.#all.values()];
  }

  get problems(): readonly Problem[] {
    return this.all.map(({ type, text }) => ({
      code: "SEARCH_WARNED",
      message: type === "WARN" ? text : `${type}: ${text}`,
    }));
  }
}
