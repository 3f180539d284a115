// Does this event match this search? A tree is compiled to closures once and run on many events.
// Ground: Search Reference, «search»; Search Manual, «Difference between != and NOT».
import { punctOf } from "../text/punct.ts";
import { compileTerm } from "./match-term.ts";
import { compileValue } from "./match-value.ts";
import type { Searchable } from "../text/searchable.ts";
import {
  type CompareNode,
  partsOf,
  type Pattern,
  type SearchNode,
  type SearchTree,
  type TimeNode,
} from "./search-tree.ts";
import { timeLimit, type Clock } from "../time/time-modifier.ts";

export interface SearchContext {
  /** The moment of the search; without it, time modifiers hold for every event. */
  readonly clock?: Clock | undefined;
  /** Takes over the clauses `eventtype=…`, `tag=…` and `tag::field=…`; undefined leaves them alone. */
  readonly resolve?: ((node: CompareNode) => EventTest | undefined) | undefined;
}

/** Runs on one event; the same probe serves any number of tests. */
export type EventTest = (probe: EventProbe) => boolean;

/** An event with what several tests want of it, computed when first asked for. */
export class EventProbe {
  readonly event: Searchable;
  #raw: string | undefined;
  #lower: string | undefined;
  #answers: Map<EventTest, boolean> | undefined;

  constructor(event: Searchable) {
    this.event = event;
  }

  /**
   * The text that terms are looked for in. Rows without raw text (`| makeresults`, lookups) are
   * searched in all their values, as a later `| search word` does in Splunk.
   */
  get raw(): string {
    this.#raw ??= this.event.raw === "" ? allValues(this.event) : this.event.raw;
    return this.#raw;
  }

  get lower(): string {
    this.#lower ??= this.raw.toLowerCase();
    return this.#lower;
  }

  /** The answer of a test that several others refer to, asked once for each event. */
  once(test: EventTest): boolean {
    this.#answers ??= new Map();
    let answer = this.#answers.get(test);
    if (answer === undefined) {
      answer = test(this);
      this.#answers.set(test, answer);
    }
    return answer;
  }

  /** The values of a field; `_raw`, `linecount` and `punct` come from the raw text if need be. */
  values(field: string): string | readonly string[] | undefined {
    const { fields, raw, meta } = this.event;
    if (meta !== undefined && Object.hasOwn(meta, field)) return meta[field];
    if (Object.hasOwn(fields, field)) return fields[field];
    if (field === "_raw") return raw;
    if (raw === "") return undefined;
    if (field === "linecount") return String(lineCount(raw));
    if (field === "punct") return punctOf(raw);
    return undefined;
  }
}

/** Whether one event matches. For many events use `compileSearch`. */
export function matchEvent(
  tree: SearchTree,
  event: Searchable,
  context: SearchContext = {},
): boolean {
  return compileSearch(tree, context)(new EventProbe(event));
}

export function compileSearch(tree: SearchTree, context: SearchContext = {}): EventTest {
  return compileNode(tree.root, context);
}

export function compileNode(node: SearchNode, context: SearchContext): EventTest {
  switch (node.kind) {
    case "all":
      return () => true;
    case "and":
      return allOf(compileParts(node, context));
    case "or":
    case "in":
      return anyOf(compileParts(node, context));
    case "not":
      return not(compileNode(node.operand, context));
    case "term":
      return compileText(node.pattern);
    case "compare":
      return compileClause(node, context);
    case "time":
      return compileTime(node, context.clock);
    default:
      return node satisfies never;
  }
}

function compileParts(node: SearchNode, context: SearchContext): EventTest[] {
  return partsOf(node).map((part) => compileNode(part, context));
}

function not(test: EventTest): EventTest {
  return (probe) => !test(probe);
}

function compileText(pattern: Pattern): EventTest {
  const test = compileTerm(pattern);
  return (probe) => test(probe.raw, probe.lower);
}

function compileClause(node: CompareNode, context: SearchContext): EventTest {
  return context.resolve?.(node) ?? compileCompare(node);
}

function allOf(tests: readonly EventTest[]): EventTest {
  const [first, second] = tests;
  if (first !== undefined && second !== undefined && tests.length === 2) {
    return (probe) => first(probe) && second(probe);
  }
  return (probe) => {
    for (const test of tests) if (!test(probe)) return false;
    return true;
  };
}

function anyOf(tests: readonly EventTest[]): EventTest {
  return (probe) => {
    for (const test of tests) if (test(probe)) return true;
    return false;
  };
}

/** Fields of tags were once written so (`hosttag=x`); they are still accepted. */
const OLD_TAG_FIELDS: ReadonlyMap<string, string> = new Map([
  ["hosttag", "tag::host"],
  ["sourcetypetag", "tag::sourcetype"],
  ["eventtypetag", "tag::eventtype"],
]);

function compileCompare(node: CompareNode): EventTest {
  const field = OLD_TAG_FIELDS.get(node.field) ?? node.field;
  // `=` holds when any value is equal, `!=` when the field is there and any value differs.
  const test = compileValue(node.comparator, node.pattern);
  const isHidden = field === "index" ? hidesInternal(node) : undefined;
  return (probe) => {
    const values = probe.values(field);
    if (values === undefined) return false;
    if (typeof values === "string") return test(values) && isHidden?.(values) !== true;
    for (const value of values) if (test(value)) return true;
    return false;
  };
}

/** `index=*` leaves out indexes whose name begins with `_` (Search Manual, «Search indexes»). */
function hidesInternal(node: CompareNode): ((index: string) => boolean) | undefined {
  const { pieces } = node.pattern;
  const isOpen = node.comparator === "=" && pieces.length > 1 && pieces[0] === "";
  return isOpen ? (index) => index.startsWith("_") : undefined;
}

function compileTime(node: TimeNode, clock: Clock | undefined): EventTest {
  const limit = timeLimit(node.modifier, node.value, clock);
  if (limit === undefined) return () => true;
  return (probe) => {
    const value = probe.values(limit.field);
    const time = eventTime(typeof value === "object" ? value[0] : value);
    if (Number.isNaN(time)) return true;
    return limit.end === "earliest" ? time >= limit.epoch : time < limit.epoch;
  };
}

function eventTime(value: string | undefined): number {
  if (value === undefined || value === "") return Number.NaN;
  const epoch = Number(value);
  return Number.isNaN(epoch) ? Date.parse(value) / 1000 : epoch;
}

function allValues(event: Searchable): string {
  return Object.values({ ...event.fields, ...event.meta })
    .flat()
    .join("\n");
}

function lineCount(raw: string): number {
  let lines = 1;
  for (let at = raw.indexOf("\n"); at >= 0 && at < raw.length - 1; at = raw.indexOf("\n", at + 1))
    lines++;
  return lines;
}
