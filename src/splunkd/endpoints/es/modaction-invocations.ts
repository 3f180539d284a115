/**
 * alerts/modaction_invocations: the actions that ran on one result of a search, as the panel of a notable event lists them.
 * Ground: handler of the common action model: arguments `sid` and `rid`, answered by `success`, `responses`, `search_id` and
 * `search`; the panel's search for how an invocation is found and which fields it has. Guess: the texts of refusals.
 */
import type { Row } from "../../../invocation/invocation.ts";
import type { Family, Request } from "../../call/family.ts";
import { content } from "../../model/entity.ts";
import { json, type Reply } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";
import { askerOf } from "../../search/asker.ts";
import { rowsOf } from "../../search/jobs/job-rows.ts";
import { fatal } from "../../search/run-job-search.ts";
import { makeJob } from "../../search/jobs/make-job.ts";

const FIELDS = "action_name action_mode action_status user sid rid orig_sid orig_rid signature";

export const modactionInvocations: Family = (app, parts) => {
  app.get("/alerts/modaction_invocations", (request) => invocations(request, parts));
  app.post("/alerts/modaction_invocations", (request) => invocations(request, parts));
};

async function invocations(request: Request, parts: Parts): Promise<Reply> {
  const { args } = request;
  const [sid, rid] = ["sid", "rid"].map((name) => {
    const value = args.get(name) ?? "";
    if (value === "")
      throw new RestError(400, `The following required arguments are missing: ${name}.`);
    return `"${value.replace(/["\\]/g, "\\$&")}"`;
  });
  const search =
    `search index=cim_modactions action_name=* ((sid=${sid} rid=${rid}) OR (orig_sid=${sid} orig_rid=${rid}))` +
    ` | table _time ${FIELDS}`;
  const wish = {
    search,
    earliest: args.get("earliest_time"),
    latest: args.get("latest_time"),
    request: content({ search }),
  };
  const job = await makeJob(wish, askerOf(request), parts);
  if (job.failure !== undefined) throw fatal(job.failure);
  const responses = responsesIn(await rowsOf(job, 0, 0), parts);
  return json({ success: true, responses, search_id: job.sid, search });
}

/** `rows` are the log lines, the newest first. */
function responsesIn(rows: readonly Row[], { store }: Parts): object[] {
  const statuses = new Map<string, string>();
  for (const row of rows) {
    const status = text(row, "action_status");
    if (status !== "" && !statuses.has(keyOf(row))) statuses.set(keyOf(row), status);
  }
  return rows
    .filter((row) => text(row, "signature") === "Invoking modular action")
    .map((row) => {
      const name = text(row, "action_name");
      const [action] = store.bucket("conf-alert_actions").named(name);
      const settings = { ...action?.shipped, ...action?.content };
      const time = Number(text(row, "_time"));
      return {
        _time: new Date(time * 1000).toISOString(),
        epoch_time: String(time),
        action_name: name,
        action_label: String(settings["label"] ?? name),
        action_mode: text(row, "action_mode"),
        action_status: statuses.get(keyOf(row)) ?? "unknown",
        action_drilldown_uri: drilldownOf(settings["param._cam"]),
        sid: text(row, "sid"),
        rid: text(row, "rid"),
        user: text(row, "user"),
      };
    });
}

function keyOf(row: Row): string {
  return JSON.stringify(["action_name", "sid", "rid"].map((name) => text(row, name)));
}

function text(row: Row, name: string): string {
  return [row[name] ?? ""].flat()[0] ?? "";
}

/** Of what the action says of itself; an add-on may have written anything there. */
function drilldownOf(cam: unknown): string {
  try {
    const { drilldown_uri: uri } = JSON.parse(String(cam)) as { drilldown_uri?: unknown };
    return typeof uri === "string" ? uri : "";
  } catch {
    return "";
  }
}
