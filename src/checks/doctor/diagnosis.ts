/** What the doctor says: a chain of links from the form of *Run Adaptive Response Action* to the drilldown. Types only. */
import type { Where } from "../../errors.ts";

export type LinkId =
  | "dispatchable"
  | "parameters"
  | "form"
  | "starts"
  | "invocation"
  | "events"
  | "header"
  | "eventtype"
  | "tagged"
  | "joined"
  | "drilldown";

/** What a link was seen to be. */
export interface Proof {
  readonly status: "holds" | "broken" | "unknown" | "not-applicable";
  /** What shows it: the add-on's files, or a run of the script; `nothing` for a link that is not proved. */
  readonly by: "files" | "run" | "nothing";
  readonly message: string;
  readonly hint?: string | undefined;
  readonly where?: Where | undefined;
  /** The chain behind it, and remarks that break nothing. */
  readonly because?: readonly string[] | undefined;
}

export interface Link extends Proof {
  readonly id: LinkId;
  /** `the form offers them` */
  readonly title: string;
}

export interface CompiledPython {
  readonly path: string;
  /** As it says itself; what its path tells where it does not start. */
  readonly version: string;
  /** Whether every file of the action compiles on it; null when it could not be asked. */
  readonly compiles: boolean | null;
  /** The first complaint of each file. */
  readonly complaints: readonly { readonly where: Where; readonly message: string }[];
  /** Modules that the action imports and neither the add-on, this Python nor the sandbox brings. */
  readonly missing: readonly string[];
  /** Those that this Python lacks and Splunk's own brings: `ar-sim python setup` fetches them. */
  readonly toSetUp: readonly string[];
}

export interface Port {
  readonly port: number;
  readonly use: string;
  /** null when it cannot be told. */
  readonly isFree: boolean | null;
}

export interface Environment {
  readonly pythons: readonly CompiledPython[];
  /** The Python files that were compiled: the script and its own modules. */
  readonly files: readonly string[];
  /** What ran the script; null when none did. */
  readonly used: {
    readonly path: string;
    readonly version: string;
    readonly chosenBy: string;
  } | null;
  readonly ports: readonly Port[];
}

export interface Diagnosis {
  /** Version of this document's shape. */
  readonly schema: "ar-sim/doctor/1";
  readonly action: string;
  readonly app: string;
  /** Whether Incident Review would show the response and its results; null when a link is unknown and none is broken. */
  readonly isShown: boolean | null;
  readonly links: readonly Link[];
  readonly environment: Environment;
}
