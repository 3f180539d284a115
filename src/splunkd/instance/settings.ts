/** What a stand-in is started with, and what it becomes with the defaults filled in. */
import type { Addon } from "../../addon/addon.ts";
import { type SplunkProfile, splunkProfile } from "../../platforms/splunk-profile.ts";
import type { Fixtures } from "../model/fixtures.ts";
import { isLoopback, passwordFor, withAdminPassword } from "./fixtures/admin-password.ts";
import type { HandlerScript, RunRestScript } from "../model/handler-script.ts";
import type { ConfWrite, SearchCommands, StartAction } from "../model/run-records.ts";
import type { RestRecord } from "../model/rest-record.ts";
import { Runs } from "../store/runs.ts";

export interface SplunkdOptions {
  readonly addon?: Addon | undefined;
  /** 0, the default: a free one. */
  readonly port?: number | undefined;
  readonly host?: string | undefined;
  /** Port of the HTTP Event Collector: 0 a free one, `usual` 8088 or else a free one, false (default) none. */
  readonly hecPort?: number | "usual" | false | undefined;
  /** Port of the page behind results_link, where nothing else listens: 0 a free one, false (default) none. */
  readonly webPort?: number | false | undefined;
  readonly fixtures?: Fixtures | undefined;
  /**
   * Of `admin`, and of users that the fixtures give none. Default: that of the fixtures, else `Chang3d!`, or a random one
   * where `host` lets others in.
   */
  readonly password?: string | undefined;
  /** Whether apps/local and apps/appinstall make and install apps. Default: true. */
  readonly installApps?: boolean | undefined;
  /** The user whose session key the alert gets. */
  readonly user?: string | undefined;
  readonly sessionKey?: string | undefined;
  /** The saved search that is said to have triggered, where no app has it. */
  readonly savedSearch?:
    | { readonly name: string; readonly app: string; readonly search: string }
    | undefined;
  /** File that keeps the state between starts. */
  readonly persist?: string | undefined;
  /** The Splunk that it behaves like: `9.4`, `10.0` … Default: the newest whose spec files are known. */
  readonly splunkVersion?: string | undefined;
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
  /** Starts search commands of apps; undefined where no search has any. */
  readonly searchCommands?: SearchCommands | undefined;
  /** Unpacks an app package, from a path or a URL, under its own name or another. Throws a HarnessError. */
  readonly unpackApp?:
    | ((source: string, appName: string | undefined) => Promise<Addon>)
    | undefined;
  /** Told of an unpacked app that was replaced or removed. */
  readonly dropApp?: ((addon: Addon) => void) | undefined;
  /** Packs the folder of an app; the path of the package. */
  readonly packApp?: ((root: string, appName: string) => Promise<string>) | undefined;
  /** Starts the action of a `sendalert` in a search; undefined where no search can start one. */
  readonly startAction?: StartAction | undefined;
  /** Starts actions of scheduled searches too, those of the add-on's own among them. */
  readonly runsAlerts?: boolean | undefined;
  /** Told of each write to a .conf. */
  readonly onConfWrite?: ((write: ConfWrite) => void) | undefined;
  /** Keeps the bodies of requests and answers too, the first 64 Ki characters of each. */
  readonly recordBodies?: boolean | undefined;
  /** Told of each request once it is answered. */
  readonly onRequest?: ((record: RestRecord) => void) | undefined;
}

export interface Settings extends SplunkdOptions {
  readonly host: string;
  /** Not only this machine reaches it. */
  readonly isExposed: boolean;
  readonly fixtures: Fixtures;
  readonly password: string;
  readonly installApps: boolean;
  readonly user: string;
  readonly profile: SplunkProfile;
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
  const { host = "127.0.0.1", fixtures = {} } = options;
  const isExposed = !isLoopback(host);
  return {
    ...options,
    host,
    isExposed,
    fixtures: withAdminPassword(fixtures, options.password),
    password: passwordFor(options.password, isExposed),
    installApps: options.installApps ?? true,
    user: options.user ?? "admin",
    profile: splunkProfile(options.splunkVersion),
    serverName: options.serverName ?? "ar-sim",
    splunkHome: options.splunkHome ?? "/opt/splunk",
    isHomeGiven: options.splunkHome !== undefined,
    now: options.now ?? Date.now,
    maxBodyBytes: options.maxBodyBytes ?? MAX_BODY,
    runs: new Runs(),
  };
}
