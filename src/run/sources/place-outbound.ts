/** Finds the line of the author's own code that each attempt to reach something comes from. */
import type { Addon } from "../../addon/addon.ts";
import { sourceOf } from "../../addon/sources/copied-app.ts";
import { vendoredIn } from "../../addon/sources/vendored-in.ts";
import type { Where } from "../../errors.ts";
import type { Place } from "../../sandbox/fence/read-told.ts";
import type { SeenOutbound } from "../../sandbox/fence/merge-outbound.ts";
import type { Sandbox } from "../../sandbox/home/sandbox.ts";
import type { Outbound } from "../../transcript.ts";

/** Lines in the SPLUNK_HOME become those of the files that they were copied from. */
export function placeOutbound(
  seen: readonly SeenOutbound[],
  addon: Addon,
  sandbox: Pick<Sandbox, "appFolder">,
): Outbound[] {
  const apps = [addon, ...addon.also].map((app) => {
    const folder = sandbox.appFolder(app.appId);
    return { root: app.root, folder, isVendored: vendoredIn(folder) };
  });
  const place = (places: readonly Place[]): Where | null => {
    const inApps = places.flatMap(({ file, line }) => {
      const source = sourceOf(file, apps);
      if (source === undefined) return [];
      return [{ where: { file: source.file, line }, isOwn: !source.app.isVendored(source.path) }];
    });
    return (inApps.find(({ isOwn }) => isOwn) ?? inApps[0])?.where ?? null;
  };
  return seen.map(({ places, ...attempt }) => ({ ...attempt, where: place(places) }));
}
