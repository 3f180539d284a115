/**
 * public/v2/investigations of Enterprise Security 8: investigations, the findings in them, and their notes.
 * Ground: splunk_investigation, splunk_notes and their kin of the Ansible collection for Enterprise Security, and public
 * agents: paths, arguments, what a create gives back, `items` of notes. Guess: statuses of answers, and further fields.
 */
import { randomUUID } from "node:crypto";
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { jsonBody, refused, textsOf } from "./json-body.ts";
import { saveReview, withLabels } from "./reviews.ts";
import type { KvCollection } from "../../store/kv/kv-collection.ts";
import type { KvDocument } from "../../store/kv/kv-document.ts";
import { readKvQuery } from "../../store/kv/kv-query.ts";
import { kvSchema } from "../../store/kv/kv-types.ts";
import { readWhole } from "../../model/arguments.ts";
import { readTime } from "../../model/read-time.ts";
import { json, type Reply, type Text } from "../../model/reply.ts";

const PATH = "public/v2/investigations";
const FIELDS =
  "name description status disposition owner urgency sensitivity investigation_type".split(" ");
const NEEDS = ["edit_notable_events", "admin_all_objects"];
const WRITE = { capabilities: NEEDS, rawBody: true } as const;

export const esInvestigations: readonly Endpoint[] = [
  { path: PATH, GET: { run: list }, POST: { ...WRITE, run: create } },
  { path: `${PATH}/{id}`, GET: { run: show }, POST: { ...WRITE, run: update } },
  { path: `${PATH}/{id}/findings`, POST: { ...WRITE, run: addFindings } },
  { path: `${PATH}/{id}/notes`, GET: { run: listNotes }, POST: { ...WRITE, run: createNote } },
  {
    path: `${PATH}/{id}/notes/{note}`,
    GET: { run: showNote },
    POST: { ...WRITE, run: updateNote },
    DELETE: { capabilities: NEEDS, run: removeNote },
  },
];

const incidents = ({ splunkd }: Call): KvCollection =>
  splunkd.store.collections.of("missioncontrol/mc_incidents");
const notes = ({ splunkd }: Call): KvCollection =>
  splunkd.store.collections.of("missioncontrol/mc_notes");

function find(call: Call): KvDocument | undefined {
  const id = call.params["id"] ?? "";
  const all = incidents(call);
  const byName = (): KvDocument | undefined =>
    [...all.all()].find((one) => one["investigation_id"] === id);
  return all.get("nobody", id) ?? byName();
}

/** A note may also hang on a finding, whose id stands where that of an investigation does. */
function targetOf(call: Call): string | undefined {
  const id = call.params["id"] ?? "";
  return find(call)?._key ?? (id.includes("@@") ? id : undefined);
}

function unknown(call: Call): Text {
  return refused(404, `MC_0050: Could not find ${call.params["id"] ?? ""}.`);
}

function keep(collection: KvCollection, document: object): void {
  collection.save("nobody", document, kvSchema([]));
}

function ownOf(document: KvDocument): Record<string, unknown> {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !name.startsWith("_")));
}

function shown(document: KvDocument): Record<string, unknown> {
  return withLabels({ investigation_guid: document._key, id: document._key, ...ownOf(document) });
}

function create(call: Call): Reply {
  const given = jsonBody(call);
  if (given === undefined) return refused(400, "The body must be a JSON object.");
  if (String(given["name"] ?? "") === "") return refused(400, "Missing required field: name");
  const now = call.splunkd.now() / 1000;
  const guid = randomUUID();
  const number = String(incidents(call).size + 1).padStart(5, "0");
  const document = {
    _key: guid,
    investigation_id: `ES-${number}`,
    description: "",
    status: "1",
    disposition: "disposition:0",
    owner: "unassigned",
    urgency: "medium",
    sensitivity: "Unassigned",
    investigation_type: "default",
    ...textsOf(given, FIELDS),
    consolidated_findings: consolidated(given["finding_ids"]),
    create_time: now,
    update_time: now,
  };
  keep(incidents(call), document);
  return json({ investigation_guid: guid, investigation_id: document.investigation_id }, 201);
}

function consolidated(ids: unknown): { event_id: string[] } {
  return { event_id: Array.isArray(ids) ? ids.map(String) : [] };
}

async function list(call: Call): Promise<Reply> {
  const { args, splunkd } = call;
  const now = splunkd.now() / 1000;
  const bound = (name: string, otherwise: number): number =>
    readTime(args.get(name) ?? "", now) ?? otherwise;
  const from = bound("create_time_min", Number.NEGATIVE_INFINITY);
  const to = bound("create_time_max", Number.POSITIVE_INFINITY);
  const ids = args.all("ids").flatMap((text) => text.split(","));
  const wanted = ["name", "status", "owner", "urgency", "sensitivity", "disposition"];
  const { test } = await readKvQuery(args.get("filter"));
  const found = [...incidents(call).all()].filter((one) => {
    const time = Number(one["create_time"]);
    if (time < from || time > to || !test(one)) return false;
    if (ids.length > 0 && !ids.some((id) => id === one._key || id === one["investigation_id"]))
      return false;
    return wanted.every((name) => !args.has(name) || args.all(name).includes(String(one[name])));
  });
  found.sort((one, other) => Number(other["create_time"]) - Number(one["create_time"]));
  const offset = Math.max(0, readWhole(args, "offset", 0));
  const limit = readWhole(args, "limit", 0);
  return json(found.slice(offset, limit > 0 ? offset + limit : undefined).map(shown));
}

function show(call: Call): Reply {
  const document = find(call);
  return document === undefined ? unknown(call) : json(shown(document));
}

/** All but the name. A finding is triaged the same way. */
function update(call: Call): Reply {
  const given = jsonBody(call);
  if (given === undefined) return refused(400, "The body must be a JSON object.");
  const document = find(call);
  const changes = textsOf(given, FIELDS);
  if (document !== undefined) {
    const { name: _name, ...others } = changes;
    const time = call.splunkd.now() / 1000;
    keep(incidents(call), { ...document, ...others, update_time: time });
    return json({ investigation_guid: document._key });
  }
  const target = targetOf(call);
  if (target === undefined) return unknown(call);
  saveReview(call.splunkd, target, call.user.name, changes);
  return json({ investigation_guid: target });
}

function addFindings(call: Call): Reply {
  const given = jsonBody(call);
  const document = find(call);
  if (document === undefined) return unknown(call);
  const added = consolidated(given?.["finding_ids"]).event_id;
  if (added.length === 0) return refused(400, "Missing required field: finding_ids");
  const known = (document["consolidated_findings"] as { event_id?: string[] }).event_id ?? [];
  const all = [...new Set([...known, ...added])];
  keep(incidents(call), { ...document, consolidated_findings: { event_id: all } });
  return json({ investigation_guid: document._key });
}

function listNotes(call: Call): Reply {
  const target = targetOf(call);
  if (target === undefined) return unknown(call);
  const found = [...notes(call).all()].filter((one) => one["parent_id"] === target);
  const isNewestFirst = (call.args.get("sort") ?? "").endsWith(":-1");
  if (isNewestFirst) found.reverse();
  const offset = Math.max(0, readWhole(call.args, "offset", 0));
  const limit = readWhole(call.args, "limit", 0);
  const items = found.slice(offset, limit > 0 ? offset + limit : undefined).map(noteOf);
  return json({ items, limit, offset, total: found.length });
}

function noteOf(document: KvDocument): Record<string, unknown> {
  return { id: document._key, ...ownOf(document) };
}

function createNote(call: Call): Reply {
  const target = targetOf(call);
  if (target === undefined) return unknown(call);
  const given = jsonBody(call);
  if (given === undefined || typeof given["content"] !== "string")
    return refused(400, "Missing required field: content");
  const now = call.splunkd.now() / 1000;
  const document = {
    _key: randomUUID(),
    _user: "nobody",
    parent_id: target,
    title: "",
    ...textsOf(given, ["title", "content", "type"]),
    author: call.user.name,
    create_time: now,
    update_time: now,
  };
  keep(notes(call), document);
  return json(noteOf(document), 201);
}

function findNote(call: Call): KvDocument | undefined {
  const note = notes(call).get("nobody", call.params["note"] ?? "");
  return note?.["parent_id"] === targetOf(call) ? note : undefined;
}

function showNote(call: Call): Reply {
  const note = findNote(call);
  return note === undefined ? unknown(call) : json(noteOf(note));
}

function updateNote(call: Call): Reply {
  const note = findNote(call);
  const given = jsonBody(call);
  if (note === undefined) return unknown(call);
  if (given === undefined) return refused(400, "The body must be a JSON object.");
  const time = call.splunkd.now() / 1000;
  const changed = { ...note, ...textsOf(given, ["title", "content"]), update_time: time };
  keep(notes(call), changed);
  return json(noteOf(changed));
}

function removeNote(call: Call): Reply {
  const note = findNote(call);
  if (note === undefined) return unknown(call);
  notes(call).remove("nobody", note._key);
  return json({ id: note._key });
}
