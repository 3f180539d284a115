/** Eventtypes and those that they refer to: too many levels are refused, and clauses that close a circle are left out. */
import type { Problem } from "../../errors.ts";
import type { CompareNode } from "../expression/search-tree.ts";
import { type Level, levelsOf } from "./eventtype-levels.ts";
import { circleProblem, depthProblem, isTooDeep } from "./eventtype-problems.ts";
import { EventtypeIndex } from "./eventtype-references.ts";
import type { ReadEventtype } from "./read-eventtype.ts";

type Entries = readonly ReadEventtype[];

export class EventtypeGraph {
  readonly #entries: ReadonlyMap<string, ReadEventtype>;
  readonly #index: EventtypeIndex<ReadEventtype>;
  readonly #levels: ReadonlyMap<string, Level>;
  readonly #outside = new WeakMap<ReadonlySet<string>, WeakMap<Entries, Entries>>();

  constructor(entries: ReadonlyMap<string, ReadEventtype>) {
    this.#entries = new Map(entries);
    this.#index = new EventtypeIndex(entries.values());
    this.#levels = levelsOf(entries, this.#index);
  }

  isReferredTo(name: string): boolean {
    return this.#levels.get(name)?.isReferredTo === true;
  }

  /** Those that a clause of an eventtype asks for, without its circle. Equal clauses get the same list. */
  referredBy(name: string, node: CompareNode): Entries {
    const entries = this.#index.referredTo(node);
    const circle = this.#levels.get(name)?.circle;
    if (circle === undefined || circle.size === 0) return entries;
    const known = this.#outside.get(circle) ?? new WeakMap<Entries, Entries>();
    this.#outside.set(circle, known);
    let others = known.get(entries);
    if (others === undefined) {
      others = entries.filter((entry) => !circle.has(entry.name));
      known.set(entries, others);
    }
    return others;
  }

  /** The eventtypes that lead too deep, as entries that never match. */
  *refused(): Generator<ReadEventtype> {
    for (const entry of this.#tooDeep()) {
      const problem = depthProblem(entry.name, entry.source.where, this.#levels);
      yield { ...entry, tree: undefined, root: undefined, problem };
    }
  }

  /** Each eventtype of a circle, and of those that lead too deep the ones at the top of a chain. */
  *problems(): Generator<Problem> {
    for (const [name, { circle }] of this.#levels)
      if (circle.size > 0) yield circleProblem(name, this.#entries.get(name)?.source.where, circle);
    const deep = [...this.#tooDeep()];
    const below = new Set(deep.map(({ name }) => this.#levels.get(name)?.next));
    for (const { name, source } of deep)
      if (!below.has(name)) yield depthProblem(name, source.where, this.#levels);
  }

  *#tooDeep(): Generator<ReadEventtype> {
    for (const [name, entry] of this.#entries) if (isTooDeep(this.#levels.get(name))) yield entry;
  }
}
