/** What a schema asks for and what a node is, in words. */
import { isMap, isScalar, isSeq } from "yaml";
import { resolveRef } from "./reading.ts";
import type { Schema } from "./schema.ts";

const KIND_WORDS: Readonly<Record<string, string>> = {
  boolean: "true or false",
  string: "a text",
  integer: "a whole number",
  array: "a list",
};

export function wishWords(from: Schema, root: Schema): string {
  const { schema, name } = resolveRef(from, root);
  if (schema.title !== undefined) return schema.title;
  if (name === "text") return "a text";
  if (schema.anyOf !== undefined)
    return [...new Set(schema.anyOf.map((branch) => wishWords(branch, root)))].join(", or ");
  if (schema.enum !== undefined) return `one of ${schema.enum.join(", ")}`;
  if (schema.type === "object") return mappingWords(schema);
  const words = [schema.type ?? "value"].flat().map((type) => KIND_WORDS[type] ?? `a ${type}`);
  const least = schema.minimum === undefined ? "" : ` of at least ${schema.minimum}`;
  return `${words.join(" or ")}${least}`;
}

function mappingWords({ properties = {} }: Schema): string {
  const keys = Object.keys(properties);
  return keys.length === 0 ? "a mapping" : `a mapping with ${keys.join(", ")}`;
}

const SHOWN = 60;

export function foundWords(node: unknown): string {
  if (isMap(node)) return "a mapping";
  if (isSeq(node)) return "a list";
  if (!isScalar(node) || node.value === null) return "nothing";
  const text = String(node.source ?? node.value);
  return `\`${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}\``;
}
