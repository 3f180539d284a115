/** What the doctor says: a chain of links from the form of *Run Adaptive Response Action* to the drilldown. Types only. */
import type { Where } from "../../errors.ts";
import type { Outbound } from "../../transcript.ts";

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

/** The state of a link. */
export interface Proof {
  readonly status: "holds" | "broken" | "unknown" | "not-applicable";
  /** What proves it: the files of the add-on, or a run of the script. `nothing` when nothing does. */
  readonly by: "files" | "run" | "nothing";
  readonly message: string;
  readonly hint?: string | undefined;
  readonly where?: Where | undefined;
  /** The reasons, and remarks that do not break the link. */
  readonly because?: readonly string[] | undefined;
}

export interface Link extends Proof {
  readonly id: LinkId;
  /** `the form offers them` */
  readonly title: string;
}

export interface CompiledPython {
  readonly path: string;
  /** As the interpreter reports it, or from its path when it does not start. */
  readonly version: string;
  /** Whether every file of the action compiles on it; null when it did not start. */
  readonly compiles: boolean | null;
  /** The first complaint of each file. */
  readonly complaints: readonly { readonly where: Where; readonly message: string }[];
  /** Modules that the action imports and that neither the add-on, this Python nor the sandbox has. */
  readonly missing: readonly string[];
  /** Modules of Splunk's own Python that this one lacks: `ar-sim python setup` installs them. */
  readonly toSetUp: readonly string[];
}

export interface Port {
  readonly port: number;
  readonly use: string;
  /** null when it is unknown. */
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
  /** What the script tried to reach. The fence refuses it, whatever a configuration allows. */
  readonly outbound: readonly Outbound[];
  readonly environment: Environment;
}
