/**
 * public/v2/findings of Enterprise Security 8: notable events made and read.
 * Ground: splunk_finding of the Ansible collection for Enterprise Security: path, arguments, `items`, the form of an id;
 * reviews as those of notable_update. Guess: which of its fields a finding must have, and the paging.
 */
import { randomUUID } from "node:crypto";
import type { WrittenEvent } from "../../../events/event.ts";
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { jsonBody, refused } from "./json-body.ts";
import { type Review, reviewsOf, saveReview, withLabels } from "./reviews.ts";
import { createEvents } from "../../search/world/stand-in-events.ts";
import { readWhole } from "../../model/arguments.ts";
import { readTime } from "../../model/read-time.ts";
import { json, type Reply } from "../../model/reply.ts";

const PATH = "public/v2/findings";
const REQUIRED = [
  "rule_title",
  "rule_description",
  "security_domain",
  "risk_object",
  "risk_object_type",
  "risk_score",
];
const NEEDS = ["edit_notable_events", "admin_all_objects"];
/** Ground: limits of ES lists; a finding is looked for in the last day unless a time is given. */
const MOST = 1000;

export const esFindings: readonly Endpoint[] = [
  { path: PATH, GET: { run: list }, POST: { capabilities: NEEDS, rawBody: true, run: create } },
  { path: `${PATH}/{id}`, GET: { run: show } },
  { path: "v1/investigations/{id}", POST: { capabilities: NEEDS, rawBody: true, run: review } },
];

type Finding = Readonly<Record<string, unknown>>;

function create(call: Call): Reply {
  const given = jsonBody(call);
  if (given === undefined) return refused(400, "The body must be a JSON object.");
  const missing = REQUIRED.filter((name) => String(given[name] ?? "") === "");
  if (missing.length > 0) return refused(400, `Missing required fields: ${missing.join(", ")}`);
  const { splunkd } = call;
  const time = splunkd.now() / 1000;
  const id = `${randomUUID()}@@notable@@time${Math.floor(time)}`;
  const own = { status: "1", owner: "unassigned", urgency: "medium", ...plainTexts(given) };
  const fields = { ...own, event_id: id, rule_id: id, rule_name: "Manual Notable Event - Rule" };
  const raw = [String(time), ...Object.entries(fields).map(pair)].join(", ");
  const event: WrittenEvent = {
    raw,
    time,
    index: "notable",
    host: splunkd.settings.serverName,
    source: "Manual Notable Event - Rule",
    sourcetype: "stash",
    indexed: {},
    origin: { kind: "receiver", file: `/${call.segments.join("/")}`, number: splunkd.inbox.count },
    notes: [],
  };
  splunkd.inbox.add([event], call.headers);
  return json(withLabels({ finding_id: id, _time: time, ...own }), 201);
}

function pair([name, value]: readonly [string, string]): string {
  return `${name}="${value.replace(/["\\]/g, "\\$&")}"`;
}

function plainTexts(given: Finding): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      typeof value === "object" ? JSON.stringify(value) : String(value),
    ]),
  );
}

/** The notable events in the span that is asked for, the newest first. */
async function* findings(call: Call): AsyncGenerator<Finding> {
  const { args, splunkd } = call;
  const now = splunkd.now() / 1000;
  const timeOf = (...names: string[]): number | undefined => {
    const text = names.map((name) => args.get(name)).find((one) => one !== undefined);
    return text === undefined ? undefined : readTime(text, now);
  };
  const earliest = timeOf("earliest", "earliest_time");
  const latest = timeOf("latest", "latest_time");
  const reviews = reviewsOf(splunkd);
  for await (const batch of createEvents(splunkd, { now, earliest, latest })) {
    for (const { fields } of batch) {
      if (fields["index"] !== "notable") continue;
      const id = String(fields["event_id"] ?? fields["rule_id"] ?? fields["_cd"]);
      yield finding(id, fields, reviews.get(id));
    }
  }
}

function finding(id: string, fields: Finding, reviewed: Review | undefined): Finding {
  const shown = Object.entries(fields).filter(([name]) => !/^_(?!time$|raw$)/.test(name));
  return withLabels({ finding_id: id, ...Object.fromEntries(shown), ...reviewed });
}

async function list(call: Call): Promise<Reply> {
  const limit = readWhole(call.args, "limit", MOST);
  const offset = Math.max(0, readWhole(call.args, "offset", 0));
  const items: Finding[] = [];
  let total = 0;
  for await (const one of findings(call)) {
    if (total >= offset && items.length < limit) items.push(one);
    total += 1;
  }
  return json({ items, limit, offset, total });
}

async function show(call: Call): Promise<Reply> {
  const id = call.params["id"] ?? "";
  for await (const one of findings(call)) if (one["finding_id"] === id) return json(one);
  return refused(404, `Finding ${id} not found.`);
}

/** Ground: findings are triaged by `v1/investigations/<id>?notable_time=…`, where the owner is called assignee. */
function review(call: Call): Reply {
  const given = jsonBody(call);
  if (given === undefined) return refused(400, "The body must be a JSON object.");
  const id = call.params["id"] ?? "";
  const { assignee, owner = assignee, ...others } = plainTexts(given);
  const wanted = ["status", "urgency", "disposition", "comment"];
  const changes = Object.fromEntries(
    Object.entries(others).filter(([name]) => wanted.includes(name)),
  );
  saveReview(call.splunkd, id, call.user.name, {
    ...changes,
    ...(owner === undefined ? {} : { owner }),
  });
  return json({ investigation_guid: id });
}
