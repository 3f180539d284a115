// All eventtypes of a configuration at once: which of them an event has, which tags follow, and
// for one that it lacks, why. Ground: eventtypes.conf.spec, tags.conf.spec; Knowledge Manager
// Manual, «About event types».
import type { Problem, Where } from "../../errors.ts";
import { EventtypeGraph } from "./eventtype-graph.ts";
import { isReference } from "./eventtype-references.ts";
import type { MacroExpansion } from "../expression/expand-macros.ts";
import {
  explainSearch,
  failingClauses,
  failingFields,
  type Explained,
} from "../expression/explain.ts";
import {
  compileNode,
  EventProbe,
  type EventTest,
  type SearchContext,
} from "../expression/match-event.ts";
import { compileValue } from "../expression/match-value.ts";
import { readEventtype, type ReadEventtype, type SearchEventtype } from "./read-eventtype.ts";
import type { CompareNode, SearchNode } from "../expression/search-tree.ts";
import type { Searchable } from "../text/searchable.ts";

/** A tag on any other field's value: `[host=web1] prod = enabled`. */
export interface FieldTag {
  readonly field: string;
  readonly value: string;
  readonly tag: string;
}

export interface EventtypeMatcherOptions extends Omit<MacroExpansion, "where"> {
  readonly eventtypes: readonly SearchEventtype[];
  readonly fieldTags?: readonly FieldTag[];
}

export interface EventtypeMatch {
  /** In order of definition; `%field%` in a name is replaced by the event's value. */
  readonly eventtypes: string[];
  readonly tags: string[];
}

export interface NearMiss {
  readonly name: string;
  readonly where: Where;
  /** How many clauses fail; 0 when it matches, Infinity when it can never match. */
  readonly failures: number;
  readonly reasons: readonly string[];
  /** Fields whose clauses fail. */
  readonly fields: readonly string[];
}

export interface EventtypeMatcher {
  /** Eventtypes that cannot be read, or that name each other in a circle. */
  readonly problems: readonly Problem[];
  match(event: Searchable): EventtypeMatch;
  /** Why the event has this eventtype or lacks it, as sentences. */
  explain(name: string, event: Searchable): string[];
  /** The searches of the eventtypes that `eventtype=…` or `tag=…` stands for. */
  searchesOf(node: CompareNode): readonly SearchNode[];
  /** The eventtype that carries the tag and fails by the fewest clauses. */
  nearest(tag: string, event: Searchable): NearMiss | undefined;
}

/**
 * @example
 * const matcher = createEventtypeMatcher({ eventtypes: addon.eventtypes, macros: addon.macros })
 * matcher.match({ raw: 'x', fields: { sourcetype: 'my:result' } }).tags // ['modaction_result']
 */
export function createEventtypeMatcher(options: EventtypeMatcherOptions): EventtypeMatcher {
  return new Matcher(options);
}

class Matcher implements EventtypeMatcher {
  readonly problems: Problem[] = [];
  readonly #entries = new Map<string, ReadEventtype>();
  readonly #graph: EventtypeGraph;
  readonly #anyOf = new WeakMap<readonly ReadEventtype[], EventTest>();
  readonly #tests = new Map<string, EventTest>();
  readonly #live: (Pick<ReadEventtype, "name" | "tags"> & { readonly test: EventTest })[] = [];
  readonly #clauses = new WeakMap<SearchNode, EventTest>();
  readonly #fieldTags: readonly {
    readonly tag: string;
    readonly test: EventTest;
    readonly field: string;
  }[];

  constructor(options: EventtypeMatcherOptions) {
    for (const source of options.eventtypes) {
      const entry = readEventtype(source, options);
      this.#entries.set(source.name, entry);
      if (entry.problem !== undefined) this.problems.push(entry.problem);
    }
    this.#graph = new EventtypeGraph(this.#entries);
    for (const entry of this.#graph.refused()) this.#entries.set(entry.name, entry);
    for (const problem of this.#graph.problems()) this.problems.push(problem);
    this.#fieldTags = (options.fieldTags ?? []).map(({ field, value, tag }) => {
      const isEqual = compileValue("=", { pieces: [value], isQuoted: true, directive: undefined });
      const test: EventTest = (probe) => [probe.values(field) ?? []].flat().some(isEqual);
      return { tag, test, field };
    });
    for (const { name, tags, tree } of this.#entries.values()) {
      if (tree === undefined) continue;
      const test = compileNode(tree.root, this.#contextOf(name));
      this.#tests.set(name, test);
      // Those that others ask for are answered once for each event.
      const asked: EventTest = (probe) => probe.once(test);
      const isAsked = this.#graph.isReferredTo(name);
      this.#live.push({ name, tags, test: isAsked ? asked : test });
    }
  }

  match(event: Searchable): EventtypeMatch {
    const probe = new EventProbe(event);
    const eventtypes: string[] = [];
    const tags = new Set<string>();
    for (const { name, test, tags: ownTags } of this.#live) {
      if (!test(probe)) continue;
      eventtypes.push(name.includes("%") ? fillName(name, probe) : name);
      for (const tag of ownTags) tags.add(tag.name);
    }
    for (const { tag, test } of this.#fieldTags) if (test(probe)) tags.add(tag);
    return { eventtypes, tags: [...tags] };
  }

  explain(name: string, event: Searchable): string[] {
    const entry = this.#entries.get(name);
    if (entry === undefined) return [`there is no eventtype [${name}]`];
    return explainSearch(this.#explained(entry), new EventProbe(event));
  }

  nearest(tag: string, event: Searchable): NearMiss | undefined {
    const probe = new EventProbe(event);
    let best: { entry: ReadEventtype; failures: number } | undefined;
    for (const entry of this.#entries.values()) {
      if (!entry.tags.some(({ name }) => name === tag)) continue;
      const failures = failingClauses(this.#explained(entry), probe);
      if (best === undefined || failures < best.failures) best = { entry, failures };
    }
    if (best === undefined) return undefined;
    const { entry, failures } = best;
    const explained = this.#explained(entry);
    return {
      name: entry.name,
      where: entry.source.where,
      failures,
      reasons: explainSearch(explained, probe),
      fields: failingFields(explained, probe),
    };
  }

  /** How clauses of one eventtype ask for others. Clauses that would close a circle never hold. */
  #contextOf(name: string): SearchContext {
    return {
      resolve: (node) => (isReference(node) ? this.#reference(name, node) : this.#fieldTag(node)),
    };
  }

  searchesOf(node: CompareNode): readonly SearchNode[] {
    if (!isReference(node)) return [];
    // A search stands in no circle of eventtypes.
    return this.#graph.referredBy("", node).flatMap(({ root }) => root ?? []);
  }

  #reference(name: string, node: CompareNode): EventTest {
    const isOneOf = this.#oneOf(this.#graph.referredBy(name, node));
    const byField: EventTest = compileNode({ ...node, comparator: "=" }, {});
    const tagged = node.field === "tag" ? this.#tagTests(node) : [];
    const holds: EventTest = (probe) => {
      if (byField(probe) || probe.once(isOneOf)) return true;
      return tagged.some((test) => test(probe));
    };
    // Guess: `eventtype!=x` is taken as `NOT eventtype=x`, also for events of no eventtype at all.
    return node.comparator === "!=" ? (probe) => !holds(probe) : holds;
  }

  /** Whether an event is of one of these; the same test for the same list. */
  #oneOf(others: readonly ReadEventtype[]): EventTest {
    const known = this.#anyOf.get(others);
    if (known !== undefined) return known;
    const test: EventTest = (probe) =>
      others.some(({ name }) => {
        const other = this.#tests.get(name);
        return other !== undefined && probe.once(other);
      });
    this.#anyOf.set(others, test);
    return test;
  }

  #fieldTag(node: CompareNode): EventTest | undefined {
    if (!node.field.startsWith("tag::")) return undefined;
    const field = node.field.slice("tag::".length);
    const byField = compileNode(node, {});
    const tests = this.#tagTests(node, field);
    return (probe) => byField(probe) || tests.some((test) => test(probe));
  }

  #tagTests(node: CompareNode, field?: string): readonly EventTest[] {
    const isMeant = compileValue(node.comparator, node.pattern);
    return this.#fieldTags
      .filter((tagged) => isMeant(tagged.tag) && (field === undefined || tagged.field === field))
      .map((tagged) => tagged.test);
  }

  #clauseTest(name: string, node: SearchNode): EventTest {
    const known = this.#clauses.get(node);
    if (known !== undefined) return known;
    const test = compileNode(node, this.#contextOf(name));
    this.#clauses.set(node, test);
    return test;
  }

  #explained(entry: ReadEventtype, level: number = 0): Explained {
    return {
      level,
      name: entry.name,
      where: entry.source.where,
      isDisabled: entry.source.disabled,
      problem: entry.problem,
      tree: entry.tree,
      holds: (node, probe) => this.#clauseTest(entry.name, node)(probe),
      referred: (node) =>
        this.#graph
          .referredBy(entry.name, node)
          .map((other) => this.#explained(this.#entries.get(other.name) ?? other, level + 1)),
    };
  }
}

function fillName(name: string, probe: EventProbe): string {
  return name.replace(/%([^%\s]+)%/g, (whole, field: string) => {
    const value = probe.values(field);
    return (typeof value === "object" ? value[0] : value) ?? whole;
  });
}
