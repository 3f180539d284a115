// Options that go nowhere: none is taken that nobody reads, and none is read that nobody sets.
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";
import { type OptionUse, optionUses } from "../support/option-uses.ts";

const uses = optionUses(resolve(import.meta.dirname, "../.."));

/** Interfaces that say what somebody wants, and are not themselves given to anybody. */
const WISHES = /(?:Options|Request|Fixtures?|Parts|Settings|Config|Wish|Given)$/;

/** Types by the name of a definition in a schema: nothing ever has them. */
const NO_VALUES: ReadonlySet<string> = new Set(["MadeFixtures"]);

/** What is set, but not in src/, and by whom. */
const SET_ELSEWHERE: Readonly<Record<string, string>> = {
  "CopyOptions.limits": "smaller ones, to reach them",
  "ProgramWish.platform": "a test of other platforms",
  "SandboxOptions.parent": "tests of what is left in a folder",
  "SidParts.guid": "a test of the sid of a search head cluster",
};

const namesOf = (some: readonly OptionUse[]): string[] => some.map(({ name }) => name).sort();

/** Each kind of option that goes nowhere, beside one of its kind that does not. */
const SAMPLE = `
export interface RunOptions {
  readonly read?: string;
  readonly unread?: string;
  readonly taken?: string;
  readonly byKey?: string;
  readonly handedOn?: string;
  readonly copied?: string;
}
interface Settings { readonly copied: string }
interface Index {
  readonly unset?: string;
  readonly spread?: string;
  readonly assigned?: string;
  readonly handedOn?: string;
}
const settings = (options: RunOptions): Settings => ({ copied: options.copied ?? "" });
const show = (index: Index): unknown[] => [index.unset, index.spread, index.assigned, index.handedOn];
export function run(options: RunOptions, key: "byKey"): unknown {
  const { taken } = options;
  const index: { -readonly [name in keyof Index]: Index[name] } = {
    ...(taken === undefined ? {} : { spread: taken }),
  };
  index.assigned = options.read;
  settings(options);
  return [options[key], show(index), show(options)];
}
`;

it("knows an option that is read and set from one that is not", () => {
  const config = { compilerOptions: { strict: true, target: "es2022" }, include: ["src"] };
  const sample = optionUses(
    tempFolder({
      "tsconfig.json": JSON.stringify(config),
      "src/index.ts": 'export { type RunOptions } from "./run.js";',
      "src/run.ts": SAMPLE,
    }),
  );
  expect(namesOf(sample.filter(({ isRead }) => !isRead))).toEqual([
    "RunOptions.unread",
    "Settings.copied",
  ]);
  expect(namesOf(sample.filter(({ isSet, isPublic }) => !isSet && !isPublic))).toEqual([
    "Index.unset",
  ]);
  expect(sample.find(({ owner }) => owner === "RunOptions")).toMatchObject({ isPublic: true });
});

it("reads each option that it takes", () => {
  const wishes = uses.filter(({ owner }) => WISHES.test(owner) && !NO_VALUES.has(owner));
  expect(wishes.length).toBeGreaterThan(150);
  expect(namesOf(wishes.filter(({ isRead }) => !isRead))).toEqual([]);
});

it("sets each option that its callers cannot set", () => {
  const own = uses.filter(({ isPublic }) => !isPublic);
  expect(namesOf(own.filter(({ isSet }) => !isSet))).toEqual(Object.keys(SET_ELSEWHERE));
});
