/**
 * The REST endpoints that a UCC or Add-on Builder add-on brings of its own, read off its globalConfig.json.
 * Ground: what splunk-add-on-ucc-framework writes into restmap.conf and bin/*_rh_*.py of the add-ons it builds.
 */

export interface UccField {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly isRequired: boolean;
  readonly fallback: string | undefined;
}

export interface UccEndpoint {
  /** Path below the namespace: `my_addon_account`, `my_addon_settings`. */
  readonly path: string;
  /** Its stanzas: those of this file. */
  readonly conf: string;
  /** A table has any number of stanzas; settings have one a tab, whether it was saved or not. */
  readonly kind: "table" | "settings" | "input";
  /** Its page names a handler class of the add-on's own. */
  readonly hasOwnHandler?: boolean;
  /** Fields of each stanza of settings by its tab; those of a table or input under the empty name. */
  readonly fields: ReadonlyMap<string, readonly UccField[]>;
}

export function uccEndpoints(globalConfig: unknown): UccEndpoint[] {
  const root = text(at(globalConfig, "meta", "restRoot"));
  if (root === undefined) return [];
  const tabs = list(at(globalConfig, "pages", "configuration", "tabs"));
  const isTable = (tab: unknown): boolean => at(tab, "table") !== undefined;
  const settings = new Map(tabs.filter((tab) => !isTable(tab)).flatMap((tab) => named(tab)));
  const endpoints: UccEndpoint[] = [];
  if (settings.size > 0) {
    const path = `${root}_settings`;
    endpoints.push({ path, conf: path.toLowerCase(), kind: "settings", fields: settings });
  }
  for (const tab of tabs.filter(isTable)) endpoints.push(...table(root, tab, "table"));
  for (const service of list(at(globalConfig, "pages", "inputs", "services"))) {
    endpoints.push(...table(root, service, "input"));
  }
  return endpoints;
}

function table(root: string, tab: unknown, kind: "table" | "input"): UccEndpoint[] {
  const name = text(at(tab, "name"));
  if (name === undefined) return [];
  const path = text(at(tab, "restHandlerName")) ?? `${root}_${name}`;
  const conf = kind === "input" ? "inputs" : `${root}_${name}`;
  const confOfTab = text(at(tab, "conf")) ?? conf;
  const fields = new Map([["", fieldsOf(tab)]]);
  return [{ path, conf: confOfTab.toLowerCase(), kind, fields, ...handlerOf(tab) }];
}

/** Ground: globalConfig schema, `restHandlerModule` and `restHandlerClass`; the usual ones are those that are played here. */
function handlerOf(tab: unknown): { hasOwnHandler?: boolean } {
  const module = text(at(tab, "restHandlerModule")) ?? "splunktaucclib.rest_handler.admin_external";
  const name = text(at(tab, "restHandlerClass")) ?? "AdminExternalHandler";
  const isUsual =
    module === "splunktaucclib.rest_handler.admin_external" && /^(?:Admin|Config)/.test(name);
  return isUsual ? {} : { hasOwnHandler: true };
}

function named(tab: unknown): [string, readonly UccField[]][] {
  const name = text(at(tab, "name"));
  return name === undefined ? [] : [[name, fieldsOf(tab)]];
}

function fieldsOf(tab: unknown): UccField[] {
  const entities = list(at(tab, "entity")).flatMap((entity) =>
    text(at(entity, "type")) === "oauth" ? oauthFields(entity) : [entity],
  );
  return entities.flatMap((entity) => {
    const name = text(at(entity, "field"));
    if (name === undefined) return [];
    const fallback = at(entity, "defaultValue");
    return [
      {
        name,
        isEncrypted: at(entity, "encrypted") === true,
        isRequired: at(entity, "required") === true,
        fallback: fallback === undefined || fallback === null ? undefined : plain(fallback),
      },
    ];
  });
}

/** An oauth entity has a list of fields for each way to log in, and tokens of its own. */
function oauthFields(entity: unknown): unknown[] {
  const options = at(entity, "options");
  const types = list(at(options, "auth_type")).map((type) => String(type));
  const fields = types.flatMap((type) => list(at(options, type)));
  const tokens = ["access_token", "refresh_token"].map((field) => ({ field, encrypted: true }));
  const more = types.includes("oauth") ? [...tokens, { field: "instance_url" }] : [];
  return [...fields, ...more, { field: "auth_type" }];
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let inner = value;
  for (const step of path) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, step))
      return undefined;
    inner = (inner as Record<string, unknown>)[step];
  }
  return inner;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function plain(value: unknown): string {
  if (typeof value === "boolean") return value ? "1" : "0";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
