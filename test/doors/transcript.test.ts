// The published JSON Schema and the documents that runs give.
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { loadAddon, sendAlert, type SendAlertRequest, type Transcript } from "../../src/index.ts";
import { fixture } from "../support/run-cli.ts";

const schema: object = JSON.parse(
  readFileSync(
    new URL("../../src/reporters/transcript/transcript.schema.json", import.meta.url),
    "utf8",
  ),
);
const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

/** What `--json` prints, read back. */
async function documentOf(addon: string, request: SendAlertRequest): Promise<Transcript> {
  return JSON.parse(JSON.stringify(await sendAlert(loadAddon(fixture(addon)), request)));
}

const RUNS: readonly (readonly [string, string, SendAlertRequest])[] = [
  ["a good run", "TA_ping", {}],
  ["a dry run", "TA_ping", { dryRun: true }],
  ["a dry run for each result", "TA_ping", { dryRun: true, mode: "per-result" }],
  ["a saved search", "TA_ping", { mode: "saved", searchName: "My search" }],
  ["each result", "TA_ping", { mode: "per-result", rows: { kind: "notable" } }],
  ["the form on a notable", "TA_ping", { mode: "es-adhoc" }],
  ["a preview", "TA_ping", { preview: true }],
  ["a result that would not be found", "TA_wrong_sourcetype", {}],
  ["a script that ends with 2", "TA_misbehaves", { action: "exits_2" }],
  ["a script that is killed", "TA_misbehaves", { action: "hangs" }],
  ["a script that prints garbage", "TA_misbehaves", { action: "prints_garbage" }],
  ["a spool file that is cut", "TA_misbehaves", { action: "cuts_spool" }],
  ["a module that is missing", "TA_misbehaves", { action: "missing_module" }],
  ["a param._cam that is no JSON", "TA_misbehaves", { action: "broken_cam" }],
  ["a program that is no Python", "TA_programs", { action: "shell_action" }],
  ["an action with an XML payload", "TA_xml", {}],
];

it.each(RUNS)("holds for %s", async (_title, addon, request) => {
  const document = await documentOf(addon, request);
  expect(validate(document), JSON.stringify(validate.errors, null, 1)).toBe(true);
});

it("has every part that a reader of the document is promised", async () => {
  const document = await documentOf("TA_ping", {});
  expect(document).toMatchObject({
    schema: "ar-sim/transcript/1",
    action: "ping_host",
    app: "TA_ping",
    mode: "adhoc",
    python: { path: expect.stringMatching(/python/), version: expect.stringMatching(/^3\./) },
  });
  const [invocation] = document.invocations;
  expect(Object.keys(invocation ?? {})).toEqual(
    expect.arrayContaining(
      "argv payload exitCode signal timedOut durationMs stdout stderr splunkd".split(" "),
    ),
  );
  expect(document.logs[0]).toMatchObject({ file: "ping_host_modalert.log" });
  expect(document.messages[0]).toMatchObject({
    signature: "Invoking modular action",
    status: "",
    rid: "0",
  });
  expect(Object.keys(document.events[0] ?? {})).toEqual(
    expect.arrayContaining(
      "index host source sourcetype time raw fields origin eventtypes tags".split(" "),
    ),
  );
  expect(document.verdict.status).toBe("pass");
  expect(document.verdict.reasons.map(({ id, status }) => `${id} ${status}`)).toContain(
    "modaction-result pass",
  );
});

it("refuses a document with a part missing or one too many", async () => {
  const { verdict: _, ...rest } = await documentOf("TA_ping", { dryRun: true });
  expect(validate(rest)).toBe(false);
  expect(validate({ ...rest, verdict: { status: "pass", reasons: [] }, more: 1 })).toBe(false);
});
