/** The record of one `sendAlert`: what was handed over, what happened, what came of it. Types only. */
import type { Cause } from "./cause/cause.ts";
import type { Problem, Where } from "./errors.ts";
import type { ActionMessage, IndexedEvent, LogFile } from "./events/event.ts";
import type { Mode } from "./invocation/invocation.ts";
import type { InvocationRecord } from "./sandbox/process/invocation-record.ts";
import type { RestRecord } from "./splunkd/model/rest-record.ts";

import type { FenceReport, Outbound } from "./sandbox/fence/fence-types.ts";
import type { Exchange } from "./vendor/exchange.ts";

export type { Cause, Exchange, FenceReport, InvocationRecord, Outbound, RestRecord };
export { REFUSED } from "./sandbox/fence/fence-types.ts";

export interface Transcript {
  /** Version of this document's shape: `ar-sim/transcript/1`. */
  readonly schema: "ar-sim/transcript/1";
  readonly action: string;
  /** App id of the add-on that owns the action. */
  readonly app: string;
  readonly mode: Mode;
  /** The search command behind the run: as typed, as the scheduler renders it, or as the ad hoc form makes it. */
  readonly command: string;
  /** null for a program in another language. */
  readonly python: {
    readonly path: string;
    readonly version: string;
    readonly chosenBy: string;
  } | null;
  readonly sid: string;
  readonly rows: number;
  /** SPLUNK_HOME of the run. It exists after the run only if `kept`. */
  readonly splunkHome: string;
  readonly kept: boolean;
  /** False for a dry run, and where the action was not triggered. */
  readonly started: boolean;
  readonly invocations: readonly InvocationRecord[];
  readonly logs: readonly LogFile[];
  readonly messages: readonly ActionMessage[];
  readonly events: readonly IndexedEvent[];
  readonly rest: readonly RestRecord[];
  /** What the script called of others, where something answered in their place. */
  readonly http: readonly Exchange[];
  /** What stood between the script and the machine. */
  readonly fence: FenceReport;
  /** What the script tried to reach, beside what ar-sim offers. */
  readonly outbound: readonly Outbound[];
  /** What happened, in the order of time. */
  readonly timeline: readonly Moment[];
  /** Why the script failed. null where it did not. */
  readonly cause: Cause | null;
  /** What went wrong and did not stop the run, and warnings about the add-on. */
  readonly problems: readonly Problem[];
  readonly verdict: Verdict;
  /** What the notable's panel would show. Only in mode `es-adhoc`. */
  readonly panel?: AdaptiveResponsesPanel | undefined;
}

/** One thing that happened in a run. */
export interface Moment {
  /** Milliseconds after the first start of the script. */
  readonly offsetMs: number;
  readonly kind:
    | "start"
    | "stderr"
    | "log"
    | "request"
    | "outbound"
    | "event"
    | "exception"
    | "end";
  readonly text: string;
}

/** The *Adaptive Responses* panel of a notable event. */
export interface AdaptiveResponsesPanel {
  readonly rows: readonly PanelRow[];
  /** Why there is no row. null where there is one. */
  readonly emptyBecause: string | null;
}

export interface PanelRow {
  /** Label of the action. */
  readonly response: string;
  readonly mode: string;
  /** From the log line. */
  readonly time: string;
  readonly user: string;
  /** The latest `action_status` of this invocation. */
  readonly status: string;
  /** Events found by tag=modaction_result with the notable's orig_sid and orig_rid. */
  readonly results: number;
  readonly drilldown: string;
}

export type ReasonStatus = "pass" | "fail" | "warn" | "not-applicable";

export interface Reason {
  /** Stable: `started`, `exit`, `in-time`, `invocation-logged`, `events-written`, `modaction-result`, … */
  readonly id: string;
  readonly status: ReasonStatus;
  readonly message: string;
  readonly where?: Where | undefined;
  readonly hint?: string | undefined;
  /** The chain of reasons behind it, one step a line. */
  readonly because?: readonly string[] | undefined;
}

export interface Verdict {
  /** `not-triggered`: Splunk would not have started the action, so neither did ar-sim. */
  readonly status: "pass" | "fail" | "not-triggered" | "not-applicable";
  readonly reasons: readonly Reason[];
}
