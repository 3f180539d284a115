/** What a stand-in is started with, and what it becomes with the defaults filled in. */
import type { Addon } from "../../addon/addon.ts";
import type { Row } from "../../invocation/invocation.ts";
import { SPLUNK_BUILD } from "../../invocation/search/server-info.ts";
import type { HandlerScript, RunRestScript } from "../handlers/rest-script-call.ts";
import type { RestRecord } from "../model/rest-record.ts";
import { Runs } from "../store/runs.ts";

export interface SplunkdOptions {
  readonly addon?: Addon | undefined;
  /** 0, the default: a free one. */
  readonly port?: number | undefined;
  readonly host?: string | undefined;
  /** Port of the HTTP Event Collector: 0 a free one, false none. */
  readonly hecPort?: number | false | undefined;
  /** Port of the page behind results_link, where nothing else listens: 0 a free one, false (default) none. */
  readonly webPort?: number | false | undefined;
  readonly fixtures?: Fixtures | undefined;
  /** The user whose session key the alert gets. */
  readonly user?: string | undefined;
  readonly sessionKey?: string | undefined;
  /** The saved search that is said to have triggered, where no app has it. */
  readonly savedSearch?:
    | { readonly name: string; readonly app: string; readonly search: string }
    | undefined;
  /** File that keeps the state between starts. */
  readonly persist?: string | undefined;
  /** Version told by server/info. */
  readonly version?: string | undefined;
  readonly serverName?: string | undefined;
  /** Folder for the certificate. */
  readonly cacheFolder?: string | undefined;
  /** SPLUNK_HOME told by server/settings; default: that of the add-on's handlers, once there is one. */
  readonly splunkHome?: string | undefined;
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
  readonly maxBodyBytes?: number | undefined;
  /** Runs a REST handler of an app, where there is a Python for it. */
  readonly runRestScript?: RunRestScript | undefined;
  /** Told of each handler that failed, with its traceback and what it may come of. */
  readonly onHandlerError?:
    | ((
        script: Pick<HandlerScript, "name" | "app">,
        traceback: string,
        hint: string | undefined,
      ) => void)
    | undefined;
  /** Unpacks an app package, from a path or a URL, under its own name or another. Throws a HarnessError. */
  readonly unpackApp?:
    | ((source: string, appName: string | undefined) => Promise<Addon>)
    | undefined;
  /** Packs the folder of an app; the path of the package. */
  readonly packApp?: ((root: string, appName: string) => Promise<string>) | undefined;
  /** Starts the action of a `sendalert` in a search; undefined where no search can start one. */
  readonly startAction?: StartAction | undefined;
  /** Told of each write to a .conf. */
  readonly onConfWrite?: ((write: ConfWrite) => void) | undefined;
  /** Keeps the bodies of requests and answers too, the first 64 Ki characters of each. */
  readonly recordBodies?: boolean | undefined;
  /** Told of each request once it is answered. */
  readonly onRequest?: ((record: RestRecord) => void) | undefined;
}

/** One `sendalert` of a search, or one action of an alert. */
export interface ActionStart {
  readonly action: string;
  readonly params: ReadonlyMap<string, string>;
  readonly rows: readonly Row[];
  readonly sid: string;
  /** Epoch seconds. */
  readonly now: number;
  readonly search: string;
  readonly owner: string;
  readonly app: string;
  /** The saved search whose alert it is, where it is not a `sendalert`. */
  readonly savedSearch?: { readonly name: string; readonly isPerResult: boolean };
}

/** Gives what ended the search, in Splunk's words, where the action failed. */
export type StartAction = (start: ActionStart) => Promise<string | undefined>;

/** A write to a .conf of an app. */
export interface ConfWrite {
  readonly conf: string;
  readonly app: string;
  readonly owner: string;
  readonly stanza: string;
  /** undefined: the stanza was removed. */
  readonly settings: Readonly<Record<string, string>> | undefined;
}

export interface Fixtures {
  readonly credentials?: readonly Credential[] | undefined;
  readonly users?: readonly UserFixture[] | undefined;
  readonly roles?: readonly RoleFixture[] | undefined;
  readonly apps?: readonly string[] | undefined;
  readonly conf?:
    | Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>
    | undefined;
  /** Rows by app/collection. */
  readonly collections?:
    | Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
    | undefined;
  /** Accounts of a UCC add-on: tab → name → fields, secrets in clear. */
  readonly accounts?:
    | Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>
    | undefined;
  /** Settings of a UCC add-on: tab → fields. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  readonly messages?:
    | readonly {
        readonly name: string;
        readonly value: string;
        readonly severity?: string | undefined;
      }[]
    | undefined;
  readonly hecTokens?:
    | readonly {
        readonly name: string;
        readonly token: string;
        readonly index?: string | undefined;
        readonly sourcetype?: string | undefined;
        readonly useAck?: boolean | undefined;
      }[]
    | undefined;
  readonly indexes?: readonly string[] | undefined;
}

export interface Credential {
  readonly realm?: string | undefined;
  readonly username: string;
  readonly password: string;
  readonly app?: string | undefined;
  readonly owner?: string | undefined;
}

export interface UserFixture {
  readonly name: string;
  readonly password?: string | undefined;
  readonly roles: readonly string[];
  readonly email?: string | undefined;
  readonly realname?: string | undefined;
}

export interface RoleFixture {
  readonly name: string;
  readonly capabilities: readonly string[];
  readonly importedRoles?: readonly string[] | undefined;
}

/** The search job that is said to have triggered the alert. */
export interface AlertJob {
  readonly sid: string;
  readonly app: string;
  readonly owner: string;
  readonly searchName: string;
  readonly search: string;
  /** Epoch seconds. */
  readonly earliest: number | undefined;
  readonly latest: number | undefined;
  readonly now: number;
  readonly fields: readonly string[];
  /** Files of its rows, one behind the other. */
  readonly resultsFiles: readonly ResultsBlob[];
  readonly resultCount: number;
}

/** A file on disk, or what was in it where it goes before the job does. */
export type ResultsBlob = string | Buffer;

export interface Settings extends SplunkdOptions {
  readonly host: string;
  readonly fixtures: Fixtures;
  readonly user: string;
  readonly version: string;
  readonly build: string;
  readonly serverName: string;
  readonly splunkHome: string;
  /** Told whatever the handlers have. */
  readonly isHomeGiven: boolean;
  readonly now: () => number;
  readonly maxBodyBytes: number;
  readonly runs: Runs;
}

/** Largest body taken. Splunk's own limit is 2 GB; here memory is bounded. */
const MAX_BODY = 128 * 1024 * 1024;

export function fillSettings(options: SplunkdOptions): Settings {
  return {
    ...options,
    host: options.host ?? "127.0.0.1",
    fixtures: options.fixtures ?? {},
    user: options.user ?? "admin",
    version: options.version ?? "10.0.2",
    build: SPLUNK_BUILD,
    serverName: options.serverName ?? "ar-sim",
    splunkHome: options.splunkHome ?? "/opt/splunk",
    isHomeGiven: options.splunkHome !== undefined,
    now: options.now ?? Date.now,
    maxBodyBytes: options.maxBodyBytes ?? MAX_BODY,
    runs: new Runs(),
  };
}
