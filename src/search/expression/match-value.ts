/**
 * Does a field's value look like this? Ground: Search Reference, «search»: `=` and `!=` compare text without regard to
 * case ("1" is not "1.0"), the others compare numbers where both are numbers.
 */
import { compileCidr } from "../text/cidr.ts";
import { textOrder } from "../../text/text-order.ts";
import type { Comparator, Pattern } from "./search-tree.ts";
import { fitsPieces } from "../../text/wildcard.ts";

export type ValueTest = (value: string) => boolean;

/** A test of one value. For `!=` it says whether the value differs. */
export function compileValue(comparator: Comparator, pattern: Pattern): ValueTest {
  if (comparator === "=") return compileEquals(pattern);
  if (comparator === "!=") {
    const equals = compileEquals(pattern);
    return (value) => !equals(value);
  }
  return compileOrder(comparator, pattern.pieces.join("*"));
}

function compileEquals(pattern: Pattern): ValueTest {
  if (pattern.directive === "CASE") return compileCased(pattern.pieces);
  const pieces = pattern.pieces.map((piece) => piece.toLowerCase());
  const [wanted = ""] = pieces;
  if (pieces.length > 1) {
    if (pieces.every((piece) => piece === "")) return () => true;
    return remembering((value) => fitsPieces(value.toLowerCase(), pieces));
  }
  const isInNet = compileCidr(wanted);
  if (isInNet !== undefined) return (value) => value === wanted || isInNet(value);
  // What is longer or shorter than plain ASCII never becomes it in lower case.
  const length = /^[\u0000-\u007f]*$/.test(wanted) ? wanted.length : -1;
  return remembering(
    (value) => (length < 0 || value.length === length) && value.toLowerCase() === wanted,
  );
}

/** Fields such as sourcetype and action hold the same value in event after event. */
function remembering(test: ValueTest): ValueTest {
  let last: string | undefined;
  let answer = false;
  return (value) => {
    if (value !== last) {
      answer = test(value);
      last = value;
    }
    return answer;
  };
}

function compileCased(pieces: readonly string[]): ValueTest {
  const [wanted = ""] = pieces;
  return pieces.length > 1 ? (value) => fitsPieces(value, pieces) : (value) => value === wanted;
}

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

function compileOrder(comparator: "<" | "<=" | ">" | ">=", text: string): ValueTest {
  const holds = {
    "<": (order: number) => order < 0,
    "<=": (order: number) => order <= 0,
    ">": (order: number) => order > 0,
    ">=": (order: number) => order >= 0,
  }[comparator];
  const wanted = NUMBER.test(text) ? Number(text) : undefined;
  return (value) => {
    if (wanted !== undefined && NUMBER.test(value)) return holds(Number(value) - wanted);
    return holds(textOrder(value, text));
  };
}
