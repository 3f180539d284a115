import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fixture, runCli } from "../../../../support/run-cli.ts";

let addon = "";

beforeAll(() => {
  addon = mkdtempSync(join(tmpdir(), "ar-sim-test-"));
  cpSync(fixture("TA_ping"), addon, { recursive: true });
  writeFileSync(
    join(addon, "default", "savedsearches.conf"),
    `[My alert]
search = index=main | head 5
action.ping_host = 1
action.ping_host.param.count = 4
alert.digest_mode = 0

[Counting alert]
search = | makeresults count=3 | streamstats count as n | eval dest="host".n | addinfo
dispatch.earliest_time = -15m
dispatch.latest_time = now
action.ping_host = 1

[Other alert]
search = index=main
action.email = 1
`,
  );
});

afterAll(() => rmSync(addon, { recursive: true, force: true }));

const run = (...args: string[]) => runCli(["run", "--app", addon, ...args]);
const payloadOf = (stdout: string) => JSON.parse(JSON.parse(stdout).invocations[0].payload);

it("hands over different keys in the three ways that lead to one action", async () => {
  const keys = async (...args: string[]) =>
    Object.keys(payloadOf((await run("--json", ...args)).stdout));
  const adhoc =
    "app owner results_file results_link server_host server_uri session_key sid search_name configuration result";
  expect((await keys()).join(" ")).toBe(adhoc);
  expect((await keys("--mode", "es-adhoc")).join(" ")).toBe(adhoc);
  expect((await keys("--mode", "saved")).join(" ")).toBe(
    adhoc.replace("results_link", "results_link search_uri"),
  );
  expect((await keys("--mode", "per-result")).join(" ")).toBe(
    adhoc.replace("results_link", "results_link search_uri").replace("owner", "owner result_id"),
  );
});

it("takes mode, name and parameters from a saved search of the add-on", async () => {
  const { code, stdout } = await run("--saved-search", "My alert", "--json", "--result", "dest=a");
  const transcript = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(transcript.mode).toBe("per-result");
  expect(payloadOf(stdout)).toMatchObject({
    search_name: "My alert",
    app: "TA_ping",
    configuration: { count: "4" },
    search_uri: "/servicesNS/nobody/TA_ping/saved/searches/My+alert",
  });
  expect(transcript.command).toMatch(
    /^sendalert ping_host results_file="[^"]+tmp_0\.csv\.gz" results_link="http:/,
  );
});

it("finds the rows with the search's own text where it can run here, else says why not", async () => {
  const { stdout } = await run("--saved-search", "Counting alert", "--json");
  expect(JSON.parse(stdout).rows).toBe(3);
  const { result } = payloadOf(stdout);
  expect(result.dest).toBe("host1");
  expect(Number(result.info_max_time) - Number(result.info_min_time)).toBeCloseTo(900, 1);
  const other = JSON.parse((await run("--saved-search", "My alert", "--json")).stdout);
  expect(other.rows).toBe(1);
  expect(other.problems).toContainEqual(
    expect.objectContaining({
      code: "INVOKE_NOT_SEARCHED",
      message: expect.stringContaining("there are no indexes to search here"),
    }),
  );
  const given = await run("--saved-search", "Counting alert", "--json", "--result", "dest=a");
  expect(payloadOf(given.stdout).result.dest).toBe("a");
});

it("puts the parameters of the command line over those of the saved search", async () => {
  const { stdout } = await run("--saved-search", "My alert", "--param", "count=9", "--json");
  expect(payloadOf(stdout).configuration.count).toBe("9");
});

it.each([
  [["--saved-search", "My alrt"], /ADDON_UNKNOWN_SEARCH[^]*Did you mean `My alert`/],
  [["--saved-search", "Other alert"], /ADDON_UNKNOWN_ACTION[^]*enables email/],
  [
    ["--mode", "es-adhoc", "--param", "nope=1"],
    /INVOKE_ADHOC_REFUSED[^]*Invalid parameter for adhoc modular action\./,
  ],
] as const)("refuses %s", async (args, message) => {
  const { code, stderr } = await run(...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});

it("ends an ad hoc run as the notable's panel would read", async () => {
  const { code, stdout } = await run(
    "--mode",
    "es-adhoc",
    "--set",
    "orig_rid=3",
    "--param",
    "count=2",
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /Adaptive Responses[^\n]*\n  Ping a host · adhoc · [^·]+ · admin · success · 1 result\n/,
  );
});

it("runs on a notable from a file, with fields put over it", async () => {
  const made = await runCli(["notable", "new", "--domain", "network", "--wording", "es8"]);
  const file = join(addon, "notable.json");
  writeFileSync(file, made.stdout);
  const { stdout } = await run(
    "--mode",
    "es-adhoc",
    "--notable",
    file,
    "--set",
    "dest=192.0.2.99",
    "--set",
    "tag=",
    "--json",
  );
  const { result } = payloadOf(stdout);
  expect(result).toMatchObject({
    dest: "192.0.2.99",
    finding_title: expect.any(String),
    orig_rid: "0",
  });
  expect(result.event_id).toMatch(/^[0-9A-F-]{36}@@notable@@[0-9a-f]{32}$/);
  expect(result.tag).toBeUndefined();
});

it("runs the script twice with --preview, as Splunk Web would, so that its events double", async () => {
  const { stdout } = await run("--preview", "--json");
  const { invocations, events } = JSON.parse(stdout);
  expect(invocations.map((one: { isPreview: boolean }) => one.isPreview)).toEqual([true, false]);
  expect(events).toHaveLength(2);
});
