/**
 * alerts/modaction_queue: where an action hands its work to workers elsewhere.
 * Ground: common action model, as public code describes the queue: at most ten records of six keys each, kept in the KV
 * store collection cam_queue; what it answers a worker is a Guess.
 */
import { createHash, randomBytes } from "node:crypto";
import { readRegular, WHOLE } from "../../../host/files/read-regular.ts";
import type { FastifyRequest } from "fastify";
import type { Family, Request } from "../../call/family.ts";
import { bodyOf } from "../../call/hooks/checks.ts";
import type { Parts } from "../../parts.ts";
import type { KvCollection } from "../../store/kv/kv-collection.ts";
import type { KvDocument } from "../../store/kv/kv-document.ts";
import { kvSchema } from "../../store/kv/kv-types.ts";
import { parseJson } from "../../model/parse-json.ts";
import { json, plain, type Reply } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";

const PATH = "/alerts/modaction_queue";
const KEYS = ["action_name", "info", "settings", "sid", "time", "worker"];
const MOST = 10;
const COLLECTION = "Splunk_SA_CIM/cam_queue";
const CAPABILITIES = ["edit_cam_queue", "admin_all_objects"];

export const modactionQueue: Family = (app, { store, jobs }) => {
  const collection = () => store.collections.of(COLLECTION);
  app.post(`${PATH}/queue`, { config: { rawBody: true, capabilities: CAPABILITIES } }, (request) =>
    queue(request, collection()),
  );
  app.get(`${PATH}/peek`, (request) => peek(request, collection()));
  app.get(`${PATH}/peek/:key`, ({ params }: Request<{ readonly key: string }>) =>
    results(collection().get("nobody", params.key), jobs),
  );
  app.post(`${PATH}/dequeue`, { config: { rawBody: true } }, (request) =>
    dequeue(request, collection()),
  );
  app.get(`${PATH}/key`, () => plain(randomBytes(64).toString("hex")));
};

function listOf(request: FastifyRequest, what: string): unknown[] {
  try {
    const list = parseJson(bodyOf(request));
    if (Array.isArray(list)) return list;
  } catch {
    // Told below.
  }
  throw new RestError(400, `The body must be a JSON list of ${what}.`);
}

function queue(request: FastifyRequest, collection: KvCollection): Reply {
  const records = listOf(request, "records");
  if (records.length > MOST)
    throw new RestError(400, `At most ${MOST} records can be queued at once.`);
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

function peek({ headers }: FastifyRequest, collection: KvCollection): Reply {
  const id = headers["x-api-id"];
  const records = [...collection.all()];
  return json(records.filter((record) => id === undefined || record["worker"] === id));
}

/** The results file of the job, base64. */
async function results(record: KvDocument | undefined, jobs: Parts["jobs"]): Promise<Reply> {
  if (record === undefined) throw new RestError(404, "Could not find object.");
  const sid = String(record["sid"]);
  const job = jobs.all().find((candidate) => candidate.sid === sid);
  const [file = Buffer.alloc(0)] = job?.resultsFiles ?? [];
  const bytes = typeof file === "string" ? readRegular(file, WHOLE) : file;
  return plain(bytes.toString("base64"));
}

function dequeue(request: FastifyRequest, collection: KvCollection): Reply {
  for (const key of listOf(request, "keys")) collection.remove("nobody", String(key));
  return json({ success: true });
}
