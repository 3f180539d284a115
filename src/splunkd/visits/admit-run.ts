/** Lets a run in to a stand-in that serves it: its add-on, its user, its session key. */
import type { Addon } from "../../addon/addon.ts";
import { HarnessError } from "../../errors.ts";
import type { Instance } from "../instance/instance.ts";
import type { ServedRun } from "../store/runs.ts";
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
  open(): Promise<Instance>;
}

export async function admitRun(host: Host, visit: Visit): Promise<ServedRun> {
  await admitAddon(host, visit.addon);
  const instance = host.isOpen ? await host.open() : undefined;
  return enterRun({ ...host, instance }, visit);
}

export interface Entrance extends Pick<Host, "settings" | "sessionKey"> {
  /** Where somebody asked already. */
  readonly instance: Instance | undefined;
}

export async function enterRun(
  { settings, sessionKey, instance }: Entrance,
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
  if (instance !== undefined) await admitUser(instance, owner);
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
  const instance = await host.open();
  if (instance.installed.has(addon.appId)) return;
  const { installAddon } = await import("../instance/install-app.ts");
  for (const one of [...addon.also, addon]) installAddon(instance, one);
}

async function admitUser(instance: Instance, owner: string): Promise<void> {
  const users = instance.entities("users");
  const name = owner.toLowerCase();
  if (users.named(name).length > 0) return;
  const { seeds } = await import("../store/seeds/seeds.ts");
  for (const user of seeds("users", instance)) if (user.name === name) users.add(user);
  instance.store.onChange();
}

export function misfit(message: string, hint: string): HarnessError {
  return new HarnessError("SPLUNKD_MISFIT", message, { hint });
}
