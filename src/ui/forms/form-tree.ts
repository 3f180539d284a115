/** The page of an action as a tree of plain elements. parse5 (MIT) reads it as a browser would, as the HTML standard says. */
import { parseFragment } from "parse5";
import type { DefaultTreeAdapterTypes } from "parse5";

export interface FormElement {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly FormNode[];
}

export type FormNode = FormElement | string;

export function parseFormTree(text: string): readonly FormNode[] {
  return nodesOf(parseFragment(text).childNodes);
}

function nodesOf(nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): readonly FormNode[] {
  return nodes.flatMap((node): FormNode[] => {
    if ("value" in node) return [node.value];
    if (!("attrs" in node)) return [];
    const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
    return [{ tag: node.tagName, attributes, children: nodesOf(node.childNodes) }];
  });
}

/** All elements, the outer before the inner. */
export function* elementsIn(nodes: readonly FormNode[]): Generator<FormElement> {
  for (const node of nodes) {
    if (typeof node === "string") continue;
    yield node;
    yield* elementsIn(node.children);
  }
}

export function textIn(nodes: readonly FormNode[]): string {
  return nodes.map((node) => (typeof node === "string" ? node : textIn(node.children))).join("");
}
