/** What an action's form says of its parameters. Ground: custom alert action UI, default/data/ui/alerts/<action>.html. */
import type { Addon } from "../addon.ts";
import type { FormField } from "./form-field.ts";
import { globalConfigFields } from "./global-config-fields.ts";

const OPTION = /<(?:option|splunk-option|input)\b[^>]*>/gi;
const CONTROL = /<(?:input|textarea|select|splunk-[a-z-]+)\b[^>]*>/gi;
const LABEL = /<label\b[^>]*>[\s\S]*?<\/label>/gi;
/** Ground: the pages that UCC and the Add-on Builder make mark the label of a field that is needed. */
const STAR = /<span\b[^>]*\bclass\s*=\s*["']?[^"'>]*\brequired\b/i;

/**
 * By the name of the parameter. They come from the page in the add-on, and from globalConfig.json, of which UCC makes
 * the page.
 */
export function readForm(addon: Addon, action: string): ReadonlyMap<string, FormField> {
  const page = fromPage(addon, action);
  const config = globalConfigFields(addon.globalConfig, action);
  if (page.size === 0) return config;
  return new Map([...page].map(([name, field]) => [name, together(field, config.get(name))]));
}

function together(field: FormField, other: FormField | undefined): FormField {
  if (other === undefined) return field;
  return {
    isRequired: field.isRequired || other.isRequired,
    values: [...new Set([...other.values, ...field.values])],
    initial: field.initial ?? other.initial,
    pattern: field.pattern ?? other.pattern,
    choicesFrom: other.choicesFrom ?? field.choicesFrom,
  };
}

function fromPage(addon: Addon, action: string): Map<string, FormField> {
  const file = addon.tree.read(`default/data/ui/alerts/${action}.html`);
  const html = (file?.toString("utf8") ?? "").replace(/<!--[\s\S]*?-->/g, "");
  const starred = starredIds(html);
  const fields = new Map<string, FormField>();
  const prefix = `action.${action}.param.`;
  for (const match of html.matchAll(CONTROL)) {
    const tag = match[0];
    const name = attribute(tag, "name") ?? "";
    if (!name.startsWith(prefix)) continue;
    const param = name.slice(prefix.length);
    const known = fields.get(param);
    const control = readControl(tag, html.slice(match.index + tag.length));
    const id = attribute(tag, "id");
    fields.set(param, {
      ...control,
      // Radio buttons have one name together.
      isRequired: control.isRequired || known?.isRequired === true || starred.has(id),
      values: [...(known?.values ?? []), ...control.values],
      initial: known?.initial ?? control.initial,
    });
  }
  return fields;
}

/** The ids of the fields whose labels have the mark. */
function starredIds(html: string): ReadonlySet<string | undefined> {
  const labels = [...html.matchAll(LABEL)].map(([label]) => label);
  const ids = labels.filter((label) => STAR.test(label)).map((label) => attribute(label, "for"));
  return new Set(ids.filter((id) => id !== undefined));
}

/** `after`: the page from the opening tag on. */
function readControl(tag: string, after: string): FormField {
  const isRequired = /\srequired(?:[\s=/>]|$)/i.test(tag);
  const pattern = attribute(tag, "pattern");
  const choicesFrom = attribute(tag, "search");
  const control = { isRequired, pattern: pattern === undefined ? undefined : `^(?:${pattern})$` };
  const inside = after.split(/<\/(?:select|textarea|splunk-[a-z-]+)>/i)[0] ?? "";
  if (/^<(?:select|splunk-select|splunk-radio)/i.test(tag))
    return { ...control, choicesFrom, ...choices(inside, attribute(tag, "value")) };
  const type = attribute(tag, "type")?.toLowerCase() ?? "";
  const value = /^<textarea/i.test(tag) ? decoded(inside.trim()) : attribute(tag, "value");
  const isSent = !["radio", "checkbox"].includes(type) || /\schecked(?:[\s=/>]|$)/i.test(tag);
  const isText = value !== undefined && value !== "";
  const placeholder = attribute(tag, "placeholder");
  return {
    ...control,
    choicesFrom,
    values: [value, placeholder].flatMap((text) =>
      text === undefined || text === "" ? [] : [text],
    ),
    initial: isSent && isText ? value : undefined,
  };
}

/** A browser chooses the first option where none is marked. */
function choices(inside: string, given: string | undefined): Pick<FormField, "values" | "initial"> {
  const options = [...inside.matchAll(OPTION)].map(([option]) => ({
    value: attribute(option, "value") ?? "",
    isChosen: /\s(?:selected|checked)(?:[\s=/>]|$)/i.test(option),
  }));
  const chosen = given ?? (options.find(({ isChosen }) => isChosen) ?? options[0])?.value;
  const values = options.map(({ value }) => value).filter((value) => value !== "");
  return { values, initial: chosen === "" ? undefined : chosen };
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(String.raw`\s${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`, "i").exec(tag);
  const text = match?.[1] ?? match?.[2];
  return text === undefined ? undefined : decoded(text);
}

function decoded(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
