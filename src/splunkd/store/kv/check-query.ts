/**
 * A query of the KV store as it may be asked: known operators with operands of their kind, not nested without end.
 * Ground: REST API Reference, storage/collections/data/{collection}; MongoDB's own refusals of an operand.
 */
import { KvQueryError } from "./kv-query-error.ts";
import { readKvPattern } from "./kv-regex.ts";

/** Comparison, logic and shape; nothing that computes or runs code. */
const OPERATORS: ReadonlySet<string> = new Set(
  (
    "$and $or $nor $not $eq $ne $gt $gte $lt $lte $in $nin $exists $regex $options $all $elemMatch " +
    "$size $type $mod"
  ).split(" "),
);

/** Deeper ones are an attack, not a question. */
const DEEPEST = 50;

/** What `$regex` is called once its pattern and its options are one. */
export const PATTERN_OPERATOR = "$pattern";

export type Plain = Record<string, unknown>;

export function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function checkedQuery(query: Plain): Plain {
  return checked(query, 0) as Plain;
}

function checked(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) throw new KvQueryError("The query is nested too deeply.");
  if (Array.isArray(value)) return value.map((item) => checked(item, depth + 1));
  if (!isPlain(value)) return value;
  const made: Plain = {};
  for (const [name, operand] of Object.entries(value)) {
    if (name.startsWith("$")) checkOperator(name, operand, value);
    else if (name.split(".").includes("__proto__"))
      throw new KvQueryError(`Field names cannot be ${name}`);
    if (name === "$options") continue;
    if (name === "$regex") {
      made[PATTERN_OPERATOR] = readKvPattern(operand, value["$options"]);
      continue;
    }
    const inner = checked(operand, depth + 1);
    // Splunk's examples put $not before a whole condition, MongoDB only behind a field.
    if (name === "$not" && depth === 0) {
      made["$nor"] = [...((made["$nor"] as unknown[] | undefined) ?? []), inner];
    } else {
      Object.defineProperty(made, name, { value: inner, enumerable: true, writable: true });
    }
  }
  return made;
}

function checkOperator(name: string, operand: unknown, around: Plain): void {
  if (!OPERATORS.has(name)) throw new KvQueryError(`Unsupported operator: ${name}`);
  const refusal = refusalOf(name, operand, around);
  if (refusal !== undefined) throw new KvQueryError(refusal);
}

function refusalOf(name: string, operand: unknown, around: Plain): string | undefined {
  switch (name) {
    case "$and":
    case "$or":
    case "$nor":
      return Array.isArray(operand) && operand.length > 0 && operand.every(isPlain)
        ? undefined
        : `${name} must be a nonempty array of objects`;
    case "$in":
    case "$nin":
    case "$all":
      return Array.isArray(operand) ? undefined : `${name} needs an array`;
    case "$mod":
      return isModulus(operand) ? undefined : "malformed mod, it needs a divisor and a remainder";
    case "$size":
      return typeof operand === "number" ? undefined : "$size needs a number";
    case "$not":
    case "$elemMatch":
      return isPlain(operand) ? undefined : `${name} needs an object`;
    case "$options":
      return Object.hasOwn(around, "$regex") ? undefined : "$options needs a $regex";
    default:
      return undefined;
  }
}

function isModulus(operand: unknown): boolean {
  return (
    Array.isArray(operand) &&
    operand.length === 2 &&
    operand.every((number) => typeof number === "number") &&
    operand[0] !== 0
  );
}
