/** What an action's form says of its parameters. Ground: custom alert action UI, default/data/ui/alerts/<action>.html. */
import type { Addon } from "../../addon/addon.ts";

export interface FormField {
  readonly isRequired: boolean;
  /** Values that the form offers, the likeliest first. */
  readonly values: readonly string[];
}

const OPTION = /<(?:option|splunk-option|input)\b[^>]*>/gi;
const CONTROL = /<(?:input|textarea|select|splunk-[a-z-]+)\b[^>]*>/gi;

/**
 * By the name of the parameter. They come from the page in the add-on, or else from globalConfig.json, of which UCC
 * makes the page.
 */
export function readForm(addon: Addon, action: string): ReadonlyMap<string, FormField> {
  const fields = fromPage(addon, action);
  return fields.size > 0 ? fields : fromGlobalConfig(addon.globalConfig, action);
}

/** Ground: UCC's reference of globalConfig.json, «alerts»: entity with field, required, defaultValue, options.items. */
function fromGlobalConfig(config: unknown, action: string): ReadonlyMap<string, FormField> {
  const fields = new Map<string, FormField>();
  const alert = listIn(config, "alerts").find(
    (candidate) => memberOf(candidate, "name") === action,
  );
  for (const entity of listIn(alert, "entity")) {
    const name = memberOf(entity, "field");
    if (typeof name !== "string") continue;
    const items = listIn(memberOf(entity, "options"), "items").map((item) =>
      memberOf(item, "value"),
    );
    const values = [memberOf(entity, "defaultValue"), ...items]
      .filter((value) => ["string", "number", "boolean"].includes(typeof value) && value !== "")
      .map(String);
    fields.set(name, { isRequired: memberOf(entity, "required") === true, values });
  }
  return fields;
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const member: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
  return member;
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const member = memberOf(value, key);
  return Array.isArray(member) ? member : [];
}

function fromPage(addon: Addon, action: string): ReadonlyMap<string, FormField> {
  const file = addon.tree.read(`default/data/ui/alerts/${action}.html`);
  const html = (file?.toString("utf8") ?? "").replace(/<!--[\s\S]*?-->/g, "");
  const fields = new Map<string, FormField>();
  const prefix = `action.${action}.param.`;
  for (const match of html.matchAll(CONTROL)) {
    const tag = match[0];
    const name = attribute(tag, "name") ?? "";
    if (!name.startsWith(prefix)) continue;
    const param = name.slice(prefix.length);
    const known = fields.get(param);
    const values = offered(tag, html.slice(match.index + tag.length));
    fields.set(param, {
      // Radio buttons have one name together.
      isRequired: /\srequired(?:[\s=/>]|$)/i.test(tag) || known?.isRequired === true,
      values: [...(known?.values ?? []), ...values],
    });
  }
  return fields;
}

/** The values that a control offers; `after`: the page from its opening tag on. */
function offered(tag: string, after: string): string[] {
  const isChoice = /^<(?:select|splunk-select|splunk-radio)/i.test(tag);
  const inside = after.split(/<\/(?:select|splunk-[a-z-]+)>/i)[0] ?? "";
  const values = isChoice
    ? [...inside.matchAll(OPTION)].map((option) => attribute(option[0], "value"))
    : [attribute(tag, "value"), attribute(tag, "placeholder")];
  return values.flatMap((value) => (value === undefined || value === "" ? [] : [value]));
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(String.raw`\s${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`, "i").exec(tag);
  const text = match?.[1] ?? match?.[2];
  return text
    ?.replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
