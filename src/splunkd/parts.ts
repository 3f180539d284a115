/**
 * What the stand-in is made of: each part owns one thing, and core.ts makes them all. Who needs some of them takes those by
 * name.
 */
import type { AccessLog } from "./call/record/access-log.ts";
import type { ModularInputs } from "./handlers/modular-inputs.ts";
import type { Home } from "./instance/home.ts";
import type { Restart } from "./instance/restart.ts";
import type { ServerInfo } from "./instance/server-info.ts";
import type { Users } from "./instance/users.ts";
import type { FiredAlerts } from "./search/fired-alerts.ts";
import type { SavedSources } from "./search/saved/run-saved.ts";
import type { Scheduler } from "./search/saved/scheduler.ts";
import type { Faults } from "./store/faults.ts";
import type { IndexCounts } from "./store/index-counts.ts";
import type { Secrets } from "./store/secrets.ts";
import type { Tokens } from "./store/logins/tokens.ts";
import type { OpenRuns } from "./visits/open-runs.ts";

/** Settings, address, apps, store, sessions, events and jobs are what searches read from too. */
export interface Parts extends SavedSources {
  readonly users: Users;
  readonly tokens: Tokens;
  readonly home: Home;
  readonly restart: Restart;
  readonly serverInfo: ServerInfo;
  readonly indexCounts: IndexCounts;
  readonly secrets: Secrets;
  readonly faults: Faults;
  readonly fired: FiredAlerts;
  readonly scheduler: Scheduler;
  readonly modularInputs: ModularInputs;
  readonly accessLog: AccessLog;
  /** Runs of other processes. */
  readonly openRuns: OpenRuns;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  now(): number;
}
