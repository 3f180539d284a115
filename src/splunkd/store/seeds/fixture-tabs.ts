/**
 * Accounts and settings of a UCC add-on's pages as fixtures give them: stanzas of its .conf files, the secrets among them
 * in storage/passwords. Ground: where splunktaucclib's handlers keep them.
 */
import type { Addon } from "../../../addon/addon.ts";
import type { Credential, Fixtures } from "../../model/fixtures.ts";
import { secretParts } from "../../model/password-name.ts";
import { type UccEndpoint, uccEndpoints } from "../../model/ucc/ucc-pages.ts";

export interface TabStanza {
  readonly conf: string;
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  /** In the parts in which solnlib keeps them; none where nothing is secret. */
  readonly secrets: readonly Credential[];
}

const MASK = "******";

export function tabStanzas(addon: Addon | undefined, fixtures: Fixtures): TabStanza[] {
  if (addon === undefined) return [];
  const endpoints = uccEndpoints(addon.globalConfig);
  const tabs: TabStanza[] = [];
  for (const [tab, fields] of Object.entries(fixtures.settings ?? {})) {
    const endpoint = endpoints.find((candidate) => candidate.kind === "settings");
    if (endpoint !== undefined) tabs.push(stanzaOf(addon, endpoint, tab, fields));
  }
  for (const [tab, stanzas] of Object.entries(fixtures.accounts ?? {})) {
    const endpoint = tableNamed(endpoints, tab);
    if (endpoint === undefined) continue;
    for (const [name, fields] of Object.entries(stanzas))
      tabs.push(stanzaOf(addon, endpoint, name, fields));
  }
  return tabs;
}

/** A table by the name of its tab, or of its endpoint. */
export function tableNamed(
  endpoints: readonly UccEndpoint[],
  tab: string,
): UccEndpoint | undefined {
  return endpoints.find(
    ({ kind, path }) => kind === "table" && (path === tab || path.endsWith(`_${tab}`)),
  );
}

function stanzaOf(
  addon: Addon,
  endpoint: UccEndpoint,
  name: string,
  fields: Readonly<Record<string, string>>,
): TabStanza {
  const known = endpoint.fields.get(endpoint.kind === "settings" ? name : "") ?? [];
  const isSecret = (field: string): boolean =>
    known.some((declared) => declared.name === field && declared.isEncrypted);
  const entries = Object.entries(fields);
  const secrets = Object.fromEntries(entries.filter(([field]) => isSecret(field)));
  const realm = `__REST_CREDENTIAL__#${addon.appId}#configs/conf-${endpoint.conf}`;
  return {
    conf: endpoint.conf,
    name,
    settings: Object.fromEntries(
      entries.map(([field, value]) => [field, isSecret(field) ? MASK : value]),
    ),
    secrets:
      Object.keys(secrets).length === 0
        ? []
        : secretParts(name, JSON.stringify(secrets)).map((part) => ({
            realm,
            app: addon.appId,
            ...part,
          })),
  };
}
