/** Lets a run in to a stand-in that serves it: its add-on, its user, its session key. */
import type { Addon } from "../addon/addon.ts";
import { HarnessError } from "../errors.ts";
import type { Instance } from "./instance.ts";
import type { ServedRun } from "./runs.ts";
import type { Settings } from "./settings.ts";

export interface Visit {
  readonly addon: Addon;
  readonly owner: string;
  /** For a run whose user has no other here. */
  readonly sessionKey: string;
}

export interface Host {
  readonly settings: Settings;
  /** The key of the one it was started for. */
  readonly sessionKey: string;
  /** What is behind it, where somebody asked already. */
  readonly instance: Instance | undefined;
}

export async function admitRun(
  { settings, sessionKey, instance }: Host,
  visit: Visit,
): Promise<ServedRun> {
  const { runs } = settings;
  const { owner } = visit;
  admitAddon(settings, visit.addon, instance !== undefined);
  // One key could not tell two runs apart that go on at the same time.
  const isOwn = owner === settings.user && !runs.hasKey(sessionKey);
  const run: ServedRun = {
    sessionKey: isOwn ? sessionKey : visit.sessionKey,
    owner,
    requests: [],
    events: [],
  };
  runs.enter(run);
  if (instance !== undefined) await admitUser(instance, owner);
  return run;
}

/** It is put up where nobody has looked yet what there is; two loads of one add-on are the same. */
function admitAddon({ addon: given, runs }: Settings, addon: Addon, isOpen: boolean): void {
  const known = given ?? runs.addon;
  if (known !== undefined) {
    if ([known, ...known.also].some(({ appId }) => appId === addon.appId)) return;
    throw misfit(
      `this stand-in was started for ${known.appId}, and the run is of ${addon.appId}`,
      "Start one for each, or load them beside each other: loadAddon(folder, { also: [other] }).",
    );
  }
  if (isOpen) {
    throw misfit(
      `this stand-in was asked before it knew ${addon.appId}`,
      "Give it the add-on from the start: startSplunkd({ addon }).",
    );
  }
  runs.addon = addon;
}

async function admitUser(instance: Instance, owner: string): Promise<void> {
  const users = instance.entities("users");
  const name = owner.toLowerCase();
  if (users.named(name).length > 0) return;
  const { seeds } = await import("./seeds.ts");
  for (const user of seeds("users", instance)) if (user.name === name) users.add(user);
  instance.store.onChange();
}

export function misfit(message: string, hint: string): HarnessError {
  return new HarnessError("SPLUNKD_MISFIT", message, { hint });
}
