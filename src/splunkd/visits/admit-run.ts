/** Lets a run into a stand-in, with its add-on, its user and its session key. */
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
  /** Used where the stand-in has no session key of its own for the user. */
  readonly sessionKey: string;
}

export interface Host {
  readonly settings: Settings;
  /** The key of the user that the stand-in was started for. */
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
  // Two runs at the same time need two keys, to be told apart.
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

/** Installs the add-on, unless it is there already. Two loads of an add-on count as the same. */
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
