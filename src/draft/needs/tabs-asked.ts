/**
 * Accounts and settings of a UCC or Add-on Builder add-on that its action asks for. Ground: solnlib's ConfManager, the
 * calls of splunktaucclib's and the Add-on Builder's helper, and the endpoints that globalConfig.json declares.
 */
import type { Addon } from "../../addon/addon.ts";
import type { FormField } from "../../addon/read/form-field.ts";
import { tabFields } from "../../addon/read/global-config-fields.ts";
import type { PythonAsk } from "../../checks/reading/python/python-reading.ts";
import {
  type UccEndpoint,
  type UccField,
  uccEndpoints,
} from "../../splunkd/model/ucc/ucc-pages.ts";
import { samplePattern } from "../../search/regex/pattern/sample-pattern.ts";
import { compilePcre } from "../../search/regex/regex.ts";
import { ANY_TEXT, likelyValue } from "../values/likely-value.ts";
import { textsOf } from "./asked-words.ts";
import type { Needs } from "./needs.ts";

/** The name of the account that a draft writes. */
export const ACCOUNT = "main";

type Fields = Record<string, string>;

/** `words`: paths and names of .conf files that the action names, or asked for in a run. */
export function tabsAsked(
  addon: Addon,
  asks: readonly PythonAsk[],
  words: readonly string[],
): Pick<Needs, "settings"> {
  const endpoints = uccEndpoints(addon.globalConfig);
  const settings: Record<string, Record<string, Fields>> = {};
  for (const endpoint of endpoints) {
    if (endpoint.kind === "table" && isTableAsked(endpoint, asks, words))
      settings[tabName(endpoint)] = { [ACCOUNT]: accountFields(addon, endpoint) };
    if (endpoint.kind === "settings" && isSettingsAsked(endpoint, asks, words))
      Object.assign(settings, settingsFields(addon, endpoint));
  }
  return { settings };
}

/** The table that a form or a search gets its choices from. */
export function tableOf(addon: Addon, from: string): UccEndpoint | undefined {
  const tables = uccEndpoints(addon.globalConfig).filter(({ kind }) => kind === "table");
  return tables.find((table) => isNamed(table, [from]) || from === tabName(table));
}

function tabName({ path }: UccEndpoint): string {
  return path.slice(path.lastIndexOf("_") + 1);
}

function isNamed({ path, conf }: UccEndpoint, words: readonly string[]): boolean {
  return words.some((word) => word.includes(path) || word.toLowerCase().includes(conf));
}

const BY_ACCOUNT: ReadonlySet<string> = new Set([
  "get_user_credential",
  "get_user_credential_by_account_id",
  "get_user_credential_by_id",
  "get_account_by_name",
]);

function isTableAsked(
  endpoint: UccEndpoint,
  asks: readonly PythonAsk[],
  words: readonly string[],
): boolean {
  return (
    isNamed(endpoint, [...words, ...confsAsked(asks)]) ||
    asks.some(({ what }) => BY_ACCOUNT.has(what))
  );
}

function isSettingsAsked(
  endpoint: UccEndpoint,
  asks: readonly PythonAsk[],
  words: readonly string[],
): boolean {
  const names = new Set([...endpoint.fields.values()].flat().map(({ name }) => name));
  const asked = asks
    .filter(({ what }) => what === "get_global_setting")
    .flatMap(({ args }) => textsOf(args[0]));
  return (
    isNamed(endpoint, [...words, ...confsAsked(asks)]) || asked.some((name) => names.has(name))
  );
}

/** Ground: solnlib, ConfManager(…).get_conf(file); its realm names the file as well. */
function confsAsked(asks: readonly PythonAsk[]): string[] {
  return asks.flatMap(({ what, args, keywords }) => {
    if (what === "get_conf" || what === "get_conf_file") return textsOf(args[0]);
    return what === "ConfManager" || what === "CredentialManager" ? textsOf(keywords["realm"]) : [];
  });
}

function accountFields(addon: Addon, endpoint: UccEndpoint): Fields {
  const declared = tabFields(addon.globalConfig, tabName(endpoint));
  const fields = [...endpoint.fields.values()].flat();
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = field.name === "name" ? undefined : valueOf(field, declared.get(field.name));
      return value === undefined ? [] : [[field.name, value]];
    }),
  );
}

/** Tabs that set nothing by themselves. Logging and proxies have defaults that a run is made for. */
function settingsFields(
  addon: Addon,
  endpoint: UccEndpoint,
): Record<string, Record<string, Fields>> {
  const tabs = [...endpoint.fields].filter(([tab]) => tab !== "logging" && tab !== "proxy");
  return Object.fromEntries(
    tabs.flatMap(([tab, fields]) => {
      const declared = tabFields(addon.globalConfig, tab);
      const open = fields.filter(({ fallback }) => fallback === undefined || fallback === "");
      const values = open.flatMap((field) => {
        const value = valueOf(field, declared.get(field.name));
        return value === undefined ? [] : [[field.name, value]];
      });
      return values.length === 0 ? [] : [[tab, { [tab]: Object.fromEntries(values) }]];
    }),
  );
}

/** Switches that would send the calls elsewhere, or that only a person can decide. */
const LEFT_ALONE = /proxy|verify|ssl|tls|cert|debug|custom_?endpoint|redirect/i;

function valueOf(
  { name, fallback, isEncrypted, isRequired }: UccField,
  declared: FormField | undefined,
): string | undefined {
  if (fallback !== undefined && fallback !== "") return fallback;
  if (isEncrypted) return "a-secret-of-tests";
  const likely = likelyValue(name);
  if (!isRequired && (LEFT_ALONE.test(name) || likely === ANY_TEXT)) return undefined;
  const { values = [], pattern } = declared ?? {};
  const samples = pattern === undefined ? [] : samplePattern(pattern);
  return [...values, likely, ...samples].find((value) => fits(pattern, value)) ?? likely;
}

function fits(pattern: string | undefined, value: string): boolean {
  if (pattern === undefined) return true;
  try {
    return compilePcre(pattern).test(value);
  } catch {
    return true;
  }
}
