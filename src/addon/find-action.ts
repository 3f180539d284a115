/** Finds the action that the user means: the one that is named, or the only one. */
import { HarnessError, type Where } from "../errors.ts";
import type { Addon, AlertAction } from "./addon.ts";
import { shownName } from "./tree.ts";
import { isBuiltIn } from "./read/built-in-actions.ts";
import { buildFirst } from "./ucc-source.ts";
import { nearest } from "../text/nearest.ts";

export function findAction(addon: Addon, name?: string): AlertAction {
  const { actions } = addon;
  const chosen =
    name === undefined ? onlyOwn(addon) : actions.find((action) => action.name === name);
  if (chosen !== undefined) return chosen;
  if (name !== undefined && isBuiltIn(name)) throw notOwn(addon, name);
  throw buildFirst(addon) ?? (actions.length === 0 ? noAction(addon) : whichAction(addon, name));
}

function notOwn(addon: Addon, name: string): HarnessError {
  const stanza = addon.conf("alert_actions").stanzas.get(name);
  const where = stanza?.headers[0]?.where ?? whereActionsAre(addon);
  const message = `\`${name}\` is one of Splunk's own actions, and no action of ${addon.appId}`;
  const hint = "Name an action of the add-on, or webhook, email, logevent, risk, or notable.";
  return new HarnessError("ADDON_UNKNOWN_ACTION", message, { hint, where });
}

function noAction(addon: Addon): HarnessError {
  const disabled = addon.problems.find(({ code }) => code === "ADDON_DISABLED");
  if (disabled !== undefined) {
    const { code, message, hint, where } = disabled;
    return new HarnessError(code, message, { hint, where });
  }
  const broken = addon.problems.find(({ where }) => where?.file.endsWith("alert_actions.conf"));
  if (broken !== undefined) {
    const { code, message, hint, where } = broken;
    return new HarnessError(code, `${addon.appId} has no alert action: ${message}`, {
      hint,
      where,
    });
  }
  const template = templateOf(addon);
  if (template !== undefined) return renderFirst(addon, template);
  return new HarnessError("ADDON_UNKNOWN_ACTION", `${addon.appId} has no alert action`, {
    hint: "Name the folder of an add-on whose alert_actions.conf has a stanza, with --app DIR.",
    where: whereActionsAre(addon),
  });
}

/** `name` is undefined when the user named none and there are several. */
function whichAction(addon: Addon, name: string | undefined): HarnessError {
  const names = addon.actions.map((action) => action.name);
  const list = names.join(", ");
  const where = whereActionsAre(addon);
  if (name === undefined) {
    return new HarnessError(
      "ADDON_WHICH_ACTION",
      `${addon.appId} has ${names.length} alert actions: ${list}`,
      { hint: `Name one of them: \`ar-sim run ${names[0]}\`.`, where },
    );
  }
  const meant = nearest(name, names);
  return new HarnessError(
    "ADDON_UNKNOWN_ACTION",
    `${addon.appId} has no alert action \`${name}\`; it has ${list}`,
    { hint: meant === undefined ? "Name one of these." : `Did you mean \`${meant}\`?`, where },
  );
}

function whereActionsAre({ tree }: Addon): Where {
  return { file: `${tree.shownRoot}default/alert_actions.conf` };
}

/** `alert_actions.slap.conf`, `alert_actions.conf.j2` and the like: the source of alert_actions.conf in a build. */
function templateOf(addon: Addon): string | undefined {
  const template = addon.tree
    .list("default")
    .find((entry) => /^alert_actions\..+/.test(entry.name) && entry.name !== "alert_actions.conf");
  return template === undefined ? undefined : `default/${template.name}`;
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
  const ownActions = addon.actions.filter((action) => action.app === addon.appId);
  return ownActions.length === 1 ? ownActions[0] : undefined;
}
