/** Finds the line of the author's own code that each attempt to reach something comes from. */
import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Addon } from "../../addon/addon.ts";
import { vendoredAmong } from "../../addon/vendored.ts";
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
    return { root: app.root, folder: `${folder}${sep}`, isVendored: vendoredIn(folder) };
  });
  const place = (places: readonly Place[]): Where | null => {
    const inApps = places.flatMap(({ file, line }) => {
      const app = apps.find(({ folder }) => file.startsWith(folder));
      if (app === undefined) return [];
      const path = relative(app.folder, file).split(sep).join("/");
      return [{ where: { file: join(app.root, path), line }, isOwn: !app.isVendored(path) }];
    });
    return (inApps.find(({ isOwn }) => isOwn) ?? inApps[0])?.where ?? null;
  };
  return seen.map(({ places, ...attempt }) => ({ ...attempt, where: place(places) }));
}

/** What tells of installed packages: folders such as `lib/requests-2.31.0.dist-info`. */
function vendoredIn(folder: string): (path: string) => boolean {
  return vendoredAmong(["lib", "bin", "bin/lib"].flatMap((name) => metadataIn(folder, name)));
}

function metadataIn(folder: string, name: string): string[] {
  try {
    return readdirSync(join(folder, name))
      .filter((entry) => /\.(?:dist|egg)-info$/.test(entry))
      .map((entry) => `${name}/${entry}/`);
  } catch {
    return [];
  }
}
