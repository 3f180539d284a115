/** What a run needs of its stand-in. Here for a stand-in in this process, which may be there after the run. */
import type { WrittenEvent } from "../../events/event.ts";
import { admitRun, type Visit } from "./admit-run.ts";
import type { RunRestScript } from "../model/handler-script.ts";
import type { Secrets } from "../store/secrets.ts";
import type { Users } from "../instance/users.ts";
import type { Sessions } from "../store/logins/sessions.ts";
import type { AppPlace } from "../instance/apps/install-app.ts";
import type { Settings } from "../instance/settings.ts";
import type { AlertJob, ConfWrite, SearchCommands } from "../model/run-records.ts";
import { DEFAULT_PASSWORD, type Fixtures } from "../model/fixtures.ts";
import type { RestRecord } from "../model/rest-record.ts";

export interface RunHost {
  readonly isClosed: boolean;
  readonly fixtures: Fixtures;
  /** The number in the sid of the next search. */
  nextNumber(): number;
  admit(visit: Visit): Promise<AdmittedRun>;
}

export interface AdmittedRun {
  readonly sessionKey: string;
  /** Stanzas that are not in the files of an app. */
  conf(): Promise<readonly ConfWrite[]>;
  /** Whether the user of the run has this capability. */
  can(capability: string): Promise<boolean>;
  attach(parts: RunParts): Promise<void>;
  /** What the run did so far. */
  seen(): Promise<Seen>;
  /** What must not show in a transcript. */
  secrets(): Promise<unknown>;
  leave(): Promise<void>;
}

export interface RunParts {
  readonly job: AlertJob;
  readonly splunkHome: string;
  readonly writeConf: (write: ConfWrite) => void;
  readonly runRestScript: RunRestScript | undefined;
  readonly searchCommands: SearchCommands;
  /** The port in results_link. 0 if there is none. */
  readonly webPort: number;
}

export interface Seen {
  readonly requests: readonly RestRecord[];
  readonly events: readonly WrittenEvent[];
}

/** What a run touches of a stand-in that somebody asked already. */
export interface HostParts extends AppPlace {
  readonly settings: Settings;
  readonly sessions: Sessions;
  readonly secrets: Secrets;
  readonly users: Users;
}

export interface LocalParts {
  readonly settings: Settings;
  /** The key of the user that the stand-in was started for. */
  readonly sessionKey: string;
  readonly requests: readonly RestRecord[];
  isOpen(): boolean;
  isClosed(): boolean;
  open(): Promise<HostParts>;
  /** Serves the page behind results_link from now on, if the port is free and nothing serves it yet. */
  openPages(port: number): Promise<void>;
}

export function localHost(parts: LocalParts): RunHost {
  const { settings, sessionKey, open } = parts;
  const { runs, fixtures } = settings;
  return {
    fixtures,
    get isClosed() {
      return parts.isClosed();
    },
    nextNumber: () => runs.nextNumber(),
    async admit(visit) {
      const run = await admitRun({ settings, sessionKey, isOpen: parts.isOpen(), open }, visit);
      return {
        sessionKey: run.sessionKey,
        conf: () => confOf(parts, visit),
        can: async (capability) =>
          (await open()).users.find(visit.owner)?.capabilities.has(capability) === true,
        async attach({ job, splunkHome, writeConf, runRestScript, searchCommands, webPort }) {
          run.splunkHome = splunkHome;
          run.writeConf = writeConf;
          run.searchCommands = searchCommands;
          if (runRestScript !== undefined) run.runRestScript = runRestScript;
          runs.addJob(job);
          if (webPort > 0) await parts.openPages(webPort);
        },
        seen: async () => run,
        secrets: () => secretsOf(parts),
        leave: async () => runs.leave(run),
      };
    },
  };
}

/** Without requests, and without a state from an earlier start, nothing was written. */
async function confOf(
  { settings: { fixtures, persist }, requests, open }: LocalParts,
  { addon }: Visit,
): Promise<readonly ConfWrite[]> {
  const { conf, accounts, settings } = fixtures;
  const isUntouched = requests.length === 0 && persist === undefined;
  if (isUntouched && [conf, accounts, settings].every((part) => part === undefined)) return [];
  const { confOnDisk, fixturesOnDisk } = await import("./conf-on-disk.ts");
  return isUntouched ? fixturesOnDisk(addon, fixtures) : confOnDisk(await open());
}

/** The secrets of fixtures, and the credentials that were stored since. */
async function secretsOf(parts: LocalParts): Promise<unknown> {
  const { fixtures, persist, password } = parts.settings;
  const isPublic = password === DEFAULT_PASSWORD;
  const given = { fixtures, token: parts.sessionKey, password: isPublic ? undefined : password };
  if (parts.requests.length === 0 && persist === undefined) return given;
  return { ...given, passwords: storedPasswords(await parts.open()) };
}

export function storedPasswords({
  store,
  sessions,
  secrets,
}: Pick<HostParts, "store" | "sessions" | "secrets">): { readonly password: string }[] {
  const stored = [...store.bucket("passwords").all()].map(({ content }) =>
    String(content["clear_password"] ?? ""),
  );
  const given = [...sessions.issued, ...secrets];
  return [...stored, ...given].map((password) => ({ password }));
}
