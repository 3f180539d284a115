/** SPLUNK_HOME: the one that callers are told of, and the one that the add-on's handlers have. */
import type { Settings } from "./settings.ts";

export class Home {
  /** That of the add-on's handlers, once there is one. */
  ofHandlers: string | undefined;
  readonly given: string;
  readonly #isGiven: boolean;

  constructor({ splunkHome, isHomeGiven }: Pick<Settings, "splunkHome" | "isHomeGiven">) {
    this.given = splunkHome;
    this.#isGiven = isHomeGiven;
  }

  get told(): string {
    return this.#isGiven ? this.given : (this.ofHandlers ?? this.given);
  }
}
