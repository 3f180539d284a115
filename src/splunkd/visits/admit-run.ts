/** Lets a run in to a stand-in that serves it: its add-on, its user, its session key. */
import type { Addon } from "../../addon/addon.ts";
import { HarnessError } from "../../errors.ts";
import type { AppPlace } from "../instance/apps/install-app.ts";
import type { ServedRun } from "../store/runs.ts";
import type { Store } from "../store/store.ts";
import type { Settings } from "../instance/settings.ts";

export interface Visit extends Visitor {
  readonly addon: Addon;
}

export interface Visitor {
  readonly owner: string;
  /** For a run whose user has no other here. */
  readonly sessionKey: string;
}

export interface Host {
  readonly settings: Settings;
  /** The key of the one it was started for. */
  readonly sessionKey: string;
  readonly isOpen: boolean;
  open(): Promise<AppPlace>;
}

export async function admitRun(host: Host, visit: Visit): Promise<ServedRun> {
  await admitAddon(host, visit.addon);
  const parts = host.isOpen ? await host.open() : undefined;
  return enterRun({ ...host, parts }, visit);
}

export interface Entrance extends Pick<Host, "settings" | "sessionKey"> {
  /** Where somebody asked already. */
  readonly parts: AppPlace | undefined;
}

export async function enterRun(
  { settings, sessionKey, parts }: Entrance,
  { owner, sessionKey: other }: Visitor,
): Promise<ServedRun> {
  const { runs } = settings;
  // One key could not tell two runs apart that go on at the same time.
  const isOwn = owner === settings.user && !runs.hasKey(sessionKey);
  const run: ServedRun = {
    sessionKey: isOwn ? sessionKey : other,
    owner,
    requests: [],
    events: [],
  };
  runs.enter(run);
  if (parts !== undefined) admitUser(parts.store, owner);
  return run;
}

/** One that is not there yet is installed; two loads of one add-on are the same. */
async function admitAddon(host: Host, addon: Addon): Promise<void> {
  const { addon: given, runs } = host.settings;
  const known = given ?? runs.addon;
  if (known !== undefined && [known, ...known.also].some(({ appId }) => appId === addon.appId))
    return;
  if (known === undefined && !host.isOpen) {
    runs.addon = addon;
    return;
  }
  const parts = await host.open();
  if (parts.apps.installed.has(addon.appId)) return;
  const { installAddon } = await import("../instance/apps/install-app.ts");
  for (const app of [...addon.also, addon]) installAddon(parts, app);
}

function admitUser(store: Store, owner: string): void {
  const name = owner.toLowerCase();
  if (store.bucket("users").named(name).length > 0) return;
  for (const user of store.seedsOf("users")) if (user.name === name) store.post("users", user);
}

export function misfit(message: string, hint: string): HarnessError {
  return new HarnessError("SPLUNKD_MISFIT", message, { hint });
}
