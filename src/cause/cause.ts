/** Why a run failed: what is known of it, and what an explanation makes of that. Types only. */
import type { Where } from "../errors.ts";
import type { Mode, Row } from "../invocation/invocation.ts";
import type { Outbound } from "../sandbox/fence/fence-types.ts";
import type { RestRecord } from "../splunkd/model/rest-record.ts";

/** The cause of a failed run, as a person needs it. */
export interface Cause {
  /** Name of the explanation that knows it: `unset-param`. null where only the failure itself is known. */
  readonly id: string | null;
  /** The exception and its message, or the last line that the script wrote. */
  readonly headline: string;
  /** The line of the add-on where it failed, by the path of the user's own file. */
  readonly where: Where | null;
  /** That line. */
  readonly source: string | null;
  /** What ar-sim knows of it, as one or two sentences. */
  readonly because: string | null;
  /** Another place that matters: a line of default.meta, for example. */
  readonly see: Where | null;
  readonly hint: string | null;
}

/** One frame of a traceback, of a file of the add-on or of any other. */
export interface Frame {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly name: string;
}

export interface Raised {
  /** `KeyError`, `json.decoder.JSONDecodeError`. Empty where only a message is known. */
  readonly type: string;
  readonly message: string;
  /** Outermost first. */
  readonly frames: readonly Frame[];
  /** In epoch seconds, where it was recorded. */
  readonly at?: number | undefined;
}

/** The place in a file of the add-on that failed. */
export interface Place {
  /** Path of the user's own file. */
  readonly file: string;
  readonly line: number;
  readonly source: string;
  /** String literals in the line, and in the assignments of the names in it: the nearest first. */
  readonly literals: readonly string[];
}

export interface SourceFile {
  /** Path of the user's own file. */
  readonly file: string;
  /** Empty where it is no text. */
  readonly text: string;
}

/** All that an explanation may look at. Data alone: nothing is read from the disk later. */
export interface FailureFacts {
  readonly raised: Raised;
  readonly place: Place | undefined;
  /** Where the script ended itself, by sys.exit() or os._exit(). */
  readonly exitedAt: Place | undefined;
  readonly exitCode: number | null;
  /** null where it was not killed at maxtime. */
  readonly killedAfterMs: number | null;
  /** `3.9.18`. Empty where the program is no Python. */
  readonly python: string;
  readonly mode: Mode;
  readonly action: string;
  readonly payloadFormat: string;
  /** `param.*` as the script gets them, tokens expanded. */
  readonly params: Readonly<Record<string, string>>;
  /** Those that were given for this run, as they were given. */
  readonly given: Readonly<Record<string, string>>;
  /** Those of the run before tokens are expanded. */
  readonly unexpanded: Readonly<Record<string, string>>;
  /** Those that the stanza declares. */
  readonly declared: readonly string[];
  readonly rowCount: number;
  readonly hasResultsFile: boolean;
  /** The columns of the results. */
  readonly fields: readonly string[];
  /** `result` of the payload. null where it has none. */
  readonly row: Row | null;
  readonly rest: readonly RestRecord[];
  /** What the script tried to reach beside that. */
  readonly outbound: readonly Outbound[];
  /** The apps whose collections.conf has this collection. */
  appsWithCollection(name: string): readonly string[];
  /** Keys of a stanza of a conf of the add-on, as splunkd shows it; undefined where there is no such stanza. */
  settingsOf(conf: string, stanza: string): readonly string[] | undefined;
  /** The object that a request asks for, and those of its kind that the add-on brings; undefined for other kinds. */
  askedObject(request: RestRecord): AskedObject | undefined;
  /** The names of the functions that the add-on's own Python files define. */
  readonly functions: readonly string[];
  /** The file that failed and the action's program, or the program alone. */
  readonly sources: readonly SourceFile[];
  /** Where a rule of access in default.meta refuses this user: `[collections/x] read : [ ]`. */
  refusedBy(request: RestRecord): Refusal | undefined;
}

export interface AskedObject {
  /** `collection`, `saved search`. */
  readonly kind: string;
  readonly name: string;
  /** Those that there are. */
  readonly names: readonly string[];
}

export interface Refusal {
  readonly where: Where;
  readonly rule: string;
}

export interface Explained {
  readonly because: string;
  readonly hint: string;
  /** Another place that matters. */
  readonly see?: Where | undefined;
}

/** undefined: the failure is of another kind. */
export type Explanation = (facts: FailureFacts) => Explained | undefined;
