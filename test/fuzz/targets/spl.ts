/** Searches: pipelines of all commands, with expressions of all functions. */
import { runSearch } from "../../../src/run-search.ts";
import { loadAddonFromTree } from "../../../src/addon/load-addon.ts";
import { evalFunctions } from "../../../src/search/eval/functions/functions.ts";
import { COMMANDS } from "../../../src/search/spl/commands.ts";
import type { Chance } from "../../support/load/seeded.ts";
import { mutated } from "../mutate.ts";
import type { Input, Target } from "../target.ts";
import { ADDON } from "./addon-tree.ts";

const FUNCTIONS = [...evalFunctions.values()];
const NAMES = [...COMMANDS.keys()].filter((name) => name !== "sendalert");
const ARGUMENTS: readonly ((chance: Chance) => string)[] = [
  () => "a b* _raw",
  (chance) => `limit=${chance.pick(["0", "5", "-1", "99999999999"])} a`,
  (chance) => `x=${expression(chance, 0)}, y=x`,
  (chance) => expression(chance, 0),
  () => "count sum(a) AS s values(*) by b",
  () => "count(eval(a>1)) AS n dc(b) list(a)",
  () => 'field=a "(?<b>\\w+)" max_match=0',
  () => 'field=a mode=sed "s/a/b/g"',
  () => "a AS b, x_* AS y_*",
  () => "-a, +b, num(c)",
  (chance) => `[| makeresults count=3 | ${pipeline(chance, 2)}]`,
  () => "window=5 current=f count AS n by a",
  () => 'format=csv data="a,b\n1,2"',
  (chance) => `count=${chance.pick(["1", "20", "1000"])}`,
  () => 'a="*x*" OR (b!=1 NOT c IN (1, 2*))',
  () => "",
];
const ATOMS = [
  "a",
  "b",
  "_time",
  "'b c'",
  '"text"',
  '"%d"',
  "1",
  "-1.5",
  "1e300",
  "null()",
  "now()",
];
const OPERATORS = ["+", "-", "*", "/", "%", ".", "=", "!=", "<", ">=", " AND ", " OR ", " LIKE "];

export const spl: Target = { make: makeSpl, take: takeSpl };

function makeSpl(chance: Chance): Input {
  const start = chance.pick([
    "| makeresults count=20 | streamstats count AS a | eval b=a%3",
    '| makeresults | eval a=mvrange(0,50), b="{\\"x\\": [1, {\\"y\\": 2}]}"',
    "search error OR a=1",
    "index=main",
  ]);
  return mutated(`${start} | ${pipeline(chance, 0)}`, chance);
}

function pipeline(chance: Chance, depth: number): string {
  const commands = Array.from({ length: 1 + chance.below(depth > 0 ? 2 : 5) }, () => {
    const name = chance.pick(NAMES);
    const usual = name === "eval" || name === "where";
    return `${name} ${usual ? `a=${expression(chance, 0)}` : chance.pick(ARGUMENTS)(chance)}`;
  });
  return commands.join(" | ");
}

function expression(chance: Chance, depth: number): string {
  if (depth > 4 || chance.isIn(30)) return chance.pick(ATOMS);
  if (chance.isIn(40))
    return `(${expression(chance, depth + 1)}${chance.pick(OPERATORS)}${expression(chance, depth + 1)})`;
  const { name, arity } = chance.pick(FUNCTIONS);
  const most = Math.min(arity[1], arity[0] + 2);
  const count = arity[0] + chance.below(most - arity[0] + 1);
  return `${name}(${Array.from({ length: count }, () => expression(chance, depth + 1)).join(", ")})`;
}

async function takeSpl(input: Input): Promise<string | undefined> {
  await runSearch(loadAddonFromTree(ADDON), String(input), {
    now: 1_700_000_000,
    events: { kind: "rows", rows: [{ _raw: "an error a=1", _time: "1700000000", a: "1" }] },
  });
  return undefined;
}
