/** Paths into JSON as spath and the JSON functions write them: `a.b{0}.c`, `{}` for every element. */
import { isObject, type Json } from "./json-value.ts";

/** A key, the index of an element, or every element. */
export type JsonStep =
  | { readonly key: string }
  | { readonly index: number }
  | { readonly every: true };

const STEP = /\{(-?\d*)\}|'((?:[^'\\]|\\.)*)'|((?:[^.{'\\]|\\.)(?:[^.{\\]|\\.)*)|\.|[{']/g;

export function readJsonPath(path: string): JsonStep[] {
  const steps: JsonStep[] = [];
  for (const [whole, index, quoted, bare] of path.matchAll(STEP)) {
    if (index !== undefined) steps.push(index === "" ? { every: true } : { index: Number(index) });
    else if (whole !== ".") {
      steps.push({ key: (quoted ?? bare ?? whole).replace(/\\(.)/g, "$1") });
    }
  }
  return steps;
}

/** Everything a path leads to. */
export function valuesAt(value: Json, steps: readonly JsonStep[]): Json[] {
  let found: Json[] = [value];
  for (const step of steps) found = found.flatMap((at) => below(at, step));
  return found;
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
  if (!Array.isArray(value)) return [];
  if ("every" in step) return value;
  const at = step.index < 0 ? value.length + step.index : step.index;
  return at >= 0 && at < value.length ? [value[at]] : [];
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
  if ("key" in step) {
    if (value !== undefined && !isObject(value)) return value;
    return withKey(value ?? {}, step.key, (old) => changeAt(old, rest, change));
  }
  if (value !== undefined && !Array.isArray(value)) return value;
  const list: readonly Json[] = value ?? [];
  if ("every" in step) return list.flatMap((item) => changeAt(item, rest, change) ?? []);
  const at = step.index < 0 ? list.length + step.index : step.index;
  if (at < 0 || at > list.length) return list;
  const made = changeAt(list[at], rest, change);
  return [...list.slice(0, at), ...(made === undefined ? [] : [made]), ...list.slice(at + 1)];
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
