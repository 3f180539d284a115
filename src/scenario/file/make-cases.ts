/** Makes the cases of a scenario file, one for each cell of a matrix, or says all that is wrong with them. */
import { dirname, resolve } from "node:path";
import type { Problem, Where } from "../../errors.ts";
import { secretsWithin } from "../../text/masking/find-secrets.ts";
import { createMask, distinctNames, type KnownSecret, type Mask } from "../../text/masking/mask.ts";
import { givenProblems } from "../given/given-problems.ts";
import { cellCount, expandMatrix, MANY_CELLS, MOST_CELLS } from "../given/matrix.ts";
import { mergeCase, type MergedCase } from "./merge-case.ts";
import { findAddon } from "./find-addon.ts";
import { readTime } from "../../text/read-time.ts";
import type {
  AddonPlace,
  Given,
  ReadScenario,
  ScenarioCase,
  ScenarioSource,
  ScenarioText,
} from "./scenario.ts";

/** A case before its matrix is expanded. */
interface PlacedCase extends MergedCase {
  /** As it is told: with secrets masked. */
  readonly title: string;
  where(path: string): Where;
  readonly line: number;
}

/** What the cases of a file have in common, and what is wrong with them. */
interface Making {
  readonly source: ScenarioSource;
  readonly addon: AddonPlace;
  readonly isAnyOnly: boolean;
  readonly secrets: readonly KnownSecret[];
  readonly mask: Mask;
  readonly errors: Problem[];
  readonly warnings: Problem[];
}

export function makeCases(
  text: ScenarioText,
  source: ScenarioSource,
  places: ReadonlyMap<string, Where>,
): ReadScenario {
  const { file } = source;
  const secrets = secretsWithin(text);
  const mask = createMask(secrets);
  const placed = placedCases(text, places, file, mask).map((testCase) =>
    source.roles === undefined
      ? testCase
      : { ...testCase, matrix: { ...testCase.matrix, user: source.roles } },
  );
  const errors: Problem[] = [];
  const addon = findAddon(text, source, (path) => nearestPlace(path, { places, file }), errors);
  const isAnyOnly = placed.some((testCase) => testCase.only === true);
  const making: Making = {
    source,
    addon,
    isAnyOnly,
    secrets,
    mask,
    errors,
    warnings: [],
  };
  const cases = unique(placed, errors).flatMap((testCase) => cellsOf(testCase, making));
  // The cells of a matrix may all have the same mistake.
  const distinct = new Map(errors.map((problem) => [JSON.stringify(problem), problem]));
  return {
    cases: distinct.size > 0 ? [] : cases,
    errors: mask.deep([...distinct.values()]),
    warnings: mask.deep(making.warnings),
  };
}

function placedCases(
  text: ScenarioText,
  places: ReadonlyMap<string, Where>,
  file: string,
  mask: Mask,
): PlacedCase[] {
  const written =
    text.cases === undefined
      ? [{ merged: mergeCase({}, text), at: "" }]
      : text.cases.map((caseText, place) => ({
          merged: mergeCase(text, caseText),
          at: `cases[${place}]`,
        }));
  const titles = distinctNames(
    written.map(({ merged }) => merged.name),
    mask.text,
  );
  return written.map(({ merged, at }, number) => {
    // An expectation may stand in the case, or above in what all cases share.
    const within = at === "" ? [""] : [`${at}.`, ""];
    const where = (path: string): Where => {
      const shared = sharedStub(path, at === "" ? Number.POSITIVE_INFINITY : merged.ownStubs);
      return shared === undefined
        ? nearestPlace(path, { places, file, within, otherwise: at })
        : nearestPlace(shared, { places, file });
    };
    const title = titles[number] ?? merged.name;
    return { ...merged, title, where, line: where("name").line ?? 1 };
  });
}

/** The path of a stub that all cases share, where it stands behind the stubs of a case. */
function sharedStub(path: string, ownStubs: number): string | undefined {
  const [, number, rest = ""] = /^given\.http\[(\d+)\](.*)$/.exec(path) ?? [];
  if (number === undefined || Number(number) < ownStubs) return undefined;
  return `given.http[${Number(number) - ownStubs}]${rest}`;
}

/** The cases but for those whose name another has. */
function unique(placed: readonly PlacedCase[], errors: Problem[]): PlacedCase[] {
  const names = new Map<string, PlacedCase>();
  return placed.filter((testCase) => {
    const before = names.get(testCase.name);
    if (before === undefined) {
      names.set(testCase.name, testCase);
      return true;
    }
    errors.push({
      code: "SCENARIO_DUPLICATE",
      message: `two cases have the name \`${testCase.name}\`: here and on line ${before.line}`,
      hint: "Give each case a name of its own.",
      where: testCase.where("name"),
    });
    return false;
  });
}

function cellsOf(testCase: PlacedCase, making: Making): ScenarioCase[] {
  const { source, addon, errors, mask, secrets } = making;
  const folder = dirname(source.path);
  const { matrix = {}, where } = testCase;
  if (!isMatrixAllowed(testCase, making)) return [];
  const isPlain = Object.keys(matrix).length === 0;
  const cells = isPlain
    ? [{ name: null, trueName: null, given: testCase.given }]
    : expandMatrix(matrix, testCase.given, mask);
  return cells.map((cell) => {
    errors.push(...givenProblems(cell.given, folder, where));
    return {
      id: `${source.file}::${testCase.title}${cell.name === null ? "" : `[${cell.name}]`}`,
      name: testCase.title,
      cell: cell.name,
      trueTitle: mask.isEmpty ? undefined : titleOf(testCase.name, cell.trueName),
      secrets,
      file: source.file,
      line: testCase.line,
      addon,
      given: withPaths(cell.given, folder),
      fixtures: {},
      network: undefined,
      splunkVersion: undefined,
      http: [],
      expect: Object.keys(testCase.expect ?? {}).length === 0 ? undefined : testCase.expect,
      faults: testCase.faults,
      timeLimitMs: readTime(testCase.timeLimit),
      skippedBecause: whySkipped(testCase, making.isAnyOnly),
      where,
    };
  });
}

function titleOf(name: string, cell: string | null): string {
  return cell === null ? name : `${name} [${cell}]`;
}

function isMatrixAllowed({ name, matrix, where }: PlacedCase, making: Making): boolean {
  const most = making.source.maxCells ?? MOST_CELLS;
  const count = cellCount(matrix ?? {});
  if (count > most) {
    making.errors.push({
      code: "SCENARIO_MATRIX_LIMIT",
      message: `the matrix of \`${name}\` has ${count} cells, more than ${most}`,
      hint: "Remove values, or allow more cells with --max-cells N.",
      where: where("matrix"),
    });
    return false;
  }
  if (count > MANY_CELLS) {
    making.warnings.push({
      code: "SCENARIO_MATRIX_LARGE",
      message: `the matrix of \`${name}\` has ${count} cells`,
      hint: "Each cell runs the script once. Remove the values that make no difference.",
      where: where("matrix"),
    });
  }
  return true;
}

function whySkipped({ skip, only }: PlacedCase, isAnyOnly: boolean): string | null {
  if (skip !== false) return typeof skip === "string" ? skip : "skip: true";
  return isAnyOnly && only !== true ? "another case has only: true" : null;
}

/** Paths of files are relative to the scenario file. */
function withPaths(given: Given, folder: string): Given {
  const { rows, http } = given;
  return {
    ...given,
    ...(rows !== undefined && "file" in rows
      ? { rows: { ...rows, file: resolve(folder, rows.file) } }
      : {}),
    http: http?.map((stub) => withPath(stub, folder)),
  };
}

function withPath<Stub extends { readonly file?: string | undefined }>(
  stub: Stub,
  folder: string,
): Stub {
  return stub.file === undefined ? stub : { ...stub, file: resolve(folder, stub.file) };
}

interface Search {
  readonly places: ReadonlyMap<string, Where>;
  readonly file: string;
  /** Prefixes of the path, the first that is there wins. */
  readonly within?: readonly string[];
  /** The path whose place stands for those that are nowhere. */
  readonly otherwise?: string;
}

/** The place of the path, or of what is nearest above it. */
function nearestPlace(
  path: string,
  { places, file, within = [""], otherwise = "" }: Search,
): Where {
  for (let at = path; at !== ""; at = above(at)) {
    for (const prefix of within) {
      const place = places.get(`${prefix}${at}`);
      if (place !== undefined) return place;
    }
  }
  return places.get(otherwise) ?? { file, line: 1 };
}

function above(path: string): string {
  return path.replace(/\[\d+\]$|(?:^|\.)[^.[\]]*$/, "");
}
