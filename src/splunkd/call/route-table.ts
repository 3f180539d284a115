/** Finds the endpoint of a path: literal segments before prefixed ones before placeholders. */
import type { Endpoint } from "./endpoint.ts";

interface Node {
  readonly literals: Map<string, Node>;
  readonly prefixes: { readonly prefix: string; readonly param: string; readonly node: Node }[];
  placeholder: { readonly param: string; readonly node: Node } | undefined;
  rest: { readonly param: string; readonly endpoint: Endpoint } | undefined;
  endpoint: Endpoint | undefined;
}

export interface Route {
  readonly endpoint: Endpoint;
  readonly params: Record<string, string>;
}

/** Endpoints that are loaded together. */
export interface EndpointGroup {
  /** The first segments of all its paths; none: it is needed from the start. */
  readonly under: readonly string[];
  load(): readonly Endpoint[] | Promise<readonly Endpoint[]>;
}

export class RouteTable {
  readonly #root = emptyNode();
  /** What is still to be loaded, by first segment. */
  readonly #pending = new Map<string, Set<EndpointGroup>>();
  readonly #loading = new Map<EndpointGroup, Promise<void>>();

  constructor(groups: Iterable<EndpointGroup>) {
    for (const group of groups) {
      if (group.under.length === 0) this.#take(group.load() as readonly Endpoint[]);
      for (const segment of group.under) {
        const others = this.#pending.get(segment) ?? new Set();
        this.#pending.set(segment, others.add(group));
      }
    }
  }

  /** Whether paths that begin so can be found already. */
  isOpen(segment: string): boolean {
    return !this.#pending.has(segment);
  }

  /** Loads what is needed to find paths that begin so. */
  async open(segment: string): Promise<void> {
    const groups = [...(this.#pending.get(segment) ?? [])];
    await Promise.all(groups.map((group) => this.#load(group)));
    this.#pending.delete(segment);
  }

  #load(group: EndpointGroup): Promise<void> {
    const loading =
      this.#loading.get(group) ?? Promise.resolve(group.load()).then((all) => this.#take(all));
    this.#loading.set(group, loading);
    return loading;
  }

  #take(endpoints: Iterable<Endpoint>): void {
    for (const endpoint of endpoints) this.#add(endpoint);
  }

  #add(endpoint: Endpoint): void {
    let node = this.#root;
    for (const part of endpoint.path.split("/").filter((text) => text !== "")) {
      const found = /^([^{]*)\{(\w+)(\*?)\}$/.exec(part);
      const [, prefix = "", param = "", star] = found ?? [];
      if (found === null) node = literal(node, part);
      else if (star === "*") {
        node.rest = { param, endpoint };
        return;
      } else if (prefix === "") node = (node.placeholder ??= { param, node: emptyNode() }).node;
      else {
        let known = node.prefixes.find((other) => other.prefix === prefix);
        if (known === undefined) node.prefixes.push((known = { prefix, param, node: emptyNode() }));
        node = known.node;
      }
    }
    // Two rows of one path are one endpoint with the verbs of both.
    node.endpoint = node.endpoint === undefined ? endpoint : { ...node.endpoint, ...endpoint };
  }

  find(segments: readonly string[]): Route | undefined {
    return walk(this.#root, segments, 0, Object.create(null) as Record<string, string>);
  }
}

function walk(
  node: Node,
  segments: readonly string[],
  at: number,
  params: Record<string, string>,
): Route | undefined {
  const segment = segments[at];
  if (segment === undefined) {
    if (node.endpoint !== undefined) return { endpoint: node.endpoint, params };
  } else {
    const next = node.literals.get(segment);
    const found = next === undefined ? undefined : walk(next, segments, at + 1, params);
    if (found !== undefined) return found;
    for (const { prefix, param, node: behind } of node.prefixes) {
      if (!segment.startsWith(prefix) || segment.length === prefix.length) continue;
      const hit = walk(
        behind,
        segments,
        at + 1,
        with_(params, param, segment.slice(prefix.length)),
      );
      if (hit !== undefined) return hit;
    }
    if (node.placeholder !== undefined) {
      const { param, node: behind } = node.placeholder;
      const hit = walk(behind, segments, at + 1, with_(params, param, segment));
      if (hit !== undefined) return hit;
    }
  }
  if (node.rest === undefined) return undefined;
  return {
    endpoint: node.rest.endpoint,
    params: with_(params, node.rest.param, segments.slice(at).join("/")),
  };
}

function with_(
  params: Record<string, string>,
  name: string,
  value: string,
): Record<string, string> {
  return Object.assign(Object.create(null) as Record<string, string>, params, { [name]: value });
}

function literal(node: Node, part: string): Node {
  const known = node.literals.get(part) ?? emptyNode();
  node.literals.set(part, known);
  return known;
}

function emptyNode(): Node {
  return {
    literals: new Map(),
    prefixes: [],
    placeholder: undefined,
    rest: undefined,
    endpoint: undefined,
  };
}
