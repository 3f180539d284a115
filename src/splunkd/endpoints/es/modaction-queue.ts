/**
 * alerts/modaction_queue: where an action hands its work to workers elsewhere.
 * Ground: common action model, as public code describes the queue: at most ten records of six keys each, kept in the KV
 * store collection cam_queue; what it answers a worker is a Guess.
 */
import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { kvSchema } from "../../store/kv/kv-types.ts";
import { parseJson } from "../../model/parse-json.ts";
import { json, plain, type Reply } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";

const PATH = "alerts/modaction_queue";
const KEYS = ["action_name", "info", "settings", "sid", "time", "worker"];
const MOST = 10;
const COLLECTION = "Splunk_SA_CIM/cam_queue";
const raw = { rawBody: true } as const;

export const modactionQueue: readonly Endpoint[] = [
  {
    path: `${PATH}/queue`,
    POST: { ...raw, capabilities: ["edit_cam_queue", "admin_all_objects"], run: queue },
  },
  { path: `${PATH}/peek`, GET: { run: peek } },
  { path: `${PATH}/peek/{key}`, GET: { run: results } },
  { path: `${PATH}/dequeue`, POST: { ...raw, run: dequeue } },
  { path: `${PATH}/key`, GET: { run: () => plain(randomBytes(64).toString("hex")) } },
];

function listOf(call: Call, what: string): unknown[] {
  try {
    const list = parseJson(call.body);
    if (Array.isArray(list)) return list as unknown[];
  } catch {
    // Told below.
  }
  throw new RestError(400, `The body must be a JSON list of ${what}.`);
}

function queue(call: Call): Reply {
  const records = listOf(call, "records");
  if (records.length > MOST)
    throw new RestError(400, `At most ${MOST} records can be queued at once.`);
  const collection = call.splunkd.store.collections.of(COLLECTION);
  for (const record of records) {
    const keys = typeof record === "object" && record !== null ? Object.keys(record).sort() : [];
    if (keys.join() !== KEYS.join())
      throw new RestError(400, `A record has exactly the keys ${KEYS.join(", ")}.`);
    const { worker, action_name: action, sid } = record as Record<string, unknown>;
    const hash = createHash("sha1")
      .update(`${String(action)}${String(sid)}`)
      .digest("hex");
    collection.save("nobody", record as object, kvSchema([]), `${String(worker)}@@${hash}`);
  }
  return json({ success: true });
}

function peek(call: Call): Reply {
  const id = call.headers["x-api-id"];
  const all = [...call.splunkd.store.collections.of(COLLECTION).all()];
  return json(all.filter((one) => id === undefined || one["worker"] === id));
}

/** The results file of the job, base64. */
async function results(call: Call): Promise<Reply> {
  const record = call.splunkd.store.collections
    .of(COLLECTION)
    .get("nobody", call.params["key"] ?? "");
  if (record === undefined) throw new RestError(404, "Could not find object.");
  const sid = String(record["sid"]);
  const job = call.splunkd.jobs.all().find((one) => one.sid === sid);
  const [file = Buffer.alloc(0)] = job?.resultsFiles ?? [];
  const bytes = typeof file === "string" ? await readFile(file) : file;
  return plain(bytes.toString("base64"));
}

function dequeue(call: Call): Reply {
  const collection = call.splunkd.store.collections.of(COLLECTION);
  for (const key of listOf(call, "keys")) collection.remove("nobody", String(key));
  return json({ success: true });
}
