/** What splunkd's stand-in holds for a case: what `given` says, laid over the add-on's ar-sim.config. */
import type { Addon } from "../../addon/addon.ts";
import { HarnessError, type Where } from "../../errors.ts";
import { mergeFixtures } from "../../splunkd/instance/fixtures/merge-fixtures.ts";
import type { Fixtures } from "../../splunkd/model/fixtures.ts";
import { type UccEndpoint, uccEndpoints } from "../../splunkd/model/ucc/ucc-pages.ts";
import { tableNamed } from "../../splunkd/store/seeds/fixture-tabs.ts";
import { nearest } from "../../text/nearest.ts";
import type { Given, ScenarioCase, Texts } from "../file/scenario.ts";

export function fixturesOf({ given, fixtures, where }: ScenarioCase, addon: Addon): Fixtures {
  const { credentials, kv, roles, indexes, hecTokens, settings } = given;
  const tabs = settings === undefined ? {} : tabFixtures(settings, addon, where);
  const over = {
    credentials,
    users: withUser(given, fixtures),
    roles,
    indexes,
    hecTokens,
    collections: kv,
    ...tabs,
  };
  return mergeFixtures(fixtures, over);
}

/** A user of nobody's list is one with the role of that name. The stand-in refuses a role that is not there. */
function withUser({ user, users }: Given, fixtures: Fixtures): Fixtures["users"] {
  const known = [...(users ?? []), ...(fixtures.users ?? [])];
  if (user === undefined || user === "admin" || known.some(({ name }) => name === user))
    return users;
  return [...(users ?? []), { name: user, roles: [user] }];
}

/** Tab → stanza → field, as the conf files of a UCC add-on have them; a settings tab has one stanza, its own name. */
function tabFixtures(
  tabs: Readonly<Record<string, Readonly<Record<string, Texts>>>>,
  addon: Addon,
  where: (path: string) => Where,
): Pick<Fixtures, "settings" | "accounts"> {
  const endpoints = uccEndpoints(addon.globalConfig);
  const settingsTabs = new Map(endpoints.find((endpoint) => endpoint.kind === "settings")?.fields);
  const settings: [string, Texts][] = [];
  const accounts: [string, Readonly<Record<string, Texts>>][] = [];
  for (const [tab, stanzas] of Object.entries(tabs)) {
    if (tableNamed(endpoints, tab) !== undefined) {
      accounts.push([tab, stanzas]);
    } else if (settingsTabs.has(tab)) {
      settings.push([tab, onlyStanza(tab, stanzas, where)]);
    } else {
      throw noSuchTab(tab, [...settingsTabs.keys(), ...tableTabs(endpoints)], where);
    }
  }
  return { settings: Object.fromEntries(settings), accounts: Object.fromEntries(accounts) };
}

function onlyStanza(
  tab: string,
  stanzas: Readonly<Record<string, Texts>>,
  where: (path: string) => Where,
): Texts {
  const other = Object.keys(stanzas).find((name) => name !== tab);
  if (other === undefined) return stanzas[tab] ?? {};
  const message = `the settings tab \`${tab}\` has no stanza \`${other}\``;
  throw new HarnessError("SCENARIO_BAD_VALUE", message, {
    hint: `Write its fields below \`${tab}: { ${tab}: … }\`.`,
    where: where(`given.settings.${tab}.${other}`),
  });
}

/** The last word of each path, which is enough to find the tab by. */
function tableTabs(endpoints: readonly UccEndpoint[]): string[] {
  return endpoints
    .filter(({ kind }) => kind === "table")
    .map(({ path }) => path.slice(path.lastIndexOf("_") + 1));
}

function noSuchTab(
  tab: string,
  known: readonly string[],
  where: (path: string) => Where,
): HarnessError {
  const meant = nearest(tab, known);
  const question = meant === undefined ? "" : `Did you mean \`${meant}\`? `;
  return new HarnessError("SCENARIO_BAD_VALUE", `the add-on has no tab \`${tab}\``, {
    hint:
      known.length === 0
        ? "`settings` needs an add-on with a globalConfig.json. For other add-ons, use `conf`."
        : `${question}Known: ${known.join(", ")}.`,
    where: where(`given.settings.${tab}`),
  });
}
