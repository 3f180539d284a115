/** The matrix of a case: values of `given` by path, and every combination of them as a cell of its own. */
import { isMap, isSeq, type Node } from "yaml";
import { complain, placeOf, type Reading, readNode, textOf } from "../file/read-node.ts";
import type { CaseText, Given } from "../file/scenario.ts";
import { resolveRef, type Schema } from "../file/schema.ts";
import { nearest } from "../../text/nearest.ts";

type Matrix = NonNullable<CaseText["matrix"]>;

/** From here on a warning. */
export const MANY_CELLS = 500;
/** From here on an error, unless more are allowed. */
export const MOST_CELLS = 5_000;

/** Each axis is read as the value of `given` that it stands for. */
export function readMatrix(node: Node, path: string, reading: Reading): unknown {
  if (!isMap(node)) {
    complain(
      reading,
      node,
      "SCENARIO_BAD_VALUE",
      `\`${path}\` wants a mapping of lists`,
      "Write `params.count: [1, 2]`, for example.",
    );
    return undefined;
  }
  const axes: Record<string, unknown[]> = Object.create(null);
  for (const pair of node.items) readAxis(textOf(pair.key), pair.key, pair.value, "", path);
  return axes;

  function readAxis(word: string, key: unknown, value: unknown, above: string, at: string): void {
    const axis = above === "" ? word : `${above}.${word}`;
    // `params: {count: [1, 2]}` says the same as `params.count: [1, 2]`.
    if (isMap(value)) {
      for (const pair of value.items)
        readAxis(textOf(pair.key), pair.key, pair.value, axis, `${at}.${word}`);
      return;
    }
    const inside = `${path}.${axis}`;
    reading.places.set(inside, placeOf(key, reading));
    const schema = schemaAt({ $ref: "#/$defs/given" }, axis.split("."));
    if (typeof schema === "string") {
      complain(reading, key, "SCENARIO_UNKNOWN_KEY", `\`given\` has no \`${axis}\``, schema);
      return;
    }
    if (!isSeq(value) || value.items.length === 0) {
      complain(
        reading,
        value ?? key,
        "SCENARIO_BAD_VALUE",
        `\`${inside}\` wants a list of values`,
        `Write \`${axis}: [one, other]\`.`,
      );
      return;
    }
    axes[axis] = value.items.map((item, place) =>
      readNode(item, schema, `${inside}[${place}]`, reading),
    );
  }
}

/** The schema of a path, or a hint when there is no such path. */
function schemaAt(from: Schema, path: readonly string[]): Schema | string {
  const { schema } = resolveRef(from);
  const [word, ...rest] = path;
  if (word === undefined) return from;
  const known = schema.properties ?? {};
  const next = Object.hasOwn(known, word) ? known[word] : undefined;
  if (next !== undefined) return schemaAt(next, rest);
  const others = schema.additionalProperties;
  if (typeof others === "object") {
    // Names below the last floor may have dots in them.
    return typeof resolveRef(others).schema.additionalProperties === "object"
      ? schemaAt(others, rest)
      : others;
  }
  const keys = Object.keys(known);
  const meant = nearest(word, keys);
  return `${meant === undefined ? "" : `Did you mean \`${meant}\`? `}Known: ${keys.join(", ")}.`;
}

export function cellCount(matrix: Matrix): number {
  return Object.values(matrix).reduce((product, values) => product * values.length, 1);
}

export interface Cell {
  readonly name: string;
  readonly given: Given;
}

/** Every combination, the last axis turning fastest; names in order of the axes. */
export function expandMatrix(matrix: Matrix, given: Given): Cell[] {
  let cells: { words: string[]; given: Given }[] = [{ words: [], given }];
  for (const [axis, values] of Object.entries(matrix)) {
    cells = cells.flatMap((cell) =>
      values.map((value, place) => ({
        words: [...cell.words, `${axis}=${nameOf(value, place)}`],
        given: withValue(cell.given, axis.split("."), value) as Given,
      })),
    );
  }
  return cells.map(({ words, given: made }) => ({ name: words.join(", "), given: made }));
}

function nameOf(value: unknown, place: number): string {
  if (typeof value !== "object") {
    const text = JSON.stringify(value).replace(/^"([\w.:/@-]+)"$/, "$1");
    return text.length > 40 ? `${text.slice(0, 39)}…` : text;
  }
  const text = JSON.stringify(value).replaceAll('"', "");
  return text.length > 40 ? `#${place + 1}` : text;
}

function withValue(whole: unknown, path: readonly string[], value: unknown): unknown {
  const [word, ...rest] = path;
  if (word === undefined) return value;
  const before = (typeof whole === "object" ? whole : undefined) as Texts | undefined;
  if (!FLAT.has(word) || rest.length === 0)
    return { ...before, [word]: withValue(before?.[word], rest, value) };
  const inside = before?.[word] as Texts | undefined;
  return { ...before, [word]: { ...inside, [rest.join(".")]: value } };
}

/** One floor deep, so that a dot is part of the name. */
const FLAT: ReadonlySet<string> = new Set(["params", "env", "files"]);
type Texts = Readonly<Record<string, unknown>>;
