/** A scenario file as text → its cases, or all that is wrong with it. Touches the disk only to see what is named. */
import { dirname, resolve } from "node:path";
import { LineCounter, parseDocument, type YAMLError } from "yaml";
import type { Problem, Where } from "../../errors.ts";
import { cellCount, expandMatrix, MANY_CELLS, MOST_CELLS, readMatrix } from "../given/matrix.ts";
import { type Reading, readNode } from "./read-node.ts";
import { readTime } from "./read-time.ts";
import { type FileHeads, badGiven, findAddon, missingFiles } from "./named-files.ts";
import type { CaseText, Given, ScenarioCase } from "./scenario.ts";
import { scenarioSchema } from "./schema.ts";

export interface ScenarioText extends CaseText, FileHeads {
  readonly cases?: readonly CaseText[];
}

export interface ReadScenario {
  /** Empty when there are errors. */
  readonly cases: readonly ScenarioCase[];
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

export interface ScenarioSource {
  /** Absolute. */
  readonly path: string;
  /** As it is shown: relative to the root of the run. */
  readonly file: string;
  readonly text: string;
  /** Cells that a matrix may have at most. */
  readonly maxCells?: number | undefined;
}

const TIME_LIMIT = "60s";

export function readScenario(source: ScenarioSource): ReadScenario {
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines, prettyErrors: false });
  const syntax = document.errors.map((error) => syntaxProblem(error, lines, source.file));
  if (syntax.length > 0) return { cases: [], errors: syntax, warnings: [] };
  const reading: Reading = {
    document,
    lines,
    file: source.file,
    problems: [],
    places: new Map(),
    own: { matrix: readMatrix },
  };
  const text = (readNode(document.contents, scenarioSchema(), "", reading) ?? {}) as ScenarioText;
  if (reading.problems.length > 0) return { cases: [], errors: reading.problems, warnings: [] };
  return makeCases(text, source, reading);
}

function syntaxProblem(error: YAMLError, lines: LineCounter, file: string): Problem {
  const { line, col } = lines.linePos(error.pos[0]);
  return {
    code: "SCENARIO_SYNTAX",
    message: `this is no YAML: ${error.message.split("\n")[0]}`,
    hint:
      error.code === "DUPLICATE_KEY"
        ? "Keep one of the two."
        : "Correct the line; text with a colon, a # or a leading * or % goes in quotes.",
    where: { file, line, column: col },
  };
}

function makeCases(text: ScenarioText, source: ScenarioSource, reading: Reading): ReadScenario {
  const folder = dirname(source.path);
  const errors: Problem[] = [];
  const warnings: Problem[] = [];
  const addon = findAddon(text, source, (path) => nearest(path, reading, source.file), errors);
  const isSingle = text.cases === undefined;
  const written: readonly (CaseText & { readonly at: string })[] = isSingle
    ? [{ ...text, at: "" }]
    : (text.cases ?? []).map((one, place) => ({ ...one, at: `cases[${place}]` }));
  const isAnyOnly = written.some((one) => one.only === true);
  const names = new Map<string, Where>();
  const cases: ScenarioCase[] = [];
  for (const one of written) {
    const where = (path: string): Where =>
      nearest(path, reading, source.file, one.at === "" ? [""] : [`${one.at}.`, ""], one.at);
    const name = one.name ?? text.name ?? one.given?.action ?? text.given?.action ?? "runs";
    const at = where("name");
    const before = names.get(name);
    if (before !== undefined) {
      errors.push({
        code: "SCENARIO_DUPLICATE",
        message: `two cases are called \`${name}\`; the other is on line ${before.line}`,
        hint: "Give each case a name of its own.",
        where: at,
      });
      continue;
    }
    names.set(name, at);
    const given = isSingle ? (text.given ?? {}) : mergeGiven(text.given, one.given);
    const wanted = isSingle ? text.expect : mergeShallow(text.expect, one.expect);
    const expect = Object.keys(wanted ?? {}).length === 0 ? undefined : wanted;
    const matrix = (isSingle ? text.matrix : mergeShallow(text.matrix, one.matrix)) ?? {};
    const most = source.maxCells ?? MOST_CELLS;
    const count = cellCount(matrix);
    if (count > Math.min(MANY_CELLS, most)) {
      const isTooMany = count > most;
      (isTooMany ? errors : warnings).push({
        code: isTooMany ? "SCENARIO_MATRIX_LIMIT" : "SCENARIO_MATRIX_LARGE",
        message: `the matrix of \`${name}\` has ${count} cells${isTooMany ? `, more than ${most}` : ""}`,
        hint: isTooMany
          ? "Take values away, or allow more with --max-cells N."
          : "Take values away if they do not all matter: each cell is a run of the script.",
        where: where("matrix"),
      });
      if (isTooMany) continue;
    }
    const isMatrix = Object.keys(matrix).length > 0;
    for (const cell of isMatrix ? expandMatrix(matrix, given) : [{ name: null, given }]) {
      errors.push(...missingFiles(cell.given, folder, where), ...badGiven(cell.given, where));
      cases.push({
        id: `${source.file}::${name}${cell.name === null ? "" : `[${cell.name}]`}`,
        name,
        cell: cell.name,
        file: source.file,
        line: at.line ?? 1,
        addon,
        given: withPaths(cell.given, folder),
        fixtures: {},
        expect,
        timeLimitMs: readTime(one.timeLimit ?? text.timeLimit ?? TIME_LIMIT),
        skippedBecause: whySkipped(one, text, isAnyOnly),
        where,
      });
    }
  }
  const told = new Map(errors.map((one) => [JSON.stringify(one), one]));
  return { cases: told.size > 0 ? [] : cases, errors: [...told.values()], warnings };
}

function whySkipped(one: CaseText, text: CaseText, isAnyOnly: boolean): string | null {
  const skip = one.skip ?? text.skip ?? false;
  if (skip !== false) return typeof skip === "string" ? skip : "skip: true";
  return isAnyOnly && one.only !== true ? "another case is marked only" : null;
}

/** Paths of files are relative to the scenario file. */
function withPaths(given: Given, folder: string): Given {
  const { rows } = given;
  if (rows === undefined || !("file" in rows)) return given;
  return { ...given, rows: { ...rows, file: resolve(folder, rows.file) } };
}

const DEEP = ["params", "env", "files", "conf", "settings", "kv"] as const;

function mergeGiven(shared: Given = {}, own: Given = {}): Given {
  const merged: Record<string, unknown> = { ...shared, ...own };
  for (const key of DEEP) {
    const [one, other] = [shared[key], own[key]];
    if (one !== undefined && other !== undefined) merged[key] = mergeDeep(one, other);
  }
  return merged;
}

function mergeDeep(one: object, other: object): object {
  const merged: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = merged[key];
    merged[key] =
      typeof before === "object" && before !== null && typeof value === "object"
        ? mergeDeep(before, value as object)
        : value;
  }
  return merged;
}

function mergeShallow<T extends object>(shared: T | undefined, own: T | undefined): T | undefined {
  if (shared === undefined || own === undefined) return own ?? shared;
  return { ...shared, ...own };
}

/** The place of the path, in the case or in what all cases share; else of the nearest above it. */
function nearest(
  path: string,
  reading: Reading,
  file: string,
  within: readonly string[] = [""],
  otherwise = "",
): Where {
  for (let at = path; at !== ""; at = above(at)) {
    for (const prefix of within) {
      const place = reading.places.get(`${prefix}${at}`);
      if (place !== undefined) return place;
    }
  }
  return reading.places.get(otherwise) ?? { file, line: 1 };
}

function above(path: string): string {
  return path.replace(/\[\d+\]$|(?:^|\.)[^.[\]]*$/, "");
}
