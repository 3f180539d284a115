/** Reads a YAML node by its schema: the plain value, or every mistake with its place and a hint. */
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { messageOf } from "../caught.ts";
import { nearest } from "../../text/nearest.ts";
import { chooseBranch } from "./choose-branch.ts";
import { complain, placeOf, type Reading, type Resolved, resolveRef, textOf } from "./reading.ts";
import { foundWords, wishWords } from "./schema-words.ts";
import { isOfType, type Schema } from "./schema.ts";

export function readNode(given: unknown, from: Schema, path: string, reading: Reading): unknown {
  const node = nodeOf(given, reading);
  const resolved = resolveRef(from, reading.form.schema);
  const { schema, name } = resolved;
  if (node !== null) {
    reading.places.set(path, placeOf(node, reading));
    const reader = reading.form.readers[name];
    if (reader !== undefined) return reader(node, path, reading);
  }
  if (name === "json") return readJson(node, path, reading);
  if (schema.anyOf !== undefined) {
    const branch = chooseBranch(node, schema, path, reading);
    return branch === undefined ? undefined : readNode(node, branch, path, reading);
  }
  if (isMap(node)) return readMap(node, schema, path, reading);
  if (isSeq(node)) return readSeq(node, schema, path, reading);
  return readScalar(node, resolved, path, reading);
}

function nodeOf(given: unknown, reading: Reading): Node | null {
  if (isAlias(given)) return given.resolve(reading.document) ?? null;
  return isNode(given) ? given : null;
}

function readJson(node: Node | null, path: string, reading: Reading): unknown {
  try {
    return node?.toJS(reading.document) ?? null;
  } catch (error) {
    // Aliases of aliases that would unfold without end.
    const message = `\`${path}\`: ${messageOf(error)}`;
    complain(reading, { node, path }, "bad-value", { message, hint: "Write the value out." });
    return undefined;
  }
}

function readMap(node: YAMLMap, schema: Schema, path: string, reading: Reading): unknown {
  if (schema.type !== "object") return wrong(node, schema, path, reading);
  const value: Record<string, unknown> = Object.create(null);
  for (const pair of node.items) {
    const key = textOf(pair.key);
    const inside = path === "" ? key : `${path}.${key}`;
    const wanted = schemaOfKey(key, schema);
    if (wanted === undefined) {
      complain(reading, { node: pair.key, path: inside }, "unknown-key", {
        message: `${nameOf(path)} has no key \`${key}\``,
        hint: knownKeys(key, Object.keys(schema.properties ?? {})),
      });
      continue;
    }
    const read = readNode(pair.value, wanted, inside, reading);
    if (read !== undefined) value[key] = read;
    // The key is where a reader looks for the expectation.
    reading.places.set(inside, placeOf(pair.key, reading));
  }
  missingKeys(node, schema, path, reading);
  return value;
}

function schemaOfKey(
  key: string,
  { properties = {}, additionalProperties }: Schema,
): Schema | undefined {
  if (Object.hasOwn(properties, key)) return properties[key];
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}

function missingKeys(node: YAMLMap, schema: Schema, path: string, reading: Reading): void {
  const keys = new Set(node.items.map((pair) => textOf(pair.key)));
  for (const key of schema.required ?? []) {
    if (keys.has(key)) continue;
    const kind = schema.properties?.[key];
    const words = kind === undefined ? "" : `: ${wishWords(kind, reading.form.schema)}`;
    complain(reading, { node, path }, "bad-value", {
      message: `${nameOf(path)} has no \`${key}\``,
      hint: `Add \`${key}\`${words}.`,
    });
  }
}

function readSeq(node: YAMLSeq, schema: Schema, path: string, reading: Reading): unknown {
  if (schema.type !== "array") return wrong(node, schema, path, reading);
  if (node.items.length < (schema.minItems ?? 0)) {
    const fault = { message: `${nameOf(path)} is empty`, hint: "Give at least one." };
    complain(reading, { node, path }, "bad-value", fault);
  }
  return node.items.map((item, place) =>
    readNode(item, schema.items ?? {}, `${path}[${place}]`, reading),
  );
}

function readScalar(
  node: Node | null,
  { schema, name }: Resolved,
  path: string,
  reading: Reading,
): unknown {
  const value: unknown = isScalar(node) ? node.value : null;
  if (name === "text") return value === null ? "" : textOf(node);
  if (!isAllowed(value, schema)) return wrong(node, schema, path, reading);
  if (typeof value === "string") checkFormat(value, node, schema, { path, reading });
  return value;
}

function isAllowed(value: unknown, schema: Schema): boolean {
  if (schema.enum !== undefined) return schema.enum.includes(value);
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return false;
  if (typeof value === "number") return isWithin(value, schema);
  return typeof value !== "string" || isSuch(value, schema);
}

function isWithin(value: number, { minimum = -Infinity, maximum = Infinity }: Schema): boolean {
  return value >= minimum && value <= maximum;
}

function isSuch(value: string, { pattern, minLength = 0 }: Schema): boolean {
  return value.length >= minLength && (pattern === undefined || new RegExp(pattern).test(value));
}

function checkFormat(
  value: string,
  node: Node | null,
  schema: Schema,
  { path, reading }: { readonly path: string; readonly reading: Reading },
): void {
  const fault = reading.form.formats[schema.format ?? ""]?.(value);
  if (fault === undefined) return;
  const message = `\`${path}\`: ${fault.message}`;
  complain(reading, { node, path }, "bad-format", { message, hint: fault.hint });
}

/** Notes that the node is not what the schema wants. */
function wrong(node: unknown, schema: Schema, path: string, reading: Reading): undefined {
  const wish = wishWords(schema, reading.form.schema);
  complain(reading, { node, path }, "bad-value", {
    message: `${nameOf(path)} must be ${wish}, not ${foundWords(node)}`,
    hint: schema.description ?? `Write ${wish}.`,
  });
  return undefined;
}

function nameOf(path: string): string {
  return path === "" ? "the file" : `\`${path}\``;
}

/** The keys there are, the likeliest first. */
export function knownKeys(key: string, keys: readonly string[]): string {
  const meant = nearest(key, keys);
  return `${meant === undefined ? "" : `Did you mean \`${meant}\`? `}Known keys: ${keys.join(", ")}.`;
}
