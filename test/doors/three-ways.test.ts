import { expect, it } from "vitest";
import { loadAddon } from "../../src/addon/load-addon.ts";
import type { SendAlertRequest } from "../../src/run/send-alert-request.ts";
import { sendAlert } from "../../src/sendalert.ts";
import { fixture } from "../support/run-cli.ts";

const NOW = 1_700_000_000;

/** What one action is handed in each of the ways that lead to it, all of them showing the same row. */
async function handed(request: SendAlertRequest) {
  const transcript = await sendAlert(loadAddon(fixture("TA_ping")), {
    now: NOW,
    serverHost: "sh1",
    dryRun: true,
    showSecrets: true,
    rows: { kind: "pairs", pairs: [["dest", "web01"]] },
    ...request,
  });
  const [first] = transcript.invocations;
  const { session_key, configuration, result, ...keys } = JSON.parse(first?.payload ?? "{}");
  const home = (text: string) => text.replaceAll(transcript.splunkHome, "<SH>");
  return {
    keys: { ...keys, results_file: home(keys.results_file) },
    command: home(transcript.command),
    hasKey: /^[\w^]{100,}$/.test(session_key),
    configuration: Object.keys(configuration),
    result,
  };
}

const SERVER = { server_host: "sh1", server_uri: "https://127.0.0.1:8089" };
const DISPATCH = "<SH>/var/run/splunk/dispatch";
const SCHEDULED = "scheduler__admin__search__myalert_at_1700000000_1";
const saved = { searchName: "myalert" };

it("is handed the same in the search bar and by the form, but for the app that asks", async () => {
  const adhoc = {
    owner: "admin",
    results_file: `${DISPATCH}/1700000000.1/sendalert_temp_results.csv.gz`,
    ...SERVER,
    sid: "1700000000.1",
    search_name: "",
  };
  expect((await handed({})).keys).toEqual({
    app: "search",
    ...adhoc,
    results_link: "http://sh1:8000/app/search/@go?sid=1700000000.1",
  });
  const es = "SplunkEnterpriseSecuritySuite";
  expect((await handed({ mode: "es-adhoc" })).keys).toEqual({
    app: es,
    ...adhoc,
    results_link: `http://sh1:8000/app/${es}/@go?sid=1700000000.1`,
  });
});

it("is handed the saved search by a scheduled one, once", async () => {
  expect((await handed({ mode: "saved", ...saved })).keys).toEqual({
    app: "search",
    owner: "admin",
    results_file: `${DISPATCH}/${SCHEDULED}/results.csv.gz`,
    results_link: `http://sh1:8000/app/search/@go?sid=${SCHEDULED}`,
    search_uri: "/servicesNS/admin/search/saved/searches/myalert",
    ...SERVER,
    sid: SCHEDULED,
    search_name: "myalert",
  });
});

it("is handed one row with its number by one that triggers for each result", async () => {
  expect((await handed({ mode: "per-result", ...saved })).keys).toEqual({
    app: "search",
    owner: "admin",
    result_id: "0",
    results_file: `${DISPATCH}/${SCHEDULED}/per_result_alert/tmp_0.csv.gz`,
    results_link: `http://sh1:8000/app/search/search?q=%7Cloadjob%20${SCHEDULED}%20%7C%20head%201%20%7C%20tail%201&earliest=0&latest=now`,
    search_uri: "/servicesNS/admin/search/saved/searches/myalert",
    ...SERVER,
    sid: SCHEDULED,
    search_name: "myalert",
  });
});

it("is started by a command of its own in each", async () => {
  const params = { count: "2" };
  expect((await handed({ params })).command).toBe('sendalert ping_host param.count="2"');
  expect((await handed({ params, mode: "es-adhoc" })).command).toBe(
    '| makeresults | sendalert ping_host action_name="ping_host" param.count="2"',
  );
  expect((await handed({ params, mode: "saved", ...saved })).command).toBe(
    `sendalert ping_host results_file="${DISPATCH}/${SCHEDULED}/results.csv.gz" results_link="http://sh1:8000/app/search/@go?sid=${SCHEDULED}"`,
  );
});

it("is handed session key, parameters and first row alike in all of them", async () => {
  for (const mode of ["adhoc", "es-adhoc", "saved", "per-result"] as const) {
    const { hasKey, configuration, result } = await handed({ mode });
    expect(hasKey).toBe(true);
    expect(configuration).toEqual(["_cam", "count", "host_field", "verbose"]);
    expect(result).toEqual({ _time: String(NOW), dest: "web01" });
  }
});
