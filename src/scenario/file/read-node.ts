/** Reads a YAML node as the schema wants it: the plain value, or every mistake with its place and a hint. */
import { isAlias, isMap, isScalar, isSeq, type LineCounter, type Document, type Node } from "yaml";
import type { ErrorCode, Problem, Where } from "../../errors.ts";
import { compilePcre } from "../../search/regex/regex.ts";
import { HarnessError } from "../../errors.ts";
import { foundWords, wishWords } from "./schema-words.ts";
import { isOfType, resolveRef, type Schema } from "./schema.ts";
import { nearest } from "../../text/nearest.ts";

export interface Reading {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly file: string;
  readonly problems: Problem[];
  /** Path → place in the file. */
  readonly places: Map<string, Where>;
  /** Readers of their own for what a schema cannot say, by name of the definition. */
  readonly own: Readonly<Record<string, (node: Node, path: string, reading: Reading) => unknown>>;
}

export function readNode(given: unknown, from: Schema, path: string, reading: Reading): unknown {
  const node = isAlias(given) ? given.resolve(reading.document) : (given as Node | null);
  const { schema, name } = resolveRef(from);
  if (node !== null && node !== undefined) reading.places.set(path, placeOf(node, reading));
  const own = reading.own[name];
  if (own !== undefined && node !== null && node !== undefined) return own(node, path, reading);
  if (name === "json") return readJson(node, path, reading);
  if (schema.anyOf !== undefined) return readAny(node ?? null, schema, path, reading);
  if (isMap(node)) return readMap(node, schema, path, reading);
  if (isSeq(node)) return readSeq(node, schema, path, reading);
  return readScalar(node ?? null, schema, path, reading, name);
}

function readJson(node: Node | null | undefined, path: string, reading: Reading): unknown {
  try {
    return node?.toJS(reading.document) ?? null;
  } catch (error) {
    // Aliases of aliases that would unfold without end.
    const message = `\`${path}\`: ${(error as Error).message}`;
    complain(reading, node, "SCENARIO_BAD_VALUE", message, "Write the value out.");
    return undefined;
  }
}

/** Adds a mistake. */
export function complain(
  reading: Reading,
  node: unknown,
  code: ErrorCode,
  message: string,
  hint: string,
): void {
  reading.problems.push({ code, message, hint, where: placeOf(node, reading) });
}

export function placeOf(node: unknown, reading: Reading): Where {
  const offset = (node as Node | null)?.range?.[0];
  if (offset === undefined) return { file: reading.file };
  const { line, col } = reading.lines.linePos(offset);
  return { file: reading.file, line: Math.max(line, 1), column: Math.max(col, 1) };
}

function readAny(node: Node | null, schema: Schema, path: string, reading: Reading): unknown {
  const fitting = (schema.anyOf ?? []).filter((one) => accepts(resolveRef(one).schema, node));
  const [first, ...more] = fitting;
  if (first === undefined) return wrong(node, schema, path, reading);
  if (more.length === 0 || !isMap(node)) return readNode(node, first, path, reading);
  // Several kinds of mapping are told apart by the keys that they have.
  const words = node.items.map((pair) => textOf(pair.key));
  const [chosen] = fitting
    .map((one) => ({ one, kind: resolveKind(one, node) }))
    .filter(({ kind }) => (kind.required ?? []).every((key) => words.includes(key)))
    .map(({ one, kind }) => ({
      one,
      known: words.filter((word) => Object.hasOwn(kind.properties ?? {}, word)).length,
    }))
    .sort((a, b) => b.known - a.known);
  if (chosen !== undefined) return readNode(node, chosen.one, path, reading);
  const keys = fitting.flatMap((one) => resolveRef(one).schema.required ?? []);
  const found = words[0];
  complain(
    reading,
    node.items[0]?.key ?? node,
    found === undefined ? "SCENARIO_BAD_VALUE" : "SCENARIO_UNKNOWN_KEY",
    found === undefined ? `\`${path}\` is empty` : `\`${path}\` has no key \`${found}\``,
    `${suggestion(found, keys)}Write one of ${keys.join(", ")}.`,
  );
  return undefined;
}

/** The mapping behind a branch, which may itself be a choice. */
function resolveKind(one: Schema, node: Node): Schema {
  const { schema } = resolveRef(one);
  const inner = schema.anyOf?.find((branch) => accepts(resolveRef(branch).schema, node));
  return inner === undefined ? schema : resolveKind(inner, node);
}

/** By its kind alone: what is wrong inside is better told with the kind known. */
function accepts(schema: Schema, node: Node | null): boolean {
  if (schema.anyOf !== undefined)
    return schema.anyOf.some((one) => accepts(resolveRef(one).schema, node));
  if (isMap(node)) return schema.type === "object";
  if (isSeq(node)) return schema.type === "array";
  const value = isScalar(node) ? node.value : null;
  if (schema.enum !== undefined) return typeof value === "string";
  return [schema.type ?? []].flat().some((type) => isOfType(value, type));
}

function readMap(
  node: Node & { items: { key: unknown; value: unknown }[] },
  schema: Schema,
  path: string,
  reading: Reading,
): unknown {
  if (schema.type !== "object") return wrong(node, schema, path, reading);
  const value: Record<string, unknown> = Object.create(null);
  const properties = schema.properties ?? {};
  for (const pair of node.items) {
    const key = textOf(pair.key);
    const inside = path === "" ? key : `${path}.${key}`;
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    const others =
      typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
    const wanted = known ?? others;
    if (wanted === undefined) {
      const keys = Object.keys(properties);
      complain(
        reading,
        pair.key,
        "SCENARIO_UNKNOWN_KEY",
        `${path === "" ? "a scenario" : `\`${path}\``} has no key \`${key}\``,
        `${suggestion(key, keys)}Known: ${keys.join(", ")}.`,
      );
      continue;
    }
    const read = readNode(pair.value, wanted, inside, reading);
    if (read !== undefined) value[key] = read;
    // The key is where a reader looks for the expectation.
    reading.places.set(inside, placeOf(pair.key, reading));
  }
  for (const key of schema.required ?? []) {
    if (!node.items.some((pair) => textOf(pair.key) === key))
      complain(
        reading,
        node,
        "SCENARIO_BAD_VALUE",
        `${path === "" ? "the scenario" : `\`${path}\``} has no \`${key}\``,
        `Add \`${key}:\`.`,
      );
  }
  return value;
}

function readSeq(
  node: Node & { items: unknown[] },
  schema: Schema,
  path: string,
  reading: Reading,
): unknown {
  if (schema.type !== "array") return wrong(node, schema, path, reading);
  if (node.items.length < (schema.minItems ?? 0))
    complain(reading, node, "SCENARIO_BAD_VALUE", `\`${path}\` is empty`, "Give at least one.");
  return node.items.map((item, place) =>
    readNode(item, schema.items ?? {}, `${path}[${place}]`, reading),
  );
}

function readScalar(
  node: Node | null,
  schema: Schema,
  path: string,
  reading: Reading,
  name: string,
): unknown {
  const value: unknown = isScalar(node) ? node.value : null;
  // `007`, `1.0` and `yes` are handed over as they are written.
  if (name === "text") return value === null ? "" : sourceOf(node, value);
  if (schema.enum !== undefined)
    return schema.enum.includes(value) ? value : wrong(node, schema, path, reading);
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type)))
    return wrong(node, schema, path, reading);
  if (typeof value === "number") {
    const { minimum = -Infinity, maximum = Infinity } = schema;
    if (value < minimum || value > maximum) return wrong(node, schema, path, reading);
  }
  if (typeof value === "string") {
    if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
      return wrong(node, schema, path, reading);
    if (value.length < (schema.minLength ?? 0)) return wrong(node, schema, path, reading);
    if (schema.format === "pcre") checkRegex(value, node, path, reading);
  }
  return value;
}

function checkRegex(pattern: string, node: Node | null, path: string, reading: Reading): void {
  try {
    compilePcre(pattern);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    complain(
      reading,
      node,
      "SCENARIO_BAD_REGEX",
      `\`${path}\`: ${error.message.replace(/^Bad regular expression/, "bad regular expression")}`,
      "Correct the pattern; it is read as PCRE. A text to be found as it stands goes under contains:.",
    );
  }
}

function wrong(node: unknown, schema: Schema, path: string, reading: Reading): undefined {
  complain(
    reading,
    node,
    "SCENARIO_BAD_VALUE",
    `\`${path === "" ? "the file" : path}\` wants ${wishWords(schema)}, not ${foundWords(node)}`,
    schema.description ?? "See the documentation of scenario files.",
  );
  return undefined;
}

function sourceOf(node: unknown, value: unknown): string {
  return typeof value === "string" || !isScalar(node)
    ? String(value)
    : (node.source ?? String(value));
}

export function textOf(node: unknown): string {
  return isScalar(node) ? sourceOf(node, node.value) : String(node);
}

function suggestion(word: string | undefined, known: readonly string[]): string {
  const meant = word === undefined ? undefined : nearest(word, known);
  return meant === undefined ? "" : `Did you mean \`${meant}\`? `;
}
