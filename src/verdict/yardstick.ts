/** What the judge looks at: the record of the run, and what it needs to know of the add-on. Types only. */
import type { HiddenObject } from "../addon/visibility/find-hidden.ts";
import type { IndexedEvent } from "../events/event.ts";
import type { Reason, Transcript } from "../transcript.ts";
import type { WhyNot } from "./classify-events.ts";
import type { OnUnknownEndpoint } from "./judge-rest.ts";

/** What Enterprise Security does not see of the add-on, since it is not exported. */
export interface Hidden {
  readonly action: HiddenObject | undefined;
  /** By the name of the eventtype that carries the tag `modaction_result`. */
  readonly eventtypes: ReadonlyMap<string, HiddenObject>;
}

/** A run before its verdict. */
export type RunRecord = Omit<Transcript, "verdict" | "panel">;

export interface Yardstick {
  /** Whether the action declares `param._cam`: only then is it an adaptive response action. */
  readonly isAdaptiveResponse: boolean;
  /** Whether the run was interrupted. */
  readonly isInterrupted: boolean;
  /** Why Splunk would not have started the action. Nothing was started then. */
  readonly heldBack: readonly Reason[];
  /** Eventtypes of the add-on that carry the tag `modaction_result`. */
  readonly resultEventtypes: readonly string[];
  readonly hidden: Hidden;
  /** orig_sid and orig_rid of the notable that the action ran on; undefined where it ran on none. */
  readonly notable?: { readonly origSid: string; readonly origRid: string } | undefined;
  readonly onUnknownEndpoint?: OnUnknownEndpoint | undefined;
  /** Why no eventtype does. */
  whyNoneIsTagged(): readonly string[];
  /** Why the event is not a result. */
  explain(event: IndexedEvent): WhyNot;
}
