/** Which eventtypes a search refers to (`eventtype=a`, `tag=b`). Each kind of clause is looked up once. */
import { compileValue } from "../expression/match-value.ts";
import {
  type CompareNode,
  type Pattern,
  partsOf,
  type SearchNode,
} from "../expression/search-tree.ts";

/** What a reference may refer to. */
export interface Referable {
  readonly name: string;
  readonly tags: readonly { readonly name: string }[];
  readonly root: SearchNode | undefined;
}

/** `eventtype=…`, `tag=…`, `tag::eventtype=…`: the clauses that ask for other eventtypes. */
export function isReference(node: CompareNode): boolean {
  const { field, comparator } = node;
  if (comparator !== "=" && comparator !== "!=") return false;
  return field === "eventtype" || field === "tag" || field === "tag::eventtype";
}

/** Every reference in a tree, in order of appearance. */
export function* referencesOf(node: SearchNode): Generator<CompareNode> {
  if (node.kind === "compare" && isReference(node)) yield node;
  for (const part of partsOf(node)) yield* referencesOf(part);
}

/** Finds eventtypes by name and by tag. Equal clauses get the same list. */
export class EventtypeIndex<T extends Referable> {
  readonly #names = new Names<T>();
  readonly #tags = new Names<T>();
  readonly #known = new Map<string, readonly T[]>();

  constructor(all: Iterable<T>) {
    for (const eventtype of all) {
      this.#names.add(eventtype.name, eventtype);
      for (const { name } of eventtype.tags) this.#tags.add(name, eventtype);
    }
  }

  /** Those that a clause may mean: by name, or by a tag that they have. */
  referredTo({ field, pattern }: CompareNode): readonly T[] {
    const isByName = field === "eventtype";
    const key = JSON.stringify([isByName, pattern]);
    let ones = this.#known.get(key);
    if (ones === undefined) {
      ones = meantBy(isByName ? this.#names : this.#tags, pattern);
      this.#known.set(key, ones);
    }
    return ones;
  }
}

/** A plain name is looked up, and only a pattern compared with all names: both without regard to case, as values are. */
function meantBy<T>({ names, lower }: Names<T>, pattern: Pattern): readonly T[] {
  const isMeant = compileValue("=", pattern);
  const [plain = ""] = pattern.pieces;
  // A slash may stand for a network.
  const isPlain = pattern.pieces.length === 1 && !plain.includes("/");
  const candidates = isPlain ? (lower.get(plain.toLowerCase()) ?? []) : names.keys();
  const ones = [...candidates]
    .filter((name) => isMeant(name))
    .flatMap((name) => names.get(name) ?? []);
  return [...new Set(ones)];
}

/** Eventtypes by a name, and the spellings of a name in small letters. */
class Names<T> {
  readonly names = new Map<string, T[]>();
  readonly lower = new Map<string, string[]>();

  add(name: string, item: T): void {
    const same = this.names.get(name);
    if (same !== undefined) {
      same.push(item);
      return;
    }
    this.names.set(name, [item]);
    const key = name.toLowerCase();
    this.lower.set(key, [...(this.lower.get(key) ?? []), name]);
  }
}
