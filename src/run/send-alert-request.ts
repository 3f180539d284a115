/** The options of a run. All have a default: `{}` runs `| makeresults | sendalert <the only action>`. */
import type { Problem } from "../errors.ts";
import type { Assumptions } from "../invocation/assumptions.ts";
import type { Unresolved } from "../invocation/payload/expand-tokens.ts";
import type { Mode } from "../invocation/invocation.ts";
import type { TriggerRows } from "../invocation/rows/open-rows.ts";
import type { FenceWish, NetworkWish } from "../sandbox/fence/fence-types.ts";
import type { Tooling } from "../sandbox/home/tooling.ts";
import type { StartedHow } from "../sandbox/process/run-script.ts";
import type { Fixtures } from "../splunkd/model/fixtures.ts";
import type { HandedSplunkd } from "../splunkd/start-stand-in.ts";
import type { GivenStubs } from "../vendor/stubs/stub.ts";
import type { OnUnknownEndpoint } from "../verdict/judge-rest.ts";

/** The options of the fence around a script. */
export type FenceRequest = Pick<
  SendAlertRequest,
  "fence" | "network" | "isolate" | "writable" | "tooling" | "processes" | "onStart"
>;

export interface SendAlertRequest {
  /** Name of the stanza in alert_actions.conf. Needed only where there are several. */
  readonly action?: string | undefined;
  /** Parameters without the prefix `param.`. They override those of the .conf files. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** What the command gives beside its parameters and does not reach the action: notes of the run. */
  readonly lost?: readonly Problem[] | undefined;
  /** `adhoc` (default), `saved`, `per-result`, or `es-adhoc`: run on a notable from Incident Review. */
  readonly mode?: Mode | undefined;
  /** Default: what the saved search finds if ar-sim can run it, else one row with only a `_time`. */
  readonly rows?: TriggerRows | undefined;
  /** Path or version of the interpreter. */
  readonly python?: string | undefined;
  /** Below Python 3.12, record each exception of the add-on's code by a tracing function, which slows the script. */
  readonly traceExceptions?: boolean | undefined;
  /** The Splunk that runs it: `9.4`, `10.0` … Default: that of `splunkd`, else the newest whose spec files are known. */
  readonly splunkVersion?: string | undefined;
  /** Refuse parameters that Splunk would not save with a search. By default a note tells of them. */
  readonly strict?: boolean | undefined;
  /** The stanza of savedsearches.conf that triggers the action. It gives mode, search, parameters and limits. */
  readonly savedSearch?: string | undefined;
  readonly searchName?: string | undefined;
  readonly searchText?: string | undefined;
  /** App context of the search. Default: `search`. */
  readonly searchApp?: string | undefined;
  /** Owner of the search. Default: `admin`. */
  readonly owner?: string | undefined;
  readonly serverHost?: string | undefined;
  /**
   * A stand-in that `startSplunkd` started. The run gets its user, state and address, and what the run writes is there
   * for the next run. By default each run starts a stand-in of its own.
   */
  readonly splunkd?: HandedSplunkd | undefined;
  /** What the stand-in for splunkd holds: credentials, users, settings, conf stanzas, KV store rows. */
  readonly fixtures?: Fixtures | undefined;
  /** Port of the stand-in. Default: 8089 if it is free, else any free port. */
  readonly port?: number | undefined;
  /** Record the bodies of REST calls in `rest[]` too. For a stand-in of your own, give this to `startSplunkd`. */
  readonly recordBodies?: boolean | undefined;
  /**
   * What a call to an endpoint that ar-sim does not emulate does: nothing, a warning (default), or a failed verdict.
   */
  readonly onUnknownEndpoint?: OnUnknownEndpoint | undefined;
  /** The time of the run, in epoch seconds. Default: the current time. */
  readonly now?: number | undefined;
  /** A Python script sees `now` too, going on from there. By default it sees the time of the machine. */
  readonly movesClock?: boolean | undefined;
  /** Seed of the session key. Default: a random one. */
  readonly seed?: number | undefined;
  /** Time range of the search: epoch seconds, `-24h@h`, `now`, or a date. Default: all time. */
  readonly earliest?: string | undefined;
  readonly latest?: string | undefined;
  /** Link to the results, as in `sendalert … results_link=…`. */
  readonly resultsLink?: string | undefined;
  /** The id of the search. Default: made as Splunk makes it. */
  readonly sid?: string | undefined;
  /** The most rows that are handed over. Default: `maxresults` of the action. */
  readonly maxResults?: number | undefined;
  readonly emptyParams?: "include" | "omit" | undefined;
  readonly unresolved?: Unresolved | undefined;
  readonly numericSid?: boolean | undefined;
  /** Your answers to what nothing public tells of Splunk. */
  readonly assume?: Partial<Assumptions> | undefined;
  /** Working folder of the script: bin/ of its app (default), or the root of the file system. */
  readonly cwd?: "bin" | "root" | undefined;
  /** More environment variables for the script. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** The same, with values that are masked whatever the names of the variables. */
  readonly secretEnv?: Readonly<Record<string, string>> | undefined;
  /** Bytes kept of stdout, and as many of stderr. Default: 8 MiB. */
  readonly captureBytes?: number | undefined;
  /** Run the script once more before the run that counts, as Splunk Web's preview of an ad hoc search does. */
  readonly preview?: boolean | undefined;
  /** Run the action although Splunk would not start it: the search is disabled, or its condition does not hold. */
  readonly force?: boolean | undefined;
  /** Prepare everything, and start nothing. */
  readonly dryRun?: boolean | undefined;
  /** Keep SPLUNK_HOME after the run. */
  readonly keep?: boolean | undefined;
  /** Show the session key and secrets in the transcript. By default they are masked. */
  readonly showSecrets?: boolean | undefined;
  /** What stands between the script and the machine. Default: `auto`, which is namespaces where they can be had. */
  readonly fence?: FenceWish | undefined;
  /** What the script may reach, beside what ar-sim offers. Default: `deny`. Without a fence, it reaches all. */
  readonly network?: NetworkWish | undefined;
  /** Answers to what the script calls of others, in this order. The first that matches and has uses left answers. */
  readonly http?: GivenStubs | undefined;
  /** Path of the cassette that `network` records or replays. Default: `<action>.cassette.yaml` in the working folder. */
  readonly cassette?: string | undefined;
  /** Below a fence, let the script write to its SPLUNK_HOME only. Default: yes. */
  readonly isolate?: boolean | undefined;
  /** More folders that the script may write to. */
  readonly writable?: readonly string[] | undefined;
  /** A tool that watches the script from inside, such as coverage.py. */
  readonly tooling?: Tooling | undefined;
  /**
   * `fork`: fork the script from a Python that waits for it, where that is possible. Default: `start`. Only
   * `runScenarios` ends such a Python.
   */
  readonly processes?: "start" | "fork" | undefined;
  /** Told how each script got its process, where forks are wished. */
  readonly onStart?: ((how: StartedHow) => void) | undefined;
  /** Kills the script and ends the run. */
  readonly signal?: AbortSignal | undefined;
}
