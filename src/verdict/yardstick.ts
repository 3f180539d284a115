/** What a verdict rests on: the record of the run, and what the judge has to know of the add-on. Types only. */
import type { IndexedEvent } from "../events/event.ts";
import type { Transcript } from "../transcript.ts";
import type { WhyNot } from "./classify-events.ts";
import type { OnUnknownEndpoint } from "./judge-rest.ts";

/** A run before its verdict. */
export type RunRecord = Omit<Transcript, "verdict" | "panel">;

export interface Yardstick {
  /** Whether the action declares `param._cam`: only then is it an adaptive response action. */
  readonly isAdaptiveResponse: boolean;
  /** Whether the run was broken off from outside. */
  readonly isInterrupted: boolean;
  /** Eventtypes of the add-on that carry the tag `modaction_result`. */
  readonly resultEventtypes: readonly string[];
  readonly onUnknownEndpoint?: OnUnknownEndpoint | undefined;
  /** Why none does. */
  whyNoneIsTagged(): readonly string[];
  /** Why the event is no result. */
  explain(event: IndexedEvent): WhyNot;
}
