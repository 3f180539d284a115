/** Add-ons with odd .conf files, forms and programs: read, checked, their events matched. */
import { loadAddonFromTree } from "../../../src/addon/load-addon.ts";
import { literalTree } from "../../../src/addon/tree.ts";
import { checkAddon } from "../../../src/checks/check-addon.ts";
import { createEventtypeMatcher } from "../../../src/search/eventtypes/eventtype-matcher.ts";
import { mutated } from "../mutate.ts";
import type { Input, Target } from "../target.ts";
import { FILES } from "./addon-tree.ts";

export const confs: Target = {
  make(chance) {
    const entries = Object.entries(FILES).map(([name, text]) => [
      name,
      chance.isIn(30) ? mutated(text, chance) : text,
    ]);
    return Object.fromEntries(entries) as Readonly<Record<string, string>>;
  },
  async take(input) {
    const addon = loadAddonFromTree(literalTree(filesOf(input)));
    checkAddon(addon);
    const matcher = createEventtypeMatcher(addon);
    const event = { raw: "a=1 b=2", fields: { a: "1", b: "2", sourcetype: "x:y", host: "h x" } };
    matcher.match(event);
    for (const { name } of addon.eventtypes) matcher.explain(name, event);
    matcher.nearest("modaction_result", event);
    return undefined;
  },
};

function filesOf(input: Input): Readonly<Record<string, string | Buffer>> {
  if (typeof input === "string" || Buffer.isBuffer(input)) throw new Error("no files");
  return input;
}
