/** The runs that one stand-in serves, one after the other or side by side: whose request, event and job is whose. */
import type { IncomingHttpHeaders } from "node:http";
import type { Addon } from "../../addon/addon.ts";
import type { WrittenEvent } from "../../events/event.ts";
import type { RunRestScript } from "../model/handler-script.ts";
import type { AlertJob, ConfWrite, SearchCommands } from "../model/run-records.ts";
import type { RestRecord } from "../model/rest-record.ts";

export interface ServedRun {
  readonly sessionKey: string;
  readonly owner: string;
  readonly requests: RestRecord[];
  readonly events: WrittenEvent[];
  /** Its SPLUNK_HOME. */
  splunkHome?: string;
  /** Once it has a sandbox. */
  writeConf?: (write: ConfWrite) => void;
  /** Where it has a Python. */
  runRestScript?: RunRestScript;
  /** Search commands for the searches that its script makes. */
  searchCommands?: SearchCommands;
}

export type Credentials = Pick<IncomingHttpHeaders, "authorization" | "cookie">;

export class Runs {
  /** The add-on that came with a run, where the stand-in was started without one. */
  addon: Addon | undefined;
  readonly #open = new Set<ServedRun>();
  readonly #owners = new Map<string, string>();
  readonly #jobs: AlertJob[] = [];
  #number = 0;

  enter(run: ServedRun): void {
    this.#open.add(run);
    this.#owners.set(run.sessionKey, run.owner);
  }

  leave(run: ServedRun): void {
    this.#open.delete(run);
  }

  /**
   * Whom a request with these headers concerns: the run whose session key it bears. What comes with a password, a token
   * or a key of its own could be of any of them.
   */
  of(headers: Credentials): readonly ServedRun[] {
    const open = [...this.#open];
    if (open.length < 2) return open;
    const given = `${headers.authorization ?? ""} ${headers.cookie ?? ""}`;
    const named = open.filter(({ sessionKey }) => given.includes(sessionKey));
    return named.length > 0 ? named : open;
  }

  hasKey(sessionKey: string): boolean {
    return [...this.#open].some((run) => run.sessionKey === sessionKey);
  }

  /** Whose session key this is; it stays good when the run is over. */
  userOf(sessionKey: string): string | undefined {
    return this.#owners.get(sessionKey);
  }

  /** Each SPLUNK_HOME of a run that goes on. */
  homes(): readonly string[] {
    return [...this.#open].flatMap(({ splunkHome }) => splunkHome ?? []);
  }

  owners(): ReadonlySet<string> {
    return new Set(this.#owners.values());
  }

  writeConf(write: ConfWrite): void {
    for (const run of this.#open) run.writeConf?.(write);
  }

  /** Ground: a sid is the second it starts in, and a counter that all searches share. */
  nextNumber(): number {
    this.#number += 1;
    return this.#number;
  }

  addJob(job: AlertJob): void {
    this.#jobs.push(job);
  }

  /** Those that came since it was last asked. */
  takeJobs(): readonly AlertJob[] {
    return this.#jobs.splice(0);
  }
}
