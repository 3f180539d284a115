// One eventtype as read: its tree, or the problem that kept it from being read.
import { HarnessError, toProblem, type Problem, type Where } from "../../errors.ts";
import type { MacroExpansion } from "../expression/expand-macros.ts";
import { parseSearch } from "../expression/search-parser.ts";
import type { SearchNode, SearchTree } from "../expression/search-tree.ts";

export interface SearchEventtype {
  readonly name: string;
  readonly search: string;
  readonly where: Where;
  readonly disabled: boolean;
  /** Tags enabled on `eventtype=<name>`. */
  readonly tags: readonly { readonly name: string }[];
}

export interface ReadEventtype {
  readonly name: string;
  readonly tags: readonly { readonly name: string }[];
  readonly source: SearchEventtype;
  readonly tree: SearchTree | undefined;
  /** The root of `tree`. */
  readonly root: SearchNode | undefined;
  readonly problem: Problem | undefined;
}

export function readEventtype(source: SearchEventtype, options: MacroExpansion): ReadEventtype {
  const { name, tags, disabled, search, where } = source;
  const entry = { name, tags, source };
  const none = { ...entry, tree: undefined, root: undefined };
  if (disabled) return { ...none, problem: undefined };
  try {
    const tree = parseSearch(search, { ...options, where });
    return { ...entry, tree, root: tree.root, problem: undefined };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return { ...none, problem: toProblem(error) };
  }
}
