/** What the functions of a source file take: a parameter is one value, a destructured one as many as its names. */
import { Visitor } from "rolldown/utils";
import { readSource } from "./source-files.ts";

export interface Taken {
  /** The function from its first character to its body. */
  readonly signature: string;
  readonly values: number;
}

interface FunctionNode {
  readonly start: number;
  readonly body: { readonly start: number } | null;
  readonly params: readonly Parameter[];
}

interface Parameter {
  readonly type: string;
  readonly properties?: readonly unknown[];
  readonly left?: Parameter;
}

export function valuesTaken(file: string): Taken[] {
  const { text, program } = readSource(file);
  const taken: Taken[] = [];
  const look = (node: FunctionNode): void => {
    const signature = text.slice(node.start, node.body?.start ?? node.start);
    taken.push({ signature, values: node.params.reduce((sum, one) => sum + valuesOf(one), 0) });
  };
  new Visitor({
    FunctionDeclaration: look,
    FunctionExpression: look,
    ArrowFunctionExpression: look,
  }).visit(program);
  return taken;
}

function valuesOf(parameter: Parameter): number {
  if (parameter.left !== undefined) return valuesOf(parameter.left);
  return parameter.properties?.length ?? 1;
}
