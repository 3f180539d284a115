/**
 * notable_update: Enterprise Security's own endpoint, by which analysts and SOAR clients triage notable events.
 * Ground: ES REST API Reference, «Notable Event API»: its arguments, the capability, JSON whatever is asked for; reviews lie
 * in the KV store collection incident_review, as public clients read them. Guess: the texts, but for that of a wrong owner.
 */
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { rowsOf } from "../../search/jobs/job-rows.ts";
import { kvSchema } from "../../store/kv/kv-types.ts";
import { json, type Reply } from "../../model/reply.ts";

const COLLECTION = "SA-ThreatIntelligence/incident_review";
const URGENCIES = new Set(["informational", "low", "medium", "high", "critical", "unknown"]);
/** Ground: the statuses that reviewstatuses.conf comes with; one more can be made, so any number is taken. */
const STATUS = /^\d+$/;
const DISPOSITION = /^disposition:\d+$/;

export const notableUpdate: readonly Endpoint[] = [
  {
    path: "notable_update",
    POST: { capabilities: ["edit_notable_events", "admin_all_objects"], run: update },
  },
];

async function update(call: Call): Promise<Reply> {
  const asked = call.args.all("ruleUIDs").filter((id) => id !== "");
  const sid = call.args.get("searchID") ?? "";
  if (asked.length === 0 && sid === "")
    return refused("ValueError: Either ruleUIDs or searchID must be provided.");
  const change = readChange(call);
  if (typeof change === "string") return refused(change);
  const found = sid === "" ? asked : await ofSearch(sid, call);
  const ids = asked.length === 0 ? found : found.filter((id) => asked.includes(id));
  const { store } = call.splunkd;
  for (const id of ids) {
    const review = {
      ...change,
      rule_id: id,
      user: call.user.name,
      time: call.splunkd.now() / 1000,
    };
    store.collections.of(COLLECTION).save("nobody", review, kvSchema([]));
  }
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
function readChange({ args, splunkd }: Call): Readonly<Record<string, string>> | string {
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
    name === "unassigned" || splunkd.store.bucket("users").named(name.toLowerCase()).length > 0;
  if (owner && !isKnown(owner)) return "ValueError: Invalid owner value.";
  if (disposition && !DISPOSITION.test(disposition))
    return "ValueError: Invalid disposition value.";
  const review = { status, urgency, owner, disposition, comment: args.get("comment") };
  return Object.fromEntries(
    Object.entries(review).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
}

/** The notable events among the results of a search. */
async function ofSearch(sid: string, { splunkd }: Call): Promise<string[]> {
  const rows = await rowsOf(splunkd.jobs.find(sid), 0, 0);
  const ids = rows.flatMap((row) => row["event_id"] ?? row["rule_id"] ?? []);
  return [...new Set(ids)];
}

/** Ground: a public client's tests have a wrong owner answered by a text alone. */
function refused(text: string): Reply {
  return json(text, 400);
}
