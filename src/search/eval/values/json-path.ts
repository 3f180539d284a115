/** Paths into JSON as spath and the JSON functions write them: `a.b{0}.c`, `{}` for every element. */
import { tooLarge } from "../../text/limits.ts";
import { isArray, isObject, type Json } from "./json-value.ts";

/** A key, the index of an element, or every element. */
export type JsonStep =
  | { readonly key: string }
  | { readonly index: number }
  | { readonly every: true };

/** Deeper paths exhaust the stack. */
const MOST_STEPS = 500;
const STEP = /\{(-?\d*)\}|'((?:[^'\\]|\\.)*)'|((?:[^.{'\\]|\\.)(?:[^.{\\]|\\.)*)|\.|[{']/g;

export function readJsonPath(path: string): JsonStep[] {
  const steps: JsonStep[] = [];
  for (const [whole, index, quoted, bare] of path.matchAll(STEP)) {
    if (steps.length === MOST_STEPS)
      throw tooLarge(`A path into JSON has more than ${MOST_STEPS} steps.`);
    if (index !== undefined) steps.push(index === "" ? { every: true } : { index: Number(index) });
    else if (whole !== ".") {
      steps.push({ key: (quoted ?? bare ?? whole).replace(/\\(.)/g, "$1") });
    }
  }
  return steps;
}

/** Everything a path leads to. */
export function valuesAt(value: Json, steps: readonly JsonStep[]): Json[] {
  let values: Json[] = [value];
  for (const step of steps) values = values.flatMap((at) => below(at, step));
  return values;
}

/** Whether a path may lead to several values. */
export function isMany(steps: readonly JsonStep[]): boolean {
  return steps.some((step) => "every" in step);
}

function below(value: Json, step: JsonStep): readonly Json[] {
  if ("key" in step) {
    const has = isObject(value) && Object.hasOwn(value, step.key);
    return has ? [value[step.key] ?? null] : [];
  }
  if (!isArray(value)) return [];
  if ("every" in step) return value;
  const at = placeOf(step.index, value);
  return at < 0 ? [] : value.slice(at, at + 1);
}

/**
 * A copy with the values at the path replaced; what is missing on the way is made, and an index right behind the
 * end of an array adds to it. Undefined leaves out.
 */
export function changeAt(
  value: Json | undefined,
  steps: readonly JsonStep[],
  change: (old: Json | undefined) => Json | undefined,
): Json | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return change(value);
  const inner = (old: Json | undefined): Json | undefined => changeAt(old, rest, change);
  if (!("key" in step)) return changeIn(value, step, inner);
  if (value !== undefined && !isObject(value)) return value;
  return withKey(value ?? {}, step.key, inner);
}

/** In an array. */
function changeIn(
  value: Json | undefined,
  step: Exclude<JsonStep, { readonly key: string }>,
  change: (old: Json | undefined) => Json | undefined,
): Json | undefined {
  if (value !== undefined && !isArray(value)) return value;
  const list = value ?? [];
  const changed = (old: Json | undefined): readonly Json[] => {
    const made = change(old);
    return made === undefined ? [] : [made];
  };
  if ("every" in step) return list.flatMap((item) => changed(item));
  const at = placeOf(step.index, list);
  if (at < 0 || at > list.length) return list;
  return [...list.slice(0, at), ...changed(list[at]), ...list.slice(at + 1)];
}

/** -1 is the last. */
function placeOf(index: number, list: readonly Json[]): number {
  return index < 0 ? list.length + index : index;
}

/** Also for a key that is called `__proto__`. */
export function withKey(
  object: { readonly [key: string]: Json },
  key: string,
  change: (old: Json | undefined) => Json | undefined,
): Json {
  const entries = Object.entries(object);
  const at = entries.findIndex(([name]) => name === key);
  const made = change(entries[at]?.[1]);
  if (made === undefined) entries.splice(at, at < 0 ? 0 : 1);
  else if (at < 0) entries.push([key, made]);
  else entries[at] = [key, made];
  return Object.fromEntries(entries);
}
