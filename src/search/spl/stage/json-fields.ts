/**
 * The fields that spath makes of a JSON text: `a.b` for members, `a{}` for the items of an array, several values as one
 * multivalue field. Ground: Search Reference, «spath»; searchbnf.conf.
 */

import { isArray, isObject, type Json, writeJson } from "../../eval/values/json-value.ts";

export type JsonField = readonly [string, string | readonly string[]];

/** Every leaf of a value, by its path. */
export function jsonFields(value: Json): JsonField[] {
  const leaves = new Map<string, string[]>();
  collect(value, "", 0, leaves);
  return [...leaves].map(([name, values]) => [name, single(values)]);
}

/** Deeper than this nobody nests but to exhaust the stack. */
const MAX_DEPTH = 1000;

function collect(value: Json, path: string, depth: number, leaves: Map<string, string[]>): void {
  if (depth > MAX_DEPTH) return;
  if (isArray(value)) {
    for (const item of value) collect(item, `${path}{}`, depth + 1, leaves);
  } else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value))
      collect(inner, path === "" ? name : `${path}.${name}`, depth + 1, leaves);
  } else if (path !== "") {
    const values = leaves.get(path);
    if (values === undefined) leaves.set(path, [textOf(value)]);
    else values.push(textOf(value));
  }
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : writeJson(value);
}

function single(values: readonly string[]): string | readonly string[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}
