/** The matrix of a case: values of `given` by path, and every combination of them as a cell of its own. */
import { isMap, isSeq, type Node } from "yaml";
import { knownKeys, readNode } from "../../host/document/read-node.ts";
import {
  complain,
  type FormatFault,
  placeOf,
  type Reading,
  resolveRef,
  textOf,
} from "../../host/document/reading.ts";
import type { Schema } from "../../host/document/schema.ts";
import type { CaseText, Given } from "../file/scenario.ts";
import { type Mask, numbered } from "../../text/masking/mask.ts";

type Matrix = NonNullable<CaseText["matrix"]>;

/** More cells get a warning. */
export const MANY_CELLS = 500;
/** More cells are an error, unless the user allows more. */
export const MOST_CELLS = 5_000;

/** Each axis is read as the value of `given` that it stands for. */
export function readMatrix(node: Node, path: string, reading: Reading): Matrix | undefined {
  if (!isMap(node)) {
    complain(reading, { node, path }, "bad-value", {
      message: `\`${path}\` must be a mapping of lists`,
      hint: "Write `params.count: [1, 2]`, for example.",
    });
    return undefined;
  }
  const axes: Record<string, readonly unknown[]> = Object.create(null);
  for (const { axis, key, value } of axesOf(node, "")) {
    const values = readAxis(axis, { key, value }, `${path}.${axis}`, reading);
    if (values !== undefined) axes[axis] = values;
  }
  return axes;
}

interface AxisNode {
  readonly axis: string;
  readonly key: unknown;
  readonly value: unknown;
}

/** `params: {count: [1, 2]}` says the same as `params.count: [1, 2]`. */
function axesOf(node: unknown, above: string): AxisNode[] {
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => {
    const axis = above === "" ? textOf(key) : `${above}.${textOf(key)}`;
    return isMap(value) ? axesOf(value, axis) : [{ axis, key, value }];
  });
}

function readAxis(
  axis: string,
  { key, value }: Omit<AxisNode, "axis">,
  path: string,
  reading: Reading,
): unknown[] | undefined {
  reading.places.set(path, placeOf(key, reading));
  const schema = schemaAt({ $ref: "#/$defs/given" }, axis.split("."), reading.form.schema);
  if ("message" in schema) {
    complain(reading, { node: key, path }, "unknown-key", schema);
    return undefined;
  }
  if (!isSeq(value) || value.items.length === 0) {
    complain(reading, { node: value ?? key, path }, "bad-value", {
      message: `\`${path}\` must be a list of values`,
      hint: `Write \`${axis}: [one, other]\`.`,
    });
    return undefined;
  }
  return value.items.map((item, place) => readNode(item, schema, `${path}[${place}]`, reading));
}

/** The schema of a path below `given`, or what is wrong when there is no such path. */
function schemaAt(from: Schema, path: readonly string[], root: Schema): Schema | FormatFault {
  const { schema } = resolveRef(from, root);
  const [word, ...rest] = path;
  if (word === undefined) return from;
  const known = schema.properties ?? {};
  const next = Object.hasOwn(known, word) ? known[word] : undefined;
  if (next !== undefined) return schemaAt(next, rest, root);
  const others = schema.additionalProperties;
  if (typeof others !== "object") {
    return {
      message: `\`given\` has no key \`${word}\``,
      hint: knownKeys(word, Object.keys(known)),
    };
  }
  // Names below the last floor may have dots in them.
  const isLast = typeof resolveRef(others, root).schema.additionalProperties !== "object";
  return isLast ? others : schemaAt(others, rest, root);
}

export function cellCount(matrix: Matrix): number {
  return Object.values(matrix).reduce((product, values) => product * values.length, 1);
}

export interface Cell {
  /** With secrets masked. */
  readonly name: string;
  /** Their values, for those who ask for one by its name. */
  readonly trueName: string;
  readonly given: Given;
}

/** Every combination. The last axis changes first, and names are in the order of the axes. */
export function expandMatrix(matrix: Matrix, given: Given, mask: Mask): Cell[] {
  let cells: { words: Words[]; given: Given }[] = [{ words: [], given }];
  for (const [axis, values] of Object.entries(matrix)) {
    cells = cells.flatMap((cell) =>
      values.map((value, place) => ({
        words: [...cell.words, wordsOf(axis, value, place, mask)],
        // The value was read by the schema of its path.
        given: withValue(cell.given, axis.split("."), value) as Given,
      })),
    );
  }
  const trueNames = cells.map(({ words }) => words.map(({ whole }) => whole).join(", "));
  const names = numbered(
    cells.map(({ words }) => words.map(({ shown }) => shown).join(", ")),
    trueNames,
  );
  return cells.map((cell, at) => ({
    name: names[at] ?? "",
    trueName: trueNames[at] ?? "",
    given: cell.given,
  }));
}

interface Words {
  readonly shown: string;
  readonly whole: string;
}

function wordsOf(axis: string, value: unknown, place: number, mask: Mask): Words {
  const name = axis.slice(axis.lastIndexOf(".") + 1);
  const shown = Object.values(mask.deep({ [name]: value }))[0];
  return {
    shown: `${axis}=${nameOf(shown, place)}`,
    whole: `${axis}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  };
}

const SHOWN = 40;

function nameOf(value: unknown, place: number): string {
  if (typeof value === "object") {
    const text = JSON.stringify(value).replaceAll('"', "");
    return text.length > SHOWN ? `#${place + 1}` : text;
  }
  const text = JSON.stringify(value).replace(/^"([\w.:/@-]+|<redacted>)"$/, "$1");
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
}

/** One floor deep, so that a dot is part of the name. */
const FLAT: ReadonlySet<string> = new Set(["params", "env", "files"]);

function withValue(whole: unknown, path: readonly string[], value: unknown): unknown {
  const [word, ...rest] = path;
  if (word === undefined) return value;
  const before = new Map(Object.entries(whole ?? {}));
  const inside = FLAT.has(word) && rest.length > 0 ? [rest.join(".")] : rest;
  before.set(word, withValue(before.get(word), inside, value));
  return Object.fromEntries(before);
}
