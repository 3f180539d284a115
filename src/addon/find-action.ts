/** The action that is meant: the one named, or the only one there is. */
import { HarnessError } from "../errors.ts";
import type { Addon, AlertAction } from "./addon.ts";
import { shownName } from "./tree.ts";
import { buildFirst } from "./ucc-source.ts";
import { nearest } from "../text/nearest.ts";

export function findAction(addon: Addon, name?: string): AlertAction {
  const { actions } = addon;
  const found =
    name === undefined ? onlyOwn(addon) : actions.find((action) => action.name === name);
  if (found !== undefined) return found;
  const source = buildFirst(addon);
  if (source !== undefined) throw source;
  const list = actions.map((action) => action.name).join(", ");
  const where = { file: `${addon.tree.shownRoot}default/alert_actions.conf` };
  if (actions.length === 0) {
    const broken = addon.problems.find((problem) =>
      problem.where?.file.endsWith("alert_actions.conf"),
    );
    if (broken !== undefined) {
      throw new HarnessError(broken.code, `${addon.appId} has no alert action: ${broken.message}`, {
        ...(broken.hint === undefined ? {} : { hint: broken.hint }),
        ...(broken.where === undefined ? {} : { where: broken.where }),
      });
    }
    const template = templateOf(addon);
    if (template !== undefined) throw renderFirst(addon, template);
    throw new HarnessError("ADDON_UNKNOWN_ACTION", `${addon.appId} has no alert action`, {
      hint: "Name the folder of an add-on whose alert_actions.conf has a stanza, with --app DIR.",
      where,
    });
  }
  if (name === undefined) {
    throw new HarnessError(
      "ADDON_WHICH_ACTION",
      `${addon.appId} has ${actions.length} alert actions: ${list}`,
      {
        hint: `Name one of them: \`ar-sim run ${actions[0]?.name}\`.`,
        where,
      },
    );
  }
  const meant = nearest(
    name,
    actions.map((action) => action.name),
  );
  throw new HarnessError(
    "ADDON_UNKNOWN_ACTION",
    `${addon.appId} has no alert action \`${name}\`; it has ${list}`,
    {
      hint: meant === undefined ? "Name one of these." : `Did you mean \`${meant}\`?`,
      where,
    },
  );
}

/** `alert_actions.slap.conf`, `alert_actions.conf.j2` and the like: what a build makes the conf of. */
function templateOf(addon: Addon): string | undefined {
  const found = addon.tree
    .list("default")
    .find((entry) => /^alert_actions\..+/.test(entry.name) && entry.name !== "alert_actions.conf");
  return found === undefined ? undefined : `default/${found.name}`;
}

function renderFirst(addon: Addon, template: string): HarnessError {
  return new HarnessError(
    "ADDON_BUILD_FIRST",
    `${shownName(addon.tree)} is the source of an add-on: a build makes alert_actions.conf of ${template}`,
    {
      hint: "Build it first, as its repository says, or render the template to default/alert_actions.conf by hand.",
      where: { file: `${addon.tree.shownRoot}${template}` },
    },
  );
}

function onlyOwn(addon: Addon): AlertAction | undefined {
  const own = addon.actions.filter((action) => action.app === addon.appId);
  return own.length === 1 ? own[0] : undefined;
}
