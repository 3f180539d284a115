/** storage/collections/data: documents in, documents out, always JSON. Ground: REST API Reference, «KV store endpoints». */
import { messageOf } from "../../../host/caught.ts";
import { type Viewer, visibleNamed } from "../../instance/access.ts";
import type { Family, Request } from "../../call/family.ts";
import { bodyOf } from "../../call/hooks/checks.ts";
import { asText, effective, type Entity } from "../../model/entity.ts";
import type { KvCollection } from "../../store/kv/kv-collection.ts";
import { checkedDocument } from "../../store/kv/check-documents.ts";
import { compileKvQuery, readKvQuery } from "../../store/kv/kv-query.ts";
import { type KvSchema, kvSchema, misfitIn } from "../../store/kv/kv-types.ts";
import { listJson } from "../../store/kv/list-json.ts";
import { MAX_ROWS_PER_QUERY, shapeDocuments } from "../../store/kv/shape-documents.ts";
import { parseJson } from "../../model/parse-json.ts";
import { json, JSON_TYPE, type Reply, type Text } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import type { Store } from "../../store/store.ts";

const PATH = "/storage/collections/data/:collection";
const RAW = { config: { rawBody: true } };

const MB = 1024 * 1024;
/** Ground: defaults of limits.conf.spec [kvstore]. */
const RESULT_MB = 50;
const BATCH_RESULT_MB = 100;
const BATCH_MB = 50;

type OfCollection = Request<{ readonly collection: string }>;
type OfDocument = Request<{ readonly collection: string; readonly key: string }>;

export const kvData: Family = (app, { store }) => {
  app.get(PATH, (request: OfCollection) => find(request, store));
  app.post(PATH, RAW, (request: OfCollection) => insert(request, store));
  app.delete(PATH, RAW, async (request: OfCollection) => {
    const { documents, owner } = openCollection(request, store, "write");
    documents.removeAll(owner, await readKvQuery(request.queryArgs.get("query")));
    return json({});
  });
  app.post(`${PATH}/batch_save`, RAW, (request: OfCollection) => batchSave(request, store));
  app.post(`${PATH}/batch_find`, RAW, (request: OfCollection) => batchFind(request, store));

  const item = `${PATH}/:key`;
  app.get(item, (request: OfDocument) => {
    const { documents, owner } = openCollection(request, store, "read");
    const document = documents.get(owner, request.params.key);
    if (document === undefined) throw notThere();
    return json(document);
  });
  app.post(item, RAW, (request: OfDocument) => {
    const { documents, schema, owner } = openCollection(request, store, "write");
    const { key } = request.params;
    if (documents.get(owner, key) === undefined) throw notThere();
    const document = documentIn(request);
    const saved = documents.save(owner, document, schema, key);
    if (saved === undefined) throw isOfOtherType(document, schema);
    return json({ _key: saved });
  });
  app.delete(item, RAW, (request: OfDocument) => {
    const { documents, owner } = openCollection(request, store, "write");
    if (!documents.remove(owner, request.params.key)) throw notThere();
    return json({});
  });
};

interface OpenCollection {
  readonly documents: KvCollection;
  readonly schema: KvSchema;
  readonly owner: string;
}

function openCollection(
  { params, namespace, user }: OfCollection,
  store: Store,
  verb: "read" | "write",
): OpenCollection {
  const [entity] = visibleNamed(store.bucket("conf-collections"), params.collection, {
    user,
    namespace: { ...namespace, owner: "nobody" },
  });
  if (entity === undefined) throw notThere();
  if (verb === "write") checkWrite(entity, { user, namespace });
  const settings = Object.entries(effective(entity)).map(
    ([key, value]) => [key, asText(value)] as const,
  );
  const owner = namespace.owner === "-" || !namespace.isExplicit ? "nobody" : namespace.owner;
  if (owner !== "nobody" && owner !== user.name && !user.capabilities.has("admin_all_objects")) {
    throw new RestError(403, `You do not have permission to access the documents of ${owner}.`);
  }
  return {
    documents: store.collections.of(`${entity.app}/${entity.name}`),
    schema: kvSchema(settings),
    owner,
  };
}

/** Documents of one's own may always be written; those of all need the collection's write permission. */
function checkWrite(entity: Entity, { user, namespace }: Viewer): void {
  if (user.capabilities.has("admin_all_objects") || entity.owner === user.name) return;
  if (namespace.isExplicit && namespace.owner === user.name) return;
  const roles = new Set([...user.roles, ...user.allRoles]);
  const write = entity.perms?.write ?? [];
  if (write.includes("*") || write.some((role) => roles.has(role))) return;
  throw new RestError(403, "You do not have permission to write to this collection.");
}

function notThere(): RestError {
  return new RestError(404, "Could not find object.");
}

/** Guess: splunkd's own words are not public. These name the field, which an author needs. */
function isOfOtherType(document: object, schema: KvSchema): RestError {
  const [field, type] = misfitIn(document, schema) ?? ["A field of the document", "its type"];
  return new RestError(400, `${field} is not of the type ${type}, and enforceTypes is true.`);
}

function jsonIn(request: Request): unknown {
  try {
    return parseJson(bodyOf(request));
  } catch (error) {
    throw new RestError(400, `JSON in the request is invalid. ( ${messageOf(error)} )`);
  }
}

function documentIn(request: Request): object {
  return checkedDocument(jsonIn(request), bodyOf(request).length);
}

function limitOf(store: Store, key: string, otherwise: number): number {
  const [entity] = store.bucket("conf-limits").named("kvstore");
  const value = entity === undefined ? Number.NaN : Number(asText(effective(entity)[key]));
  return value > 0 ? value : otherwise;
}

async function find(request: OfCollection, store: Store): Promise<Text> {
  const { documents, owner } = openCollection(request, store, "read");
  const { args } = request;
  const isShared = /^(?:1|true)$/i.test(args.get("shared") ?? "");
  const shape = {
    sort: args.get("sort"),
    skip: args.get("skip"),
    limit: args.get("limit"),
    fields: args.get("fields"),
  };
  const most = limitOf(store, "max_rows_per_query", MAX_ROWS_PER_QUERY);
  const query = await readKvQuery(args.get("query"));
  const rows = shapeDocuments(documents.find(owner, query, isShared), shape, most);
  const mostBytes = limitOf(store, "max_size_per_result_mb", RESULT_MB) * MB;
  return { kind: "text", type: JSON_TYPE, body: listJson(rows, mostBytes) };
}

function insert(request: OfCollection, store: Store): Reply {
  const { documents, schema, owner } = openCollection(request, store, "write");
  const document = documentIn(request);
  const made = documents.insert(owner, document, schema);
  if ("key" in made) return json({ _key: made.key }, 201);
  throw made.refused === "exists"
    ? new RestError(409, "A document with the same key and user already exists.")
    : isOfOtherType(document, schema);
}

function batchSave(request: OfCollection, store: Store): Reply {
  const { documents, schema, owner } = openCollection(request, store, "write");
  const mostMb = limitOf(store, "max_size_per_batch_save_mb", BATCH_MB);
  const bytes = bodyOf(request).length;
  if (bytes > mostMb * MB)
    throw overLimit("Too large a batch save", `max_size_per_batch_save_mb=${mostMb}`);
  const list = jsonIn(request);
  if (!Array.isArray(list))
    throw new RestError(400, "JSON in the request is invalid. ( A list of documents is wanted )");
  const most = limitOf(store, "max_documents_per_batch_save", 1_000);
  if (list.length > most)
    throw overLimit(
      "Too many documents for a single batch save",
      `max_documents_per_batch_save=${most}`,
    );
  const all = list.map((document) => checkedDocument(document, bytes));
  const keys = all.map((document) => documents.save(owner, document, schema));
  return json(keys.filter((key) => key !== undefined));
}

function overLimit(what: string, limit: string): RestError {
  return new RestError(
    400,
    `Request exceeds API limits - see limits.conf for details. (${what}, ${limit})`,
  );
}

async function batchFind(request: OfCollection, store: Store): Promise<Reply> {
  const { documents, owner } = openCollection(request, store, "read");
  const list = jsonIn(request);
  if (!Array.isArray(list))
    throw new RestError(400, "JSON in the request is invalid. ( A list of queries is wanted )");
  const most = limitOf(store, "max_rows_per_query", MAX_ROWS_PER_QUERY);
  const mostBytes = limitOf(store, "max_size_per_batch_result_mb", BATCH_RESULT_MB) * MB;
  const answers: string[] = [];
  for (const query of list) {
    const rows = await answerQuery(documents, owner, checkedDocument(query, 0), most);
    answers.push(listJson(rows, mostBytes / list.length));
  }
  return { kind: "text", type: JSON_TYPE, body: `[${answers.join(",")}]` };
}

/** Each is `{query, fields, sort, limit, skip}`; one without any of these words is a query itself. */
async function answerQuery(
  documents: KvCollection,
  owner: string,
  asked: object,
  most: number,
): Promise<object[]> {
  const words = asked as Record<string, unknown>;
  const isEnvelope = ["query", "fields", "sort", "limit", "skip"].some((word) =>
    Object.hasOwn(words, word),
  );
  const query = await compileKvQuery(isEnvelope ? (words["query"] ?? {}) : asked);
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
