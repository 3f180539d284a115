// What to do with each kind of node, as a table: a kind that is missing from one does not compile.
import type {
  AlternationNode,
  AnchorNode,
  AtomicNode,
  BackreferenceNode,
  CallNode,
  CaptureNode,
  ConditionNode,
  EmptyNode,
  FailNode,
  KeepNode,
  LookNode,
  RegexNode,
  RepeatNode,
  SequenceNode,
  SetNode,
} from "./regex-tree.ts";

export interface RegexCases<Result, Given extends readonly unknown[] = []> {
  empty(node: EmptyNode, ...given: Given): Result;
  set(node: SetNode, ...given: Given): Result;
  sequence(node: SequenceNode, ...given: Given): Result;
  alternation(node: AlternationNode, ...given: Given): Result;
  capture(node: CaptureNode, ...given: Given): Result;
  atomic(node: AtomicNode, ...given: Given): Result;
  repeat(node: RepeatNode, ...given: Given): Result;
  look(node: LookNode, ...given: Given): Result;
  anchor(node: AnchorNode, ...given: Given): Result;
  backreference(node: BackreferenceNode, ...given: Given): Result;
  call(node: CallNode, ...given: Given): Result;
  condition(node: ConditionNode, ...given: Given): Result;
  keep(node: KeepNode, ...given: Given): Result;
  fail(node: FailNode, ...given: Given): Result;
}

interface AnyCase<Result, Given extends readonly unknown[]> {
  run(node: RegexNode, ...given: Given): Result;
}

/**
 * The case of a node. Because of the method types, TypeScript takes it for a case of any node. The kind makes sure that
 * both belong together.
 */
export function caseOf<Result, Given extends readonly unknown[]>(
  cases: RegexCases<Result, Given>,
  { kind }: RegexNode,
): AnyCase<Result, Given>["run"] {
  return cases[kind];
}
