/** The shape of a test report as JSON Schema, for reports that come from a file. `report.ts` says what each key means. */
import { packageFile } from "../../host/package-file.ts";
import { readRegularText } from "../../host/files/read-regular.ts";

const TEXT = { type: "string" };
const NUMBER = { type: "number" };
const TEXTS = { type: "array", items: TEXT };
const TRANSCRIPT = "transcript";

/** All keys are needed but those of `maybe`. */
function record(keys: Record<string, object>, maybe: Record<string, object> = {}): object {
  return { type: "object", required: Object.keys(keys), properties: { ...keys, ...maybe } };
}

function listOf(items: object): object {
  return { type: "array", items };
}

function orNull(schema: object): object {
  return { anyOf: [schema, { type: "null" }] };
}

const WHERE = record({ file: TEXT }, { line: NUMBER, column: NUMBER, stanza: TEXT, key: TEXT });
const PROBLEM = record({ code: TEXT, message: TEXT }, { hint: TEXT, where: WHERE });
const FILE = record({
  file: TEXT,
  durationMs: NUMBER,
  errors: listOf(PROBLEM),
  warnings: listOf(PROBLEM),
});
const FAILURE = record(
  { expectation: TEXT, message: TEXT, where: WHERE, because: TEXTS },
  { expected: TEXT, actual: TEXT, hint: TEXT, diff: TEXT },
);
const CASE = record(
  {
    id: TEXT,
    name: TEXT,
    cell: orNull(TEXT),
    file: TEXT,
    line: NUMBER,
    status: { enum: ["passed", "failed", "flaky", "skipped", "interrupted"] },
    skippedBecause: orNull(TEXT),
    durationMs: NUMBER,
    attempts: NUMBER,
    failures: listOf(FAILURE),
    transcript: orNull({ $ref: TRANSCRIPT }),
  },
  { fault: TEXT },
);
const NUMBER_OF_SHARD = { type: "integer", minimum: 1, maximum: 1000 };

const REPORT = record(
  {
    schema: { const: "ar-sim/test-report/1" },
    startedAt: TEXT,
    durationMs: NUMBER,
    root: TEXT,
    files: listOf(FILE),
    cases: listOf(CASE),
    snapshots: record({ matched: NUMBER, pending: TEXTS, mismatched: TEXTS, unused: TEXTS }),
    totals: record({
      cases: NUMBER,
      passed: NUMBER,
      failed: NUMBER,
      flaky: NUMBER,
      skipped: NUMBER,
      interrupted: NUMBER,
      brokenFiles: NUMBER,
    }),
    shard: orNull(record({ index: NUMBER_OF_SHARD, count: NUMBER_OF_SHARD, casesInAll: NUMBER })),
    stopped: { enum: [null, "interrupt", "bail", "error"] },
  },
  {
    error: PROBLEM,
    processes: record({ forked: NUMBER, started: NUMBER, whyStarted: TEXTS, differing: TEXTS }),
  },
);

/** Where a value is not a report: `/cases/0/line must be number`. undefined for one that is. */
export type ReportFault = (value: unknown) => string | undefined;

export async function loadReportFault(): Promise<ReportFault> {
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  const ajv = new Ajv2020({ strict: false });
  const text = readRegularText(packageFile("src/reporters/transcript/transcript.schema.json"));
  ajv.addSchema(JSON.parse(text), TRANSCRIPT);
  const validate = ajv.compile(REPORT);
  return (value) => {
    if (validate(value)) return undefined;
    const [first] = validate.errors ?? [];
    return `${first?.instancePath ?? ""} ${first?.message ?? "has another shape"}`.trim();
  };
}
