/** Names that are not there: of variables and of imports. */
import { nearest } from "../../text/nearest.ts";
import type { Explanation } from "../cause.ts";

const NO_NAME = /name '(\w+)' is not defined/;
const NO_IMPORT = /cannot import name '?(\w+)'?(?: from '([\w.]+)' \((?!unknown location))?/;
/** Names of Python 2 have an explanation of their own. */
const OF_PYTHON_2 =
  /^(?:unicode|unichr|xrange|raw_input|basestring|long|reduce|file|execfile|reload)$/;

export const misspeltName: Explanation = ({ raised, place, functions, sources }) => {
  const [, variable] = raised.type === "NameError" ? (NO_NAME.exec(raised.message) ?? []) : [];
  const [, imported, from] =
    raised.type === "ImportError" ? (NO_IMPORT.exec(raised.message) ?? []) : [];
  if (variable !== undefined && !OF_PYTHON_2.test(variable)) {
    const text = sources.find(({ file }) => file === place?.file)?.text ?? "";
    const names = [...text.matchAll(/\b[A-Za-z_]\w{2,}\b/g)]
      .map(([name]) => name)
      .filter((name) => name !== variable && !KEYWORDS.has(name));
    const slip = nearest(variable, [...functions, ...new Set(names)]);
    return {
      because: `Nothing gives \`${variable}\` a value before this line is reached.`,
      hint:
        slip === undefined
          ? "Import it, or give it a value on every way to this line, also where a try fails."
          : `Did you mean \`${slip}\`?`,
    };
  }
  if (imported === undefined || from === undefined) return undefined;
  const slip = nearest(imported, functions);
  return {
    because: `The module \`${from}\` is there, and has no \`${imported}\`.`,
    hint: slip === undefined ? `See what \`${from}\` defines.` : `Did you mean \`${slip}\`?`,
  };
};

const KEYWORDS = new Set(
  "and assert def class del elif else except finally for from global import lambda not pass raise return try while with yield None True False print".split(
    " ",
  ),
);
