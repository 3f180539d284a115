/** An add-on with nothing in it, for a stand-in that was started without one. */
import type { Addon } from "../../../addon/addon.ts";
import { loadAddonFromTree } from "../../../addon/load-addon.ts";
import { literalTree } from "../../../addon/tree.ts";

let made: Addon | undefined;

export function emptyAddon(): Addon {
  made ??= loadAddonFromTree(literalTree({ "default/app.conf": "[package]\nid = search\n" }));
  return made;
}
