// Ground: Search Reference, «JSON functions».
import { special, plain, type EvalFunction, predicate } from "../eval-function.ts";
import type { Compiled, EvalScope } from "../eval-scope.ts";
import { fromValues, toText, type Inner } from "../values/eval-value.ts";
import { changeAt, isMany, readJsonPath, valuesAt, withKey } from "../values/json-path.ts";
import {
  asField,
  elementsOf,
  inferJson,
  isObject,
  jsonArgument,
  parseJson,
  toJson,
  writeJson,
  type Json,
} from "../values/json-value.ts";
import { toBoolean } from "../comparison.ts";

export const jsonFunctions: readonly EvalFunction[] = [
  plain("json(<value>)", ([value = null]) => {
    const text = toText(value);
    return text !== undefined && parseJson(text) !== undefined ? text : null;
  }),
  editing("json_append", (old, value) =>
    old === undefined ? undefined : [...(Array.isArray(old) ? old : [old]), value],
  ),
  special(
    "json_array([<value>], …)",
    (args, { isText }) =>
      (scope) =>
        writeJson(args.map((arg, at) => toJson(arg(scope), isText[at] === true))),
  ),
  plain("json_array_to_mv(<json_array>, [<keeps_quotes>])", ([value = null, keeps = false]) => {
    const json = jsonArgument(value);
    return Array.isArray(json) ? fromValues(elementsOf(json, toBoolean(keeps) === true)) : null;
  }),
  plain("json_delete(<object>, <key>, …)", ([value, ...keys]) => {
    let json = jsonArgument(value);
    if (json === undefined) return null;
    for (const path of keys.flatMap(keysOf)) {
      json = without(json, path);
      if (json === undefined) return null;
    }
    return writeJson(json);
  }),
  plain("json_entries(<value>)", ([value]) => {
    const json = jsonArgument(value);
    if (!isObject(json)) return null;
    return writeJson(Object.entries(json).map(([key, entry]) => ({ key, value: entry })));
  }),
  editing("json_extend", (old, value) =>
    old === undefined
      ? undefined
      : [...(Array.isArray(old) ? old : [old]), ...(Array.isArray(value) ? value : [value])],
  ),
  plain("json_extract(<json>, [<path>], …)", ([value, ...paths]) => {
    const json = jsonArgument(value);
    if (json === undefined) return null;
    return pick(json, paths, (path) => {
      // `{}` on an object is the object itself, as in the first example of the documentation.
      const all = readJsonPath(path);
      const [first] = all;
      const steps = first !== undefined && "every" in first && isObject(json) ? all.slice(1) : all;
      const values = valuesAt(json, steps);
      return isMany(steps) && values.length > 0 ? values : values[0];
    });
  }),
  plain("json_extract_exact(<json>, [<key>], …)", ([value, ...keys]) => {
    const json = jsonArgument(value);
    if (json === undefined) return null;
    return pick(json, keys, (key) =>
      isObject(json) && Object.hasOwn(json, key) ? json[key] : undefined,
    );
  }),
  // Guess: a path as json_extract() takes it; the documentation names the exact one alone.
  predicate("json_has_key(<object>, <path>)", ([value, path = null]) => {
    const json = jsonArgument(value);
    return isObject(json) && valuesAt(json, readJsonPath(toText(path) ?? "")).length > 0;
  }),
  predicate("json_has_key_exact(<object>, <key>)", ([value, key = null]) => {
    const json = jsonArgument(value);
    return isObject(json) && Object.hasOwn(json, toText(key) ?? "");
  }),
  plain("json_keys(<json>)", ([value]) => {
    const json = jsonArgument(value);
    return isObject(json) ? writeJson(Object.keys(json)) : null;
  }),
  special(
    "json_object([<key>], [<value>], …)",
    (args, { isText }) =>
      (scope) => {
        const entries: [string, Json][] = [];
        for (let at = 0; at + 1 < args.length; at += 2) {
          const key = toText(args[at]?.(scope) ?? null);
          const value = args[at + 1]?.(scope) ?? null;
          if (key !== undefined) entries.push([key, toJson(value, isText[at + 1] === true)]);
        }
        return writeJson(Object.fromEntries(entries));
      },
    { inPairs: 0 },
  ),
  editing("json_set", (_old, value) => value),
  {
    ...editing(
      "json_set_exact",
      (_old, value) => value,
      (key) => [{ key }],
    ),
    arity: [1, Infinity],
  },
  predicate("json_valid(<json>)", ([value]) => jsonArgument(value) !== undefined),
  plain("mv_to_json_array(<field>, [<infer_types>])", ([value = null, infers = false]) => {
    const values = Array.isArray(value) ? value : [toText(value)].flatMap((text) => text ?? []);
    if (values.length === 0) return null;
    const isInferred = toBoolean(infers) === true;
    return writeJson(values.map((text: string) => (isInferred ? inferJson(text) : text)));
  }),
];

/** One key, or several in a JSON array. */
function keysOf(value: Inner): readonly string[] {
  const json = jsonArgument(value);
  return Array.isArray(json) ? elementsOf(json) : [toText(value)].flatMap((text) => text ?? []);
}

/** A key that is called like the path goes before what the path leads to. */
function without(json: Json, path: string): Json | undefined {
  if (isObject(json) && Object.hasOwn(json, path)) return withKey(json, path, () => undefined);
  const steps = readJsonPath(path);
  return valuesAt(json, steps).length > 0 ? changeAt(json, steps, () => undefined) : json;
}

/** No path gives the whole, one its value, several an array of values. */
function pick(json: Json, paths: readonly Inner[], at: (path: string) => Json | undefined): Inner {
  if (paths.length === 0) return asField(json);
  const values = paths.map((path) => at(toText(path) ?? ""));
  return paths.length === 1 ? asField(values[0]) : writeJson(values.map((value) => value ?? null));
}

/** `name(<json>, <path>, <value>, …)`. */
function editing(
  name: string,
  change: (old: Json | undefined, value: Json) => Json | undefined,
  readPath: typeof readJsonPath = readJsonPath,
): EvalFunction {
  const usage = `${name}(<json>, <path>, <value>, …)`;
  const make: EvalFunction["make"] =
    (args, { isText }) =>
    (scope) => {
      let json = jsonArgument(args[0]?.(scope));
      for (let at = 1; json !== undefined && at + 1 < args.length; at += 2) {
        const path = textOf(args[at], scope);
        const value = toJson(args[at + 1]?.(scope) ?? null, isText[at + 1] === true);
        if (path === undefined) continue;
        const steps = readPath(path);
        // json_append() and json_extend() pass over a path that leads nowhere.
        const makes = change(undefined, value) !== undefined;
        if (makes || valuesAt(json, steps).length > 0) {
          json = changeAt(json, steps, (old) => change(old, value));
        }
      }
      return json === undefined ? null : writeJson(json);
    };
  return special(usage, make, { inPairs: 1 });
}

function textOf(arg: Compiled | undefined, scope: EvalScope): string | undefined {
  return toText(arg?.(scope) ?? null);
}
