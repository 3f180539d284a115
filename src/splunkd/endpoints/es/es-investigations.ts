/**
 * public/v2/investigations of Enterprise Security 8: investigations, the findings in them, and their notes.
 * Ground: splunk_investigation, splunk_notes and their kin of the Ansible collection for Enterprise Security, and public
 * agents: paths, arguments, what a create gives back, `items` of notes. Guess: statuses of answers, and further fields.
 */
import { randomUUID } from "node:crypto";
import type { Family, Request } from "../../call/family.ts";
import type { Parts } from "../../parts.ts";
import { jsonBody, refused, textsOf } from "./json-body.ts";
import { saveReview, withLabels } from "./reviews.ts";
import type { KvCollection } from "../../store/kv/kv-collection.ts";
import type { KvDocument } from "../../store/kv/kv-document.ts";
import { readKvQuery } from "../../store/kv/kv-query.ts";
import { kvSchema } from "../../store/kv/kv-types.ts";
import { readWhole } from "../../model/arguments.ts";
import { readTime } from "../../model/read-time.ts";
import { json, type Reply, type Text } from "../../model/reply.ts";

const PATH = "/public/v2/investigations";
const FIELDS =
  "name description status disposition owner urgency sensitivity investigation_type".split(" ");
const NEEDS = ["edit_notable_events", "admin_all_objects"];
const WRITING = { config: { capabilities: NEEDS, rawBody: true } };

/** Where investigations and notes are kept, and the reviews of findings. */
type Kept = Pick<Parts, "store" | "now">;
type ById = Request<{ readonly id: string }>;
type OfNote = Request<{ readonly id: string; readonly note: string }>;

export const esInvestigations: Family = (app, { store, now }) => {
  const kept: Kept = { store, now };
  app.get(PATH, (request) => list(request, kept));
  app.post(PATH, WRITING, (request) => create(request, kept));
  app.get(`${PATH}/:id`, (request: ById) => show(request.params.id, kept));
  app.post(`${PATH}/:id`, WRITING, (request: ById) => update(request, kept));
  app.post(`${PATH}/:id/findings`, WRITING, (request: ById) => addFindings(request, kept));
  app.get(`${PATH}/:id/notes`, (request: ById) => listNotes(request, kept));
  app.post(`${PATH}/:id/notes`, WRITING, (request: ById) => createNote(request, kept));
  const note = `${PATH}/:id/notes/:note`;
  app.get(note, (request: OfNote) => showNote(request, kept));
  app.post(note, WRITING, (request: OfNote) => updateNote(request, kept));
  app.delete(note, { config: { capabilities: NEEDS } }, (request: OfNote) =>
    removeNote(request, kept),
  );
};

const incidents = ({ store }: Kept): KvCollection =>
  store.collections.of("missioncontrol/mc_incidents");
const notes = ({ store }: Kept): KvCollection => store.collections.of("missioncontrol/mc_notes");

function find(id: string, kept: Kept): KvDocument | undefined {
  const all = incidents(kept);
  const byName = (): KvDocument | undefined =>
    [...all.all()].find((document) => document["investigation_id"] === id);
  return all.get("nobody", id) ?? byName();
}

/** A note may also hang on a finding, whose id stands where that of an investigation does. */
function targetOf(id: string, kept: Kept): string | undefined {
  return find(id, kept)?._key ?? (id.includes("@@") ? id : undefined);
}

function unknown(id: string): Text {
  return refused(404, `MC_0050: Could not find ${id}.`);
}

function keep(collection: KvCollection, document: object): void {
  collection.save("nobody", document, kvSchema([]));
}

function fieldsOf(document: KvDocument): Record<string, unknown> {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !name.startsWith("_")));
}

function shown(document: KvDocument): Record<string, unknown> {
  return withLabels({
    investigation_guid: document._key,
    id: document._key,
    ...fieldsOf(document),
  });
}

function create(request: Request, kept: Kept): Reply {
  const given = jsonBody(request);
  if (given === undefined) return refused(400, "The body must be a JSON object.");
  if (String(given["name"] ?? "") === "") return refused(400, "Missing required field: name");
  const now = kept.now() / 1000;
  const guid = randomUUID();
  const number = String(incidents(kept).size + 1).padStart(5, "0");
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
  keep(incidents(kept), document);
  return json({ investigation_guid: guid, investigation_id: document.investigation_id }, 201);
}

function consolidated(ids: unknown): { event_id: string[] } {
  return { event_id: Array.isArray(ids) ? ids.map(String) : [] };
}

async function list({ args }: Request, kept: Kept): Promise<Reply> {
  const now = kept.now() / 1000;
  const bound = (name: string, otherwise: number): number =>
    readTime(args.get(name) ?? "", now) ?? otherwise;
  const from = bound("create_time_min", Number.NEGATIVE_INFINITY);
  const to = bound("create_time_max", Number.POSITIVE_INFINITY);
  const ids = args.all("ids").flatMap((text) => text.split(","));
  const wanted = ["name", "status", "owner", "urgency", "sensitivity", "disposition"];
  const { test } = await readKvQuery(args.get("filter"));
  const listed = [...incidents(kept).all()].filter((document) => {
    const time = Number(document["create_time"]);
    if (time < from || time > to || !test(document)) return false;
    const names = [document._key, document["investigation_id"]];
    if (ids.length > 0 && !ids.some((id) => names.includes(id))) return false;
    return wanted.every(
      (name) => !args.has(name) || args.all(name).includes(String(document[name])),
    );
  });
  listed.sort((left, right) => Number(right["create_time"]) - Number(left["create_time"]));
  const offset = Math.max(0, readWhole(args, "offset", 0));
  const limit = readWhole(args, "limit", 0);
  return json(listed.slice(offset, limit > 0 ? offset + limit : undefined).map(shown));
}

function show(id: string, kept: Kept): Reply {
  const document = find(id, kept);
  return document === undefined ? unknown(id) : json(shown(document));
}

/** All but the name. A finding is triaged the same way. */
function update(request: ById, kept: Kept): Reply {
  const { id } = request.params;
  const given = jsonBody(request);
  if (given === undefined) return refused(400, "The body must be a JSON object.");
  const document = find(id, kept);
  const changes = textsOf(given, FIELDS);
  if (document !== undefined) {
    const { name: _name, ...others } = changes;
    const time = kept.now() / 1000;
    keep(incidents(kept), { ...document, ...others, update_time: time });
    return json({ investigation_guid: document._key });
  }
  const target = targetOf(id, kept);
  if (target === undefined) return unknown(id);
  saveReview(kept, target, request.user.name, changes);
  return json({ investigation_guid: target });
}

function addFindings(request: ById, kept: Kept): Reply {
  const { id } = request.params;
  const given = jsonBody(request);
  const document = find(id, kept);
  if (document === undefined) return unknown(id);
  const added = consolidated(given?.["finding_ids"]).event_id;
  if (added.length === 0) return refused(400, "Missing required field: finding_ids");
  const known = (document["consolidated_findings"] as { event_id?: string[] }).event_id ?? [];
  const all = [...new Set([...known, ...added])];
  keep(incidents(kept), { ...document, consolidated_findings: { event_id: all } });
  return json({ investigation_guid: document._key });
}

function listNotes({ args, params: { id } }: ById, kept: Kept): Reply {
  const target = targetOf(id, kept);
  if (target === undefined) return unknown(id);
  const listed = [...notes(kept).all()].filter((note) => note["parent_id"] === target);
  const isNewestFirst = (args.get("sort") ?? "").endsWith(":-1");
  if (isNewestFirst) listed.reverse();
  const offset = Math.max(0, readWhole(args, "offset", 0));
  const limit = readWhole(args, "limit", 0);
  const items = listed.slice(offset, limit > 0 ? offset + limit : undefined).map(noteOf);
  return json({ items, limit, offset, total: listed.length });
}

function noteOf(document: KvDocument): Record<string, unknown> {
  return { id: document._key, ...fieldsOf(document) };
}

function createNote(request: ById, kept: Kept): Reply {
  const { id } = request.params;
  const target = targetOf(id, kept);
  if (target === undefined) return unknown(id);
  const given = jsonBody(request);
  if (given === undefined || typeof given["content"] !== "string")
    return refused(400, "Missing required field: content");
  const now = kept.now() / 1000;
  const document = {
    _key: randomUUID(),
    _user: "nobody",
    parent_id: target,
    title: "",
    ...textsOf(given, ["title", "content", "type"]),
    author: request.user.name,
    create_time: now,
    update_time: now,
  };
  keep(notes(kept), document);
  return json(noteOf(document), 201);
}

function findNote({ params }: OfNote, kept: Kept): KvDocument | undefined {
  const note = notes(kept).get("nobody", params.note);
  return note?.["parent_id"] === targetOf(params.id, kept) ? note : undefined;
}

function showNote(request: OfNote, kept: Kept): Reply {
  const note = findNote(request, kept);
  return note === undefined ? unknown(request.params.id) : json(noteOf(note));
}

function updateNote(request: OfNote, kept: Kept): Reply {
  const note = findNote(request, kept);
  const given = jsonBody(request);
  if (note === undefined) return unknown(request.params.id);
  if (given === undefined) return refused(400, "The body must be a JSON object.");
  const time = kept.now() / 1000;
  const changed = { ...note, ...textsOf(given, ["title", "content"]), update_time: time };
  keep(notes(kept), changed);
  return json(noteOf(changed));
}

function removeNote(request: OfNote, kept: Kept): Reply {
  const note = findNote(request, kept);
  if (note === undefined) return unknown(request.params.id);
  notes(kept).remove("nobody", note._key);
  return json({ id: note._key });
}
