/**
 * public/v2/findings of Enterprise Security 8: notable events made and read.
 * Ground: splunk_finding of the Ansible collection for Enterprise Security: path, arguments, `items`, the form of an id;
 * reviews as those of notable_update. Guess: which of its fields a finding must have, and the paging.
 */
import { randomUUID } from "node:crypto";
import type { WrittenEvent } from "../../../events/event.ts";
import type { Family, Request } from "../../call/family.ts";
import type { Parts } from "../../parts.ts";
import { jsonBody, refused, textsOf } from "./json-body.ts";
import { type Review, reviewsOf, saveReview, withLabels } from "./reviews.ts";
import { createEvents } from "../../search/world/stand-in-events.ts";
import { readWhole } from "../../model/arguments.ts";
import { readTime } from "../../model/read-time.ts";
import { json, type Reply } from "../../model/reply.ts";

const PATH = "/public/v2/findings";
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

type ById = Request<{ readonly id: string }>;

export const esFindings: Family = (app, parts) => {
  const writing = { config: { capabilities: NEEDS, rawBody: true } };
  app.get(PATH, (request) => list(request, parts));
  app.post(PATH, writing, (request) => create(request, parts));
  app.get(`${PATH}/:id`, (request: ById) => show(request, parts));
  app.post("/v1/investigations/:id", writing, (request: ById) => review(request, parts));
};

type Finding = Readonly<Record<string, unknown>>;

function create(request: Request, { inbox, settings, now }: Parts): Reply {
  const given = jsonBody(request);
  if (given === undefined) return refused(400, "The body must be a JSON object.");
  const missing = REQUIRED.filter((name) => String(given[name] ?? "") === "");
  if (missing.length > 0) return refused(400, `Missing required fields: ${missing.join(", ")}`);
  const time = now() / 1000;
  const id = `${randomUUID()}@@notable@@time${Math.floor(time)}`;
  const finding = { status: "1", owner: "unassigned", urgency: "medium", ...plainTexts(given) };
  const fields = {
    ...finding,
    event_id: id,
    rule_id: id,
    rule_name: "Manual Notable Event - Rule",
  };
  const raw = [String(time), ...Object.entries(fields).map(pair)].join(", ");
  const event: WrittenEvent = {
    raw,
    time,
    index: "notable",
    host: settings.serverName,
    source: "Manual Notable Event - Rule",
    sourcetype: "stash",
    indexed: {},
    origin: { kind: "receiver", file: PATH, number: inbox.count },
    notes: [],
  };
  inbox.add([event], request.headers);
  return json(withLabels({ finding_id: id, _time: time, ...finding }), 201);
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
async function* findings({ args }: Request, parts: Parts): AsyncGenerator<Finding> {
  const now = parts.now() / 1000;
  const timeOf = (...names: string[]): number | undefined => {
    const text = names.map((name) => args.get(name)).find((given) => given !== undefined);
    return text === undefined ? undefined : readTime(text, now);
  };
  const earliest = timeOf("earliest", "earliest_time");
  const latest = timeOf("latest", "latest_time");
  const reviews = reviewsOf(parts);
  for await (const batch of createEvents(parts, { now, earliest, latest })) {
    for (const { fields } of batch) {
      if (fields["index"] !== "notable") continue;
      const id = String(fields["event_id"] ?? fields["rule_id"] ?? fields["_cd"]);
      yield shownFinding(id, fields, reviews.get(id));
    }
  }
}

function shownFinding(id: string, fields: Finding, reviewed: Review | undefined): Finding {
  const shown = Object.entries(fields).filter(([name]) => !/^_(?!time$|raw$)/.test(name));
  return withLabels({ finding_id: id, ...Object.fromEntries(shown), ...reviewed });
}

async function list(request: Request, parts: Parts): Promise<Reply> {
  const limit = readWhole(request.args, "limit", MOST);
  const offset = Math.max(0, readWhole(request.args, "offset", 0));
  const items: Finding[] = [];
  let total = 0;
  for await (const finding of findings(request, parts)) {
    if (total >= offset && items.length < limit) items.push(finding);
    total += 1;
  }
  return json({ items, limit, offset, total });
}

async function show(request: ById, parts: Parts): Promise<Reply> {
  const { id } = request.params;
  for await (const finding of findings(request, parts))
    if (finding["finding_id"] === id) return json(finding);
  return refused(404, `Finding ${id} not found.`);
}

/** Ground: findings are triaged by `v1/investigations/<id>?notable_time=…`, where the owner is called assignee. */
function review(request: ById, parts: Parts): Reply {
  const given = jsonBody(request);
  if (given === undefined) return refused(400, "The body must be a JSON object.");
  const { id } = request.params;
  const wanted = ["status", "urgency", "disposition", "comment", "owner"];
  const changes = textsOf({ ...given, owner: given["owner"] ?? given["assignee"] }, wanted);
  saveReview(parts, id, request.user.name, changes);
  return json({ investigation_guid: id });
}
