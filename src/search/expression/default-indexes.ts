/**
 * The indexes that a search looks in where it names none. Ground: authorize.conf.spec, srchIndexesDefault; Search Manual,
 * «Retrieve events from indexes». Guess: of alternatives (`OR`), those without an index get the default ones, and
 * `NOT index=x` and `index!=x` name none.
 */
import { type CompareNode, type Pattern, type SearchNode, type SearchTree } from "./search-tree.ts";

export interface DefaultIndexes {
  /** With asterisks; `*` leaves internal ones out. */
  readonly names: readonly string[];
  /** The searches of the eventtypes that `eventtype=…` or `tag=…` stands for. */
  readonly eventtypeSearches: (node: CompareNode) => readonly SearchNode[];
}

/** Eventtypes that name each other are followed so deep. */
const DEEPEST = 20;

export function withDefaultIndexes(tree: SearchTree, defaults: DefaultIndexes): SearchTree {
  return { ...tree, root: new Restriction(defaults).of(tree.root) };
}

class Restriction {
  readonly #defaults: DefaultIndexes;
  readonly #known = new Map<SearchNode, "all" | "some" | "none">();

  constructor(defaults: DefaultIndexes) {
    this.#defaults = defaults;
  }

  of(node: SearchNode): SearchNode {
    const naming = this.#naming(node, 0);
    if (naming === "all") return node;
    if (naming === "some" && (node.kind === "or" || node.kind === "and")) {
      const operands = node.operands.map((operand) =>
        node.kind === "or" || this.#naming(operand, 0) === "some" ? this.of(operand) : operand,
      );
      return { ...node, operands };
    }
    const { span } = node;
    const patterns = this.#defaults.names.map(asPattern);
    const { names } = this.#defaults;
    const isIn: SearchNode = { kind: "in", field: "index", patterns, span };
    return names.length === 0
      ? { kind: "not", operand: { kind: "all", span }, span }
      : { kind: "and", operands: [isIn, node], span };
  }

  /** Whether each event that it finds is of an index that it names, or some are, or none. */
  #naming(node: SearchNode, depth: number): "all" | "some" | "none" {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const naming = this.#judge(node, depth);
    this.#known.set(node, naming);
    return naming;
  }

  #judge(node: SearchNode, depth: number): "all" | "some" | "none" {
    if (node.kind === "in") return node.field === "index" ? "all" : "none";
    if (node.kind === "compare") return this.#compared(node, depth);
    if (node.kind !== "and" && node.kind !== "or") return "none";
    const parts = node.operands.map((operand) => this.#naming(operand, depth));
    if (node.kind === "and" && parts.includes("all")) return "all";
    if (node.kind === "or" && parts.every((part) => part === "all")) return "all";
    return parts.every((part) => part === "none") ? "none" : "some";
  }

  #compared(node: CompareNode, depth: number): "all" | "none" {
    if (node.comparator !== "=") return "none";
    if (node.field === "index") return "all";
    if (depth >= DEEPEST || !/^(?:eventtype|tag)$/.test(node.field)) return "none";
    const searches = this.#defaults.eventtypeSearches(node);
    return searches.some((search) => this.#naming(search, depth + 1) !== "none") ? "all" : "none";
  }
}

function asPattern(name: string): Pattern {
  return { pieces: name.split("*"), isQuoted: false, directive: undefined };
}
