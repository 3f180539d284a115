/** storage/collections/data: documents in, documents out, always JSON. Ground: REST API Reference, «KV store endpoints». */
import { visibleNamed } from "../../instance/access.ts";
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { asText, effective, type Entity } from "../../model/entity.ts";
import type { KvCollection } from "../../store/kv/kv-collection.ts";
import { checkedDocument } from "../../store/kv/check-documents.ts";
import { compileKvQuery, readKvQuery } from "../../store/kv/kv-query.ts";
import { type KvSchema, kvSchema } from "../../store/kv/kv-types.ts";
import { listJson } from "../../store/kv/list-json.ts";
import { MAX_ROWS_PER_QUERY, shapeDocuments } from "../../store/kv/shape-documents.ts";
import { parseJson } from "../../model/parse-json.ts";
import { json, JSON_TYPE, type Reply } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";

const PATH = "storage/collections/data/{collection}";
const raw = { rawBody: true } as const;

const MB = 1024 * 1024;
/** Ground: defaults of limits.conf.spec [kvstore]. */
const RESULT_MB = 50;
const BATCH_RESULT_MB = 100;
const BATCH_MB = 50;

export const kvData: readonly Endpoint[] = [
  {
    path: PATH,
    GET: { run: find },
    POST: { ...raw, run: insert },
    DELETE: { ...raw, run: removeAll },
  },
  { path: `${PATH}/batch_save`, POST: { ...raw, run: batchSave } },
  { path: `${PATH}/batch_find`, POST: { ...raw, run: batchFind } },
  {
    path: `${PATH}/{key}`,
    GET: { run: findOne },
    POST: { ...raw, run: replace },
    PUT: { ...raw, run: replace },
    DELETE: { ...raw, run: removeOne },
  },
];

interface Open {
  readonly documents: KvCollection;
  readonly schema: KvSchema;
  readonly owner: string;
}

function open(call: Call, verb: "read" | "write"): Open {
  const name = call.params["collection"] ?? "";
  const { splunkd, namespace, user } = call;
  const viewer = call;
  const [entity] = visibleNamed(splunkd.store.bucket("conf-collections"), name, {
    ...viewer,
    namespace: { ...viewer.namespace, owner: "nobody" },
  });
  if (entity === undefined) throw new RestError(404, `Could not find object.`);
  if (verb === "write") checkWrite(entity, call);
  const settings = Object.entries(effective(entity)).map(
    ([key, value]) => [key, asText(value)] as const,
  );
  const owner = namespace.owner === "-" || !namespace.isExplicit ? "nobody" : namespace.owner;
  if (owner !== "nobody" && owner !== user.name && !user.capabilities.has("admin_all_objects")) {
    throw new RestError(403, `You do not have permission to access the documents of ${owner}.`);
  }
  return {
    documents: splunkd.store.collections.of(`${entity.app}/${entity.name}`),
    schema: kvSchema(settings),
    owner,
  };
}

/** Documents of one's own may always be written; those of all need the collection's write permission. */
function checkWrite(entity: Entity, { user, namespace }: Call): void {
  if (user.capabilities.has("admin_all_objects") || entity.owner === user.name) return;
  if (namespace.isExplicit && namespace.owner === user.name) return;
  const roles = new Set([...user.roles, ...user.allRoles]);
  const write = entity.perms?.write ?? [];
  if (write.includes("*") || write.some((role) => roles.has(role))) return;
  throw new RestError(403, "You do not have permission to write to this collection.");
}

function bodyOf(call: Call): unknown {
  try {
    return parseJson(call.body);
  } catch (error) {
    throw new RestError(400, `JSON in the request is invalid. ( ${(error as Error).message} )`);
  }
}

function documentIn(call: Call): object {
  return checkedDocument(bodyOf(call), call.body.length);
}

function limitOf({ splunkd }: Call, key: string, otherwise: number): number {
  const [entity] = splunkd.store.bucket("conf-limits").named("kvstore");
  const value = entity === undefined ? Number.NaN : Number(asText(effective(entity)[key]));
  return value > 0 ? value : otherwise;
}

async function find(call: Call): Promise<Reply> {
  const { documents, owner } = open(call, "read");
  const { args } = call;
  const isShared = /^(?:1|true)$/i.test(args.get("shared") ?? "");
  const shape = {
    sort: args.get("sort"),
    skip: args.get("skip"),
    limit: args.get("limit"),
    fields: args.get("fields"),
  };
  const most = limitOf(call, "max_rows_per_query", MAX_ROWS_PER_QUERY);
  const query = await readKvQuery(args.get("query"));
  const found = shapeDocuments(documents.find(owner, query, isShared), shape, most);
  const mostBytes = limitOf(call, "max_size_per_result_mb", RESULT_MB) * MB;
  return { kind: "text", type: JSON_TYPE, body: listJson(found, mostBytes) };
}

function insert(call: Call): Reply {
  const { documents, schema, owner } = open(call, "write");
  const made = documents.insert(owner, documentIn(call), schema);
  if ("key" in made) {
    return json({ _key: made.key }, 201);
  }
  throw made.refused === "exists"
    ? new RestError(409, "A document with the same key and user already exists.")
    : new RestError(
        400,
        "A field of the document is not of the type that the collection enforces.",
      );
}

function findOne(call: Call): Reply {
  const { documents, owner } = open(call, "read");
  const document = documents.get(owner, call.params["key"] ?? "");
  if (document === undefined) throw new RestError(404, "Could not find object.");
  return json(document);
}

function replace(call: Call): Reply {
  const { documents, schema, owner } = open(call, "write");
  const key = call.params["key"] ?? "";
  if (documents.get(owner, key) === undefined) throw new RestError(404, "Could not find object.");
  const saved = documents.save(owner, documentIn(call), schema, key);
  if (saved === undefined)
    throw new RestError(
      400,
      "A field of the document is not of the type that the collection enforces.",
    );
  return json({ _key: saved });
}

function removeOne(call: Call): Reply {
  const { documents, owner } = open(call, "write");
  if (!documents.remove(owner, call.params["key"] ?? ""))
    throw new RestError(404, "Could not find object.");
  return json({});
}

async function removeAll(call: Call): Promise<Reply> {
  const { documents, owner } = open(call, "write");
  documents.removeAll(owner, await readKvQuery(call.query.get("query")));
  return json({});
}

function batchSave(call: Call): Reply {
  const { documents, schema, owner } = open(call, "write");
  const mostMb = limitOf(call, "max_size_per_batch_save_mb", BATCH_MB);
  if (call.body.length > mostMb * MB) {
    throw new RestError(
      400,
      `Request exceeds API limits - see limits.conf for details. (Too large a batch save, max_size_per_batch_save_mb=${mostMb})`,
    );
  }
  const list = bodyOf(call);
  if (!Array.isArray(list))
    throw new RestError(400, "JSON in the request is invalid. ( A list of documents is wanted )");
  const most = limitOf(call, "max_documents_per_batch_save", 50_000);
  if (list.length > most) {
    throw new RestError(
      400,
      `Request exceeds API limits - see limits.conf for details. (Too many documents for a single batch save, max_documents_per_batch_save=${most})`,
    );
  }
  const all = list.map((one) => checkedDocument(one, call.body.length));
  const keys = all.map((document) => documents.save(owner, document, schema));
  return json(keys.filter((key) => key !== undefined));
}

async function batchFind(call: Call): Promise<Reply> {
  const { documents, owner } = open(call, "read");
  const list = bodyOf(call);
  if (!Array.isArray(list))
    throw new RestError(400, "JSON in the request is invalid. ( A list of queries is wanted )");
  const most = limitOf(call, "max_rows_per_query", MAX_ROWS_PER_QUERY);
  const mostBytes = limitOf(call, "max_size_per_batch_result_mb", BATCH_RESULT_MB) * MB;
  const found: string[] = [];
  for (const one of list) {
    const answers = await answerQuery(documents, owner, checkedDocument(one, 0), most);
    found.push(listJson(answers, mostBytes / list.length));
  }
  return { kind: "text", type: JSON_TYPE, body: `[${found.join(",")}]` };
}

/** Each is `{query, fields, sort, limit, skip}`; one without any of these words is a query itself. */
async function answerQuery(
  documents: KvCollection,
  owner: string,
  one: object,
  most: number,
): Promise<object[]> {
  const words = one as Record<string, unknown>;
  const isEnvelope = ["query", "fields", "sort", "limit", "skip"].some((word) =>
    Object.hasOwn(words, word),
  );
  const query = await compileKvQuery(isEnvelope ? (words["query"] ?? {}) : one);
  const text = (word: string): string | undefined => {
    const value = words[word];
    if (value === undefined) return undefined;
    if (typeof value !== "object" || value === null) return String(value);
    return Object.entries(value)
      .map(([key, sign]) => `${key}:${String(sign)}`)
      .join(",");
  };
  const shape = isEnvelope
    ? { sort: text("sort"), skip: text("skip"), limit: text("limit"), fields: text("fields") }
    : {};
  return shapeDocuments(documents.find(owner, query), shape, most);
}
