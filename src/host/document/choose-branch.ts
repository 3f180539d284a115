/** Which of several schemas a node is meant for: by its kind, and mappings by the keys that they have. */
import { isMap, isScalar, isSeq, type Node } from "yaml";
import { nearest } from "../../text/nearest.ts";
import { complain, type Reading, resolveRef, textOf } from "./reading.ts";
import { foundWords, wishWords } from "./schema-words.ts";
import { isOfType, type Schema } from "./schema.ts";

/** Complains, and gives undefined, where none fits. */
export function chooseBranch(
  node: Node | null,
  schema: Schema,
  path: string,
  reading: Reading,
): Schema | undefined {
  const root = reading.form.schema;
  const fitting = (schema.anyOf ?? []).filter((branch) => accepts(branch, node, root));
  const [first, ...more] = fitting;
  if (first === undefined) {
    const wish = wishWords(schema, root);
    complain(reading, { node, path }, "bad-value", {
      message: `\`${path}\` must be ${wish}, not ${foundWords(node)}`,
      hint: schema.description ?? `Write ${wish}.`,
    });
    return undefined;
  }
  if (more.length === 0 || !isMap(node)) return first;
  const keys = node.items.map((pair) => textOf(pair.key));
  const chosen = byKeys(fitting, keys, node, root);
  if (chosen !== undefined) return chosen;
  const known = fitting.flatMap((branch) => resolveRef(branch, root).schema.required ?? []);
  const key = keys[0];
  if (key === undefined) {
    const fault = { message: `\`${path}\` is empty`, hint: `Write one of ${known.join(", ")}.` };
    complain(reading, { node, path }, "bad-value", fault);
    return undefined;
  }
  const meant = nearest(key, known);
  const question = meant === undefined ? "" : `Did you mean \`${meant}\`? `;
  complain(reading, { node: node.items[0]?.key, path }, "unknown-key", {
    message: `\`${path}\` has no key \`${key}\``,
    hint: `${question}Write one of ${known.join(", ")}.`,
  });
  return undefined;
}

/** The one that has most of the keys, and whose own keys are all there. */
function byKeys(
  fitting: readonly Schema[],
  keys: readonly string[],
  node: Node | null,
  root: Schema,
): Schema | undefined {
  const [best] = fitting
    .map((branch) => ({ branch, kind: mappingOf(branch, node, root) }))
    .filter(({ kind }) => (kind.required ?? []).every((key) => keys.includes(key)))
    .map(({ branch, kind }) => ({
      branch,
      known: keys.filter((key) => Object.hasOwn(kind.properties ?? {}, key)).length,
    }))
    .sort((a, b) => b.known - a.known);
  return best?.branch;
}

/** The mapping behind a branch, which may itself be a choice. */
function mappingOf(branch: Schema, node: Node | null, root: Schema): Schema {
  const { schema } = resolveRef(branch, root);
  const inner = schema.anyOf?.find((branch) => accepts(branch, node, root));
  return inner === undefined ? schema : mappingOf(inner, node, root);
}

/** Looks at the kind alone: once the kind is known, a mistake inside gets a better message. */
function accepts(from: Schema, node: Node | null, root: Schema): boolean {
  const { schema } = resolveRef(from, root);
  if (schema.anyOf !== undefined) return schema.anyOf.some((branch) => accepts(branch, node, root));
  if (isMap(node)) return schema.type === "object";
  if (isSeq(node)) return schema.type === "array";
  const value: unknown = isScalar(node) ? node.value : null;
  if (schema.enum !== undefined) return typeof value === "string";
  return [schema.type ?? []].flat().some((type) => isOfType(value, type));
}
