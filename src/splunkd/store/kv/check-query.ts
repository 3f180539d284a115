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
    checkName(name, operand, value);
    // `$regex` takes it along.
    if (name === "$options") continue;
    if (name === "$regex") made[PATTERN_OPERATOR] = readKvPattern(operand, value["$options"]);
    else put(made, name, checked(operand, depth + 1), depth);
  }
  return made;
}

function checkName(name: string, operand: unknown, around: Plain): void {
  if (name.startsWith("$")) checkOperator(name, operand, around);
  else if (name.split(".").includes("__proto__"))
    throw new KvQueryError(`Field names cannot be ${name}`);
}

function put(made: Plain, name: string, operand: unknown, depth: number): void {
  // Splunk's examples put $not before a whole condition, MongoDB only behind a field.
  if (name === "$not" && depth === 0) {
    made["$nor"] = [...((made["$nor"] as unknown[] | undefined) ?? []), operand];
  } else {
    Object.defineProperty(made, name, { value: operand, enumerable: true, writable: true });
  }
}

function checkOperator(name: string, operand: unknown, around: Plain): void {
  if (!OPERATORS.has(name)) throw new KvQueryError(`Unsupported operator: ${name}`);
  const refusal = refusalOf(name, operand, around);
  if (refusal !== undefined) throw new KvQueryError(refusal);
}

function refusalOf(name: string, operand: unknown, around: Plain): string | undefined {
  const wanted = WANTED.get(name);
  return wanted === undefined || wanted.fits(operand, around) ? undefined : wanted.refusal;
}

interface Wanted {
  fits(operand: unknown, around: Plain): boolean;
  readonly refusal: string;
}

/** What an operator wants of its operand; those that are not here take anything. */
const WANTED: ReadonlyMap<string, Wanted> = new Map<string, Wanted>([
  ...["$and", "$or", "$nor"].map((name): [string, Wanted] => [
    name,
    { fits: isConditions, refusal: `${name} must be a nonempty array of objects` },
  ]),
  ...["$in", "$nin", "$all"].map((name): [string, Wanted] => [
    name,
    { fits: Array.isArray, refusal: `${name} needs an array` },
  ]),
  ...["$not", "$elemMatch"].map((name): [string, Wanted] => [
    name,
    { fits: isPlain, refusal: `${name} needs an object` },
  ]),
  ["$mod", { fits: isModulus, refusal: "malformed mod, it needs a divisor and a remainder" }],
  ["$size", { fits: (size) => typeof size === "number", refusal: "$size needs a number" }],
  [
    "$options",
    { fits: (_, around) => Object.hasOwn(around, "$regex"), refusal: "$options needs a $regex" },
  ],
]);

function isConditions(operand: unknown): boolean {
  return Array.isArray(operand) && operand.length > 0 && operand.every(isPlain);
}

function isModulus(operand: unknown): boolean {
  return (
    Array.isArray(operand) &&
    operand.length === 2 &&
    operand.every((number) => typeof number === "number") &&
    operand[0] !== 0
  );
}
