/**
 * Which eventtypes a search refers to (`eventtype=a`, `tag=b`), and which of them refer to each other in a circle, so
 * that no search can be made of them.
 */
import { compileValue } from "../expression/match-value.ts";
import { type CompareNode, partsOf, type SearchNode } from "../expression/search-tree.ts";

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

/** The eventtypes that a reference may mean: by name, or by a tag they carry. */
export function referredTo<T extends Referable>(node: CompareNode, all: Iterable<T>): readonly T[] {
  const isMeant = compileValue("=", node.pattern);
  return [...all].filter((one) =>
    node.field === "eventtype" ? isMeant(one.name) : one.tags.some((tag) => isMeant(tag.name)),
  );
}

/** Every reference in a tree, in order of appearance. */
function* referencesOf(node: SearchNode): Generator<CompareNode> {
  if (node.kind === "compare" && isReference(node)) yield node;
  for (const part of partsOf(node)) yield* referencesOf(part);
}

/** For each eventtype, those that it refers to, directly or through others. */
export function reachOf(
  all: ReadonlyMap<string, Referable>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map<string, readonly string[]>();
  for (const [name, { root }] of all) {
    const references = root === undefined ? [] : [...referencesOf(root)];
    const names = references.flatMap((node) =>
      referredTo(node, all.values()).map((one) => one.name),
    );
    if (names.length > 0) direct.set(name, names);
  }
  const reach = new Map<string, ReadonlySet<string>>();
  for (const name of direct.keys()) {
    const seen = new Set<string>();
    const open = [...(direct.get(name) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(direct.get(next) ?? []));
    }
    reach.set(name, seen);
  }
  return reach;
}
