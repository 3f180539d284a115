// Names say what they hold, not how it was come by.
import { Visitor } from "rolldown/utils";
import { expect, it } from "vitest";
import { readSource, sourceFiles } from "./source-files.ts";

const SAYS_NOTHING: ReadonlySet<string> = new Set(["found", "said", "told", "own", "one"]);

interface Pattern {
  readonly type: string;
  readonly start: number;
  readonly name?: string | undefined;
  readonly left?: Inner;
  readonly argument?: Inner;
  readonly value?: Inner;
  readonly properties?: readonly Inner[] | undefined;
  readonly elements?: readonly Inner[] | undefined;
}

type Inner = Pattern | null | undefined;

/** What a pattern declares: a name, or those inside of `{…}`, `[…]`, `…rest`, and `name = default`. */
function* declaredIn(pattern: Inner): Generator<Pattern> {
  if (pattern === null || pattern === undefined) return;
  const { type, left, argument, value, properties = [], elements = [] } = pattern;
  if (type === "Identifier") yield pattern;
  else
    for (const inner of [left, argument, value, ...properties, ...elements])
      yield* declaredIn(inner);
}

function namesIn(file: string): string[] {
  const { text, program } = readSource(file);
  const names: string[] = [];
  const look = (patterns: readonly Inner[]): void => {
    const declared = patterns.flatMap((pattern) => [...declaredIn(pattern)]);
    // Of two that are compared, none is more than the other.
    const isPair = declared.some(({ name }) => name === "other");
    for (const { name = "", start } of declared)
      if (SAYS_NOTHING.has(name) && !(name === "one" && isPair))
        names.push(`src/${file}:${text.slice(0, start).split("\n").length}: ${name}`);
  };
  new Visitor({
    VariableDeclarator: ({ id }) => look([id]),
    FunctionDeclaration: ({ id, params }) => look([id, ...params]),
    FunctionExpression: ({ params }) => look(params),
    ArrowFunctionExpression: ({ params }) => look(params),
  }).visit(program);
  return names;
}

it("has no variable and no function whose name says nothing", () => {
  expect(sourceFiles.flatMap(namesIn)).toEqual([]);
});
