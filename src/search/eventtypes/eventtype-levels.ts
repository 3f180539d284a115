/**
 * How deep eventtypes refer to others, and which of them refer to each other in a circle, in time that grows with the
 * number of clauses. Equal clauses are one node, so that a thousand of `eventtype=*` have a thousand links, not a million.
 */
import { EventtypeIndex, type Referable, referencesOf } from "./eventtype-references.ts";

export interface Level {
  /** 1 for an eventtype that refers to none. Clauses that close a circle do not count. */
  readonly depth: number;
  /** The eventtypes of its circle, itself included, in order of definition. Empty outside of any. */
  readonly circle: ReadonlySet<string>;
  /** The one that leads deepest. */
  readonly next: string | undefined;
  readonly isReferredTo: boolean;
}

/** An eventtype, or a clause that several may have. */
interface Node {
  readonly name: string | undefined;
  links: readonly Node[];
  isReferredTo: boolean;
  /** Order of the visit; 0 before it. */
  order: number;
  low: number;
  ring: readonly Node[] | undefined;
  depth: number;
  next: Node | undefined;
}

export function levelsOf<T extends Referable>(
  all: ReadonlyMap<string, T>,
  index: EventtypeIndex<T>,
): ReadonlyMap<string, Level> {
  const nodes = nodesOf(all, index);
  new Walk().over(nodes.values());
  const circles = new Map<readonly Node[], Set<string>>();
  for (const { name, ring } of nodes.values()) {
    if (name === undefined || ring === undefined || ring.length < 2) continue;
    circles.set(ring, (circles.get(ring) ?? new Set()).add(name));
  }
  const levels = new Map<string, Level>();
  for (const [name, { depth, ring = [], next, isReferredTo }] of nodes) {
    const circle = circles.get(ring) ?? NONE;
    levels.set(name, { depth, circle, next: next?.next?.name, isReferredTo });
  }
  return levels;
}

const NONE: ReadonlySet<string> = new Set();

function nodesOf<T extends Referable>(
  all: ReadonlyMap<string, T>,
  index: EventtypeIndex<T>,
): ReadonlyMap<string, Node> {
  const nodes = new Map<string, Node>();
  for (const name of all.keys()) nodes.set(name, nodeOf(name));
  const clauses = new Map<readonly T[], Node>();
  const clauseOf = (ones: readonly T[]): Node => {
    let clause = clauses.get(ones);
    if (clause === undefined) {
      clause = nodeOf(undefined);
      clause.links = ones.flatMap(({ name }) => nodes.get(name) ?? []);
      for (const link of clause.links) link.isReferredTo = true;
      clauses.set(ones, clause);
    }
    return clause;
  };
  for (const [name, { root }] of all) {
    const node = nodes.get(name);
    if (node === undefined || root === undefined) continue;
    const lists = [...referencesOf(root)].map((reference) => index.referredTo(reference));
    node.links = [...new Set(lists)].map(clauseOf);
  }
  return nodes;
}

function nodeOf(name: string | undefined): Node {
  return {
    name,
    links: [],
    isReferredTo: false,
    order: 0,
    low: 0,
    ring: undefined,
    depth: 0,
    next: undefined,
  };
}

/** Tarjan's walk for strongly connected components, without recursion: a chain may have any length. */
class Walk {
  readonly #path: { readonly node: Node; at: number }[] = [];
  /** Seen, and not yet in a ring. */
  readonly #open: Node[] = [];
  #count = 0;

  over(nodes: Iterable<Node>): void {
    for (const start of nodes) {
      if (start.order === 0) this.#enter(start);
      for (let step = this.#path.at(-1); step !== undefined; step = this.#path.at(-1)) {
        const next = step.node.links[step.at];
        step.at += 1;
        if (next === undefined) this.#leave(step.node);
        else if (next.order === 0) this.#enter(next);
        else if (next.ring === undefined) step.node.low = Math.min(step.node.low, next.order);
      }
    }
  }

  #enter(node: Node): void {
    this.#count += 1;
    node.order = node.low = this.#count;
    this.#open.push(node);
    this.#path.push({ node, at: 0 });
  }

  #leave(node: Node): void {
    this.#path.pop();
    const above = this.#path.at(-1)?.node;
    if (above !== undefined) above.low = Math.min(above.low, node.low);
    if (node.low < node.order) return;
    const ring = this.#open.splice(this.#open.lastIndexOf(node));
    for (const member of ring) member.ring = ring;
    // Clauses before the eventtypes that have them: links inside of a ring lead nowhere.
    for (const member of ring) if (member.name === undefined) setDepth(member, ring);
    for (const member of ring) if (member.name !== undefined) setDepth(member, undefined);
  }
}

function setDepth(node: Node, ring: readonly Node[] | undefined): void {
  for (const link of node.links) {
    if (ring !== undefined && link.ring === ring) continue;
    if (link.depth > (node.next?.depth ?? 0)) node.next = link;
  }
  node.depth = (node.next?.depth ?? 0) + (node.name === undefined ? 0 : 1);
}
