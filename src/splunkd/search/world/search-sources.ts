/** What searches of the stand-in read from, and what they may write to. */
import type { Batch } from "../../../search/spl/stage/stage.ts";
import type { Address } from "../../instance/address.ts";
import type { Settings } from "../../instance/settings.ts";
import type { Sessions } from "../../store/logins/sessions.ts";
import type { Store } from "../../store/store.ts";
import type { InsideAnswer } from "../../wire/ask-inside.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { EventSources } from "./stand-in-events.ts";

/** A GET of the stand-in's own, as if it had come over the wire. */
export type AskInside = (url: string, sessionKey: string) => Promise<InsideAnswer>;

export interface SearchSources extends EventSources {
  readonly settings: Settings;
  readonly address: Address;
  readonly store: Store;
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  /** Files of lookups as searches have written them, by name. */
  readonly writtenLookups: Map<string, Batch>;
  readonly ask: AskInside;
}

export interface SearchTimes {
  readonly sid: string;
  /** Epoch seconds. */
  readonly now: number;
  readonly earliest: number | undefined;
  readonly latest: number | undefined;
  /** The whole text. */
  readonly search?: string | undefined;
  readonly maxTimeMs?: number | undefined;
}
