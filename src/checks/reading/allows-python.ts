/** Whether a `Requires-Python` takes any release of a Python `3.13`. Ground: PEP 440, «Version specifiers», on final releases. */

/** More than any Python has had: 3.9 ended at 25. */
const MOST_PATCHES = 40;

/** Undefined where the text cannot be read, which says nothing of the package. */
export function allowsPython(specifiers: string, minor: string): boolean | undefined {
  const tests = specifiers
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map(readSpecifier);
  if (tests.includes(undefined)) return undefined;
  const [first = 0, second = 0] = minor.split(".").map(Number);
  return Array.from({ length: MOST_PATCHES }, (_, patch) => [first, second, patch]).some(
    (version) => tests.every((test) => test?.(version)),
  );
}

type Test = (version: readonly number[]) => boolean;

function readSpecifier(text: string): Test | undefined {
  const [, operator, digits = "", star] =
    /^(~=|===?|!=|<=|>=|<|>)\s*v?(\d+(?:\.\d+)*)(\.\*)?$/.exec(text) ?? [];
  const asked = digits.split(".").map(Number);
  const isSame: Test = (version) =>
    star === undefined
      ? compare(version, asked) === 0
      : asked.every((part, place) => (version[place] ?? 0) === part);
  if (star !== undefined && operator !== "==" && operator !== "!=") return undefined;
  switch (operator) {
    case "==":
    case "===":
      return isSame;
    case "!=":
      return (version) => !isSame(version);
    case ">=":
      return (version) => compare(version, asked) >= 0;
    case "<=":
      return (version) => compare(version, asked) <= 0;
    case ">":
      return (version) => compare(version, asked) > 0;
    case "<":
      return (version) => compare(version, asked) < 0;
    case "~=": {
      // `~=3.8.1` is `>=3.8.1, ==3.8.*`; with one part alone it is not valid.
      const fixed = asked.slice(0, -1);
      if (fixed.length === 0) return undefined;
      return (version) =>
        compare(version, asked) >= 0 && fixed.every((part, place) => version[place] === part);
    }
    default:
      return undefined;
  }
}

/** Missing parts are zeros. */
function compare(a: readonly number[], b: readonly number[]): number {
  for (let place = 0; place < Math.max(a.length, b.length); place++) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
