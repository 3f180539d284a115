/**
 * Finds the objects of an adaptive response that other apps do not see, Enterprise Security's among them.
 * Ground: default.meta.conf.spec (`export = system` in the stanza of the object, else in that of its type, else in `[]`).
 * Not tried on a real Enterprise Security, whose input `app_imports_update` imports some apps without any export.
 */
import type { Where } from "../../errors.ts";
import type { Addon, AlertAction, Eventtype } from "../addon.ts";

export interface HiddenObject {
  readonly kind: "action" | "form" | "eventtype" | "tag";
  /** The stanza of the object, or the file of a form. */
  readonly name: string;
  /** The app that does not share it. */
  readonly app: string;
  /** The stanza of the metadata that decides, or the file where there is none. */
  readonly where: Where;
  readonly message: string;
  readonly hint: string;
}

/** Each kind: its type in metadata, the file where it is declared, and what its absence means. */
const KINDS = {
  action: {
    type: "alert_actions",
    file: "alert_actions.conf",
    effect: "Enterprise Security does not offer the response",
  },
  form: {
    type: "alerts",
    file: "data/ui/alerts",
    effect: "outside its own app the action shows no fields",
  },
  eventtype: {
    type: "eventtypes",
    file: "eventtypes.conf",
    effect: "Enterprise Security finds no result by it",
  },
  tag: {
    type: "tags",
    file: "tags.conf",
    effect: "Enterprise Security finds no result by it",
  },
} as const;

export function findHiddenAction(addon: Addon, action: AlertAction): HiddenObject | undefined {
  return hidden(addon, "action", action.name, action.app);
}

/** `file` is the form's path inside the add-on. */
export function findHiddenForm(addon: Addon, file: string): HiddenObject | undefined {
  const name = file.replace(/^.*\/|\.html$/g, "");
  return hidden(addon, "form", name, addon.appId);
}

/** The eventtype itself, or else its tag. */
export function findHiddenEventtype(
  addon: Addon,
  eventtype: Eventtype,
  tag: string,
): HiddenObject | undefined {
  const private_ = hidden(addon, "eventtype", eventtype.name, eventtype.app);
  if (private_ !== undefined) return private_;
  const given = eventtype.tags.filter(({ name }) => name === tag);
  const unseen = given.map(({ app }) => hidden(addon, "tag", `eventtype=${eventtype.name}`, app));
  return unseen.includes(undefined) ? undefined : unseen[0];
}

function hidden(
  addon: Addon,
  kind: HiddenObject["kind"],
  name: string,
  app: string,
): HiddenObject | undefined {
  const owner = [addon, ...addon.also].find(({ appId }) => appId === app);
  // What Splunk itself ships is exported.
  if (owner === undefined) return undefined;
  const { type, file, effect } = KINDS[kind];
  const { isExported, exportWhere, where } = owner.access(type, name);
  if (isExported) return undefined;
  return {
    kind,
    name,
    app,
    where: exportWhere ?? where ?? { file: `${owner.tree.shownRoot}metadata/default.meta` },
    message: `[${name}] of ${file} is not exported: ${effect}`,
    hint: `Write \`export = system\` below [${decidedBy(exportWhere, type)}] in metadata/default.meta.`,
  };
}

/** The object's own stanza, where it has one that says it, beats the one of its type. */
function decidedBy(where: Where | undefined, type: string): string {
  const { stanza = "" } = where ?? {};
  return stanza.includes("/") ? stanza : type;
}
