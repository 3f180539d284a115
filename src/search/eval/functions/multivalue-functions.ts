// Ground: Search Reference, «Multivalue eval functions».
import { checkedValues, checkLength, MOST_VALUES, ValueSize } from "../../text/limits.ts";
import { toBoolean } from "../comparison.ts";
import { listCommands } from "./list-commands.ts";
import { plain, special, type CallContext, type EvalFunction } from "../eval-function.ts";
import type { Compiled, EvalScope } from "../eval-scope.ts";
import { fieldsOf } from "../eval-tree.ts";
import {
  fromValues,
  toNumber,
  toText,
  toValues,
  type EvalValue,
  type Inner,
} from "../values/eval-value.ts";
import { textOrder } from "../../../text/text-order.ts";
import { mvRange } from "../values/mv-range.ts";
import { patternOf } from "../values/pattern-of.ts";

const none: Compiled = () => null;

export const multivalueFunctions: readonly EvalFunction[] = [
  plain("commands(<value>)", ([value = null]) => fromValues(listCommands(toText(value) ?? ""))),
  plain("mvappend(<value>, …)", (args) => {
    const size = new ValueSize();
    for (const arg of args) size.addAll(toValues(arg));
    return fromValues(args.flatMap(toValues));
  }),
  plain("mvcount(<mv>)", ([value = null]) => toValues(value).length || null),
  plain("mvdedup(<mv>)", ([value = null]) => fromValues([...new Set(toValues(value))])),
  special("mvfilter(<predicate>)", ([predicate = none], context) => {
    const field = onlyField(context, 0);
    return (scope) => {
      const values = toValues(scope.field(field));
      return fromValues(
        values.filter((value) => toBoolean(predicate(withField(scope, field, value))) === true),
      );
    };
  }),
  special("mvfind(<mv>, <regex>)", ([mv = none, pattern = none], context) => {
    const regexOf = patternOf(pattern, context, 1);
    return (scope) => {
      const regex = regexOf(scope);
      if (regex === undefined) return null;
      const at = toValues(mv(scope)).findIndex((value) => regex.test(value));
      return at < 0 ? null : at;
    };
  }),
  plain("mvindex(<mv>, <start>, [<end>])", ([value = null, start = null, end]) => {
    const values = toValues(value);
    const from = position(start, values.length);
    const to = end === undefined ? from : position(end, values.length);
    if (from === undefined || to === undefined || from < 0 || from > to) return null;
    return fromValues(values.slice(from, to + 1));
  }),
  plain(
    "mvjoin(<mv>, <delim>)",
    ([value = null, delim = null]) =>
      value === null ? null : joined(toValues(value), toText(delim) ?? ""),
    { isText: true },
  ),
  special("mvmap(<mv>, <expression>)", ([mv = none, expression = none], context) => {
    const field = onlyField(context, 0);
    return (scope) => {
      const value = mv(scope);
      if (value === null) return null;
      const size = new ValueSize();
      const mapped = toValues(value).flatMap((text) => {
        const values = toValues(expression(withField(scope, field, text)));
        size.addAll(values);
        return values;
      });
      return fromValues(mapped);
    };
  }),
  plain("mvrange(<start>, <end>, [<step>])", mvRange),
  plain("mvreverse(<mv>)", ([value = null]) => fromValues(toValues(value).toReversed())),
  plain("mvsort(<mv>)", ([value = null]) => fromValues(toValues(value).toSorted(textOrder))),
  plain("mvzip(<mv_left>, <mv_right>, [<delim>])", ([left = null, right = null, delim = ","]) => {
    const [x, y] = [toValues(left), toValues(right)];
    const by = toText(delim) ?? "";
    const size = new ValueSize();
    const zipped = x.slice(0, y.length).map((value, at) => {
      const text = `${value}${by}${y[at] ?? ""}`;
      size.add(text);
      return text;
    });
    return fromValues(zipped);
  }),
  plain("split(<str>, <delim>)", ([value = null, delim = null]) => {
    const by = toText(delim);
    if (value === null || by === undefined) return null;
    return fromValues(checkedValues(toValues(value).flatMap((text) => cutAt(text, by))));
  }),
];

/** A delimiter may be longer than all that it joins. */
function joined(values: readonly string[], delimiter: string): string {
  let length = delimiter.length * (values.length - 1);
  for (const value of values) length += value.length;
  checkLength(length);
  return values.join(delimiter);
}

function cutAt(text: string, delimiter: string): readonly string[] {
  if (delimiter !== "") return text.split(delimiter, MOST_VALUES + 1);
  checkLength(text.length * 8);
  return Array.from(text);
}

function position(value: Inner, length: number): number | undefined {
  const number = toNumber(value);
  if (number === undefined) return undefined;
  const index = Math.trunc(number);
  return index < 0 ? length + index : index;
}

/** The one field that takes each value in turn. */
function onlyField(context: CallContext, at: number): string {
  const node = context.nodes[at];
  const fields = node === undefined ? [] : fieldsOf(node);
  const [field, other] = fields;
  if (field !== undefined && other === undefined) return field;
  throw context.error(
    fields.length === 0
      ? "The multivalue function names no field"
      : `The multivalue function may name only one field here, and names ${fields.join(", ")}`,
    "Let it work on one multivalue field.",
  );
}

function withField(scope: EvalScope, field: string, value: EvalValue): EvalScope {
  return {
    field: (name) => (name === field ? value : scope.field(name)),
    clock: () => scope.clock(),
    random: () => scope.random(),
    timeZone: scope.timeZone,
    isRequest: scope.isRequest,
  };
}
