/**
 * All rules, in the order of their ids. A new rule is one file in the folder of its theme, and one line in its
 * index.ts.
 */
import type { Check, Rule } from "./rule/check.ts";
import * as access from "./rules/access/index.ts";
import * as cam from "./rules/cam/index.ts";
import * as conf from "./rules/conf/index.ts";
import * as packaged from "./rules/package/index.ts";
import * as params from "./rules/params/index.ts";
import * as program from "./rules/program/index.ts";
import * as python from "./rules/python/index.ts";
import * as results from "./rules/results/index.ts";
import * as versions from "./rules/versions/index.ts";
import * as waivers from "./rules/waivers/index.ts";

export type { Rule } from "./rule/check.ts";

/** Each theme is a module that exports its rules. */
const themes: readonly Readonly<Record<string, Check>>[] = [
  program,
  conf,
  cam,
  params,
  results,
  access,
  python,
  packaged,
  versions,
];

export const checks: readonly Check[] = themes
  .flatMap((theme) => Object.values(theme))
  .sort((a, b) => (a.id < b.id ? -1 : 1));

/** All rules, including those on waivers. */
export const rules: readonly Rule[] = [...checks, ...Object.values(waivers)];
