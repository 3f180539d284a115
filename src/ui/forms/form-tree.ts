/** The page of an action as a tree of plain elements. parse5 (MIT) reads it as a browser would, as the HTML standard says. */
import { defaultTreeAdapter, type DefaultTreeAdapterTypes, parseFragment } from "parse5";

/** No form needs more. The time that the HTML standard's way to parse takes grows with the square of the depth. */
const MOST_DEPTH = 200;

export interface FormElement {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly FormNode[];
}

export type FormNode = FormElement | string;

class TooDeep extends Error {}

/** undefined: elements are nested more than 200 deep. */
export function parseFormTree(text: string): readonly FormNode[] | undefined {
  let depth = 0;
  const treeAdapter = {
    ...defaultTreeAdapter,
    onItemPush() {
      depth += 1;
      if (depth > MOST_DEPTH) throw new TooDeep();
    },
    onItemPop() {
      depth -= 1;
    },
  };
  try {
    return nodesOf(parseFragment(text, { treeAdapter }).childNodes);
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
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
