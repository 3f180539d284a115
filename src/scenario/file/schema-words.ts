/** What a schema wants and what a node is, in words. */
import { isMap, isScalar, isSeq } from "yaml";
import { resolveRef, type Schema } from "./schema.ts";

export function wishWords(schema: Schema): string {
  const { schema: at, name } = resolveRef(schema);
  if (at.title !== undefined) return at.title;
  if (at.anyOf !== undefined) return [...new Set(at.anyOf.map(wishWords))].join(", or ");
  if (at.enum !== undefined) return `one of ${at.enum.join(", ")}`;
  if (name === "text") return "a text";
  if (at.type === "object") {
    const keys = Object.keys(at.properties ?? {});
    return keys.length === 0 ? "a mapping" : `a mapping of ${keys.join(", ")}`;
  }
  if (at.type === "array") return "a list";
  if (at.minimum !== undefined) return `a number of at least ${at.minimum}`;
  const types = [at.type ?? "a value"].flat();
  return types
    .map(
      (type) =>
        ({ boolean: "true or false", string: "a text", integer: "a whole number" })[type] ??
        `a ${type}`,
    )
    .join(" or ");
}

export function foundWords(node: unknown): string {
  if (isMap(node)) return "a mapping";
  if (isSeq(node)) return "a list";
  if (!isScalar(node) || node.value === null) return "nothing";
  const text = String(node.source ?? node.value);
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}
