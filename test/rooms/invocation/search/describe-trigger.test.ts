import { expect, it } from "vitest";
import { findAction } from "../../../../src/addon/find-action.ts";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import {
  describeTrigger,
  type TriggerWish,
} from "../../../../src/invocation/search/describe-trigger.ts";
import { resultsLink, searchUri } from "../../../../src/invocation/search/search-links.ts";

const NOW = 1_700_000_000;

function describe(files: Readonly<Record<string, string>>, wish: TriggerWish = {}) {
  const addon = loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = TA_x\n",
      "default/alert_actions.conf": "[act]\n",
      ...files,
    }),
  );
  const given = { serverHost: "sh1", now: NOW, ...wish };
  return describeTrigger(addon, findAction(addon), given, "https://127.0.0.1:8089");
}

it.each([
  ["", "http://sh1:8000"],
  ["hostname = splunk.example.com", "http://splunk.example.com:8000"],
  ["hostname = splunk.example.com:80", "http://splunk.example.com:80"],
  ["hostname = https://splunk.example.com/", "https://splunk.example.com"],
])("begins links with what hostname says: `%s`", (setting, base) => {
  const { search } = describe({ "default/alert_actions.conf": `[act]\n${setting}\n` });
  expect(resultsLink(search, undefined)).toBe(`${base}/app/search/@go?sid=${NOW}.1`);
});

it("knows Splunk Web with TLS and on another port", () => {
  const web = "[settings]\nenableSplunkWebSSL = true\nhttpport = 443\n";
  expect(describe({ "local/web.conf": web }).search.webUri).toBe("https://sh1:443");
});

it("takes the hostname of the search over that of the action", () => {
  const files = {
    "default/alert_actions.conf": "[act]\nhostname = one\n",
    "default/savedsearches.conf": "[s]\naction.act.hostname = two\n",
  };
  expect(describe(files, { savedSearch: "s" }).search.webUri).toBe("http://two:8000");
});

it("addresses a search of the app as nobody's, whoever owns it", () => {
  const files = {
    "default/savedsearches.conf": "[My alert]\nsearch = index=x\n",
    "metadata/local.meta": "[savedsearches/My%20alert]\nowner = ann\n",
  };
  const { search } = describe(files, { savedSearch: "My alert" });
  expect(search.owner).toBe("ann");
  expect(searchUri(search)).toBe("/servicesNS/nobody/TA_x/saved/searches/My+alert");
  expect(searchUri(describe({}, { mode: "saved", searchName: "s" }).search)).toBe(
    "/servicesNS/admin/search/saved/searches/s",
  );
});

it("gives a real-time search its own kind of sid", () => {
  const files = { "default/savedsearches.conf": "[s]\ndispatch.earliest_time = rt-5m\n" };
  expect(describe(files, { savedSearch: "s", searchApp: "search" }).search.sid).toBe(
    `rt_scheduler__admin__search__s_at_${NOW}_1.0`,
  );
});

it.each([
  ["alert.digest_mode = 0", "per-result"],
  ["alert.digest_mode = false", "per-result"],
  ["alert.digest_mode = 1", "saved"],
  ["", "saved"],
])("takes the mode from the saved search: `%s`", (setting, mode) => {
  const files = { "default/savedsearches.conf": `[s]\n${setting}\n` };
  expect(describe(files, { savedSearch: "s" }).search.mode).toBe(mode);
});

it("says that there is no such saved search, and the closest", () => {
  const files = { "default/savedsearches.conf": "[My alert]\n" };
  expect(() => describe(files, { savedSearch: "my alrt" })).toThrow(
    expect.objectContaining({ code: "ADDON_UNKNOWN_SEARCH", hint: "Did you mean `My alert`?" }),
  );
});
