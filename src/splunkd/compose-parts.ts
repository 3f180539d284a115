/** Makes the parts of the stand-in. What two of them need of each other is tied here and nowhere else. */
import { AccessLog } from "./call/record/access-log.ts";
import { ModularInputs } from "./handlers/modular-inputs.ts";
import type { Address } from "./instance/address.ts";
import { Apps } from "./instance/apps/apps.ts";
import { OfAddon } from "./instance/apps/of-addon.ts";
import { Home } from "./instance/home.ts";
import { restartOf } from "./instance/restart.ts";
import { ServerInfo } from "./instance/server-info.ts";
import type { Settings } from "./instance/settings.ts";
import { Users } from "./instance/users.ts";
import type { Parts } from "./parts.ts";
import { FiredAlerts } from "./search/fired-alerts.ts";
import { Jobs } from "./search/jobs/jobs.ts";
import { OwnLog } from "./search/world/own-log.ts";
import { Scheduler } from "./search/saved/scheduler.ts";
import type { AskInside } from "./search/world/search-sources.ts";
import type { EventInbox } from "./store/event-inbox.ts";
import { Faults } from "./store/faults.ts";
import { IndexCounts } from "./store/index-counts.ts";
import { Secrets } from "./store/secrets.ts";
import { seeds } from "./store/seeds/seeds.ts";
import { Sessions } from "./store/logins/sessions.ts";
import type { SavedState } from "./store/state/saved-state.ts";
import { Store } from "./store/store.ts";
import { Tokens } from "./store/logins/tokens.ts";

export interface PartsGround {
  readonly settings: Settings;
  readonly inbox: EventInbox;
  readonly address: Address;
  /** What an earlier start left. */
  readonly saved: SavedState | undefined;
  readonly ask: AskInside;
}

export function composeParts({ settings, inbox, address, saved, ask }: PartsGround): Parts {
  const { now, runs } = settings;
  const startedAt = now();
  // What an app brings is in the store, and which apps there are is an entity of it: each asks the other when it is needed.
  const store: Store = new Store((kind) => seeds(kind, groundOf(apps)), now, saved);
  const apps = new Apps(settings.addon, store);
  const groundOf = ({ addon }: Apps): Parameters<typeof seeds>[1] => ({
    first: settings.addon,
    addon,
    fixtures: settings.fixtures,
    savedSearch: settings.savedSearch,
    serverName: settings.serverName,
    port: address.port,
    hecPort: address.hecUri === undefined ? undefined : Number(new URL(address.hecUri).port),
    startedAt,
    user: settings.user,
    password: settings.password,
    owners: runs.owners(),
    profile: settings.profile,
  });
  const faults = new Faults();
  const accessLog = new AccessLog(now);
  const ownLog = new OwnLog(settings, startedAt, accessLog);
  // A search on schedule reads from all the others.
  const scheduler = new Scheduler({
    store,
    now,
    faults,
    run: async (entity, asker) =>
      (await import("./search/saved/run-saved.ts")).runSaved(entity, asker, undefined, parts),
  });
  const parts: Parts = {
    settings,
    address,
    store,
    apps,
    users: new Users(store, settings),
    sessions: new Sessions(settings),
    tokens: new Tokens(now, store),
    home: new Home(settings),
    restart: restartOf(store, faults, now),
    serverInfo: new ServerInfo(settings, startedAt),
    inbox,
    ownLog,
    indexCounts: new IndexCounts(inbox, () => ownLog.count),
    matcher: new OfAddon(),
    jobs: new Jobs(runs, now),
    fired: new FiredAlerts(),
    scheduler,
    writtenLookups: new Map(),
    modularInputs: new ModularInputs(apps, settings.runRestScript),
    accessLog,
    secrets: new Secrets(),
    faults,
    openRuns: new Map(),
    ask,
    startedAt,
    now,
  };
  return parts;
}
