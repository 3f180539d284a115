/** Facts of a failure, with what a test says of it. */
import type { FailureFacts } from "../../../src/cause/cause.ts";
import type { Outbound } from "../../../src/sandbox/fence/fence-types.ts";
import type { RestRecord } from "../../../src/splunkd/model/rest-record.ts";

type Changes = Omit<Partial<FailureFacts>, "raised" | "place"> & {
  readonly raised: readonly [type: string, message: string];
  /** The line that failed, and the literals behind it. */
  readonly at?: readonly [source: string, ...literals: string[]];
  /** The text of the program. */
  readonly text?: string;
};

export function facts({
  raised: [type, message],
  at,
  text = "",
  ...changes
}: Changes): FailureFacts {
  const [source = "", ...literals] = at ?? [];
  return {
    raised: { type, message, frames: [] },
    place: at === undefined ? undefined : { file: "/ta/bin/x.py", line: 7, source, literals },
    exitedAt: undefined,
    exitCode: 1,
    killedAfterMs: null,
    python: "3.9.18",
    mode: "saved",
    action: "block",
    payloadFormat: "json",
    params: {},
    given: {},
    unexpanded: {},
    declared: [],
    rowCount: 1,
    hasResultsFile: true,
    fields: ["host"],
    row: { host: "web01" },
    rest: [],
    outbound: [],
    appsWithCollection: () => [],
    settingsOf: () => undefined,
    askedObject: () => undefined,
    functions: [],
    sources: [{ file: "/ta/bin/x.py", text }],
    refusedBy: () => undefined,
    ...changes,
  };
}

export function call(status: number, path: string, changes: Partial<RestRecord> = {}): RestRecord {
  const method = changes.method ?? "GET";
  const at = "2026-01-01T00:00:00.000Z";
  return {
    at,
    method,
    path,
    query: "",
    status,
    durationMs: 1,
    user: "ann",
    known: true,
    ...changes,
  };
}

export function attempt(host: string, port: number, changes: Partial<Outbound> = {}): Outbound {
  return {
    at: "2026-01-01T00:00:00.000Z",
    protocol: "tcp",
    host,
    port,
    method: null,
    path: null,
    status: null,
    refusal: "refused by the fence",
    where: null,
    durationMs: null,
    bytes: null,
    ...changes,
  };
}
