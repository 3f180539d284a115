/**
 * notable_update: Enterprise Security's own endpoint, by which analysts and SOAR clients triage notable events.
 * Ground: ES REST API Reference, «Notable Event API»: its arguments, the capability, JSON whatever is asked for; reviews lie
 * in the KV store collection incident_review, as public clients read them. Guess: the texts, but for that of a wrong owner.
 */
import type { Family, Request } from "../../call/family.ts";
import type { Arguments } from "../../model/arguments.ts";
import type { Parts } from "../../parts.ts";
import type { Bucket } from "../../store/bucket.ts";
import { rowsOf } from "../../search/jobs/job-rows.ts";
import { json, type Reply } from "../../model/reply.ts";
import { saveReview } from "./reviews.ts";

const URGENCIES = new Set(["informational", "low", "medium", "high", "critical", "unknown"]);
/** Ground: the statuses that reviewstatuses.conf comes with; one more can be made, so any number is taken. */
const STATUS = /^\d+$/;
const DISPOSITION = /^disposition:\d+$/;

const CAPABILITIES = ["edit_notable_events", "admin_all_objects"];

export const notableUpdate: Family = (app, parts) => {
  app.post("/notable_update", { config: { capabilities: CAPABILITIES } }, (request) =>
    update(request, parts),
  );
};

async function update({ args, user }: Request, parts: Parts): Promise<Reply> {
  const asked = args.all("ruleUIDs").filter((id) => id !== "");
  const sid = args.get("searchID") ?? "";
  if (asked.length === 0 && sid === "")
    return refused("ValueError: Either ruleUIDs or searchID must be provided.");
  const change = readChange(args, parts.store.bucket("users"));
  if (typeof change === "string") return refused(change);
  const named = sid === "" ? asked : await ofSearch(sid, parts.jobs);
  const ids = asked.length === 0 ? named : named.filter((id) => asked.includes(id));
  for (const id of ids) saveReview(parts, id, user.name, change);
  const [count, what] = [ids.length, ids.length === 1 ? "event" : "events"];
  return json({
    success: count > 0,
    message: count > 0 ? `${count} ${what} updated successfully` : "No event updated",
    details: {},
    success_count: count,
    failure_count: 0,
    warnings: [],
  });
}

/** What a review says; a text where it cannot be. */
function readChange(args: Arguments, users: Bucket): Readonly<Record<string, string>> | string {
  const {
    status,
    urgency,
    newOwner: owner,
    disposition,
  } = Object.fromEntries(
    ["status", "urgency", "newOwner", "disposition"].map((key) => [key, args.get(key) ?? ""]),
  );
  if (status && !STATUS.test(status)) return "ValueError: Invalid status value.";
  if (urgency && !URGENCIES.has(urgency)) return "ValueError: Invalid urgency value.";
  const isKnown = (name: string): boolean =>
    name === "unassigned" || users.named(name.toLowerCase()).length > 0;
  if (owner && !isKnown(owner)) return "ValueError: Invalid owner value.";
  if (disposition && !DISPOSITION.test(disposition))
    return "ValueError: Invalid disposition value.";
  const review = { status, urgency, owner, disposition, comment: args.get("comment") };
  return Object.fromEntries(
    Object.entries(review).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
}

/** The notable events among the results of a search. */
async function ofSearch(sid: string, jobs: Parts["jobs"]): Promise<string[]> {
  const rows = await rowsOf(jobs.find(sid), 0, 0);
  const ids = rows.flatMap((row) => row["event_id"] ?? row["rule_id"] ?? []);
  return [...new Set(ids)];
}

/** Ground: a public client's tests have a wrong owner answered by a text alone. */
function refused(text: string): Reply {
  return json(text, 400);
}
