/**
 * Whether a `Requires-Python` allows any release of a minor version such as `3.13`. Ground: PEP 440, «Version
 * specifiers», on final releases.
 */

/** More than any Python has had: 3.9 ended at 25. */
const MOST_PATCHES = 40;

/** Undefined when the text cannot be parsed. */
export function allowsPython(specifiers: string, minor: string): boolean | undefined {
  const tests = specifiers
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "")
    .map(readSpecifier);
  if (tests.includes(undefined)) return undefined;
  const [first = 0, second = 0] = minor.split(".").map(Number);
  return Array.from({ length: MOST_PATCHES }, (_, patch) => [first, second, patch]).some(
    (version) => tests.every((test) => test?.(version)),
  );
}

type Version = readonly number[];
type Test = (version: Version) => boolean;

function readSpecifier(text: string): Test | undefined {
  const [, operator = "", digits = "", star] =
    /^(~=|===?|!=|<=|>=|<|>)\s*v?(\d+(?:\.\d+)*)(\.\*)?$/.exec(text) ?? [];
  const asked = digits.split(".").map(Number);
  if (star === undefined) return TESTS[operator]?.(asked);
  const isWithin: Test = (version) => startsWith(version, asked);
  if (operator === "==") return isWithin;
  return operator === "!=" ? (version) => !isWithin(version) : undefined;
}

/** For each operator: makes a test from the version behind it. */
const TESTS: Readonly<Record<string, (asked: Version) => Test | undefined>> = {
  "==": (asked) => (version) => compare(version, asked) === 0,
  "===": (asked) => (version) => compare(version, asked) === 0,
  "!=": (asked) => (version) => compare(version, asked) !== 0,
  ">=": (asked) => (version) => compare(version, asked) >= 0,
  "<=": (asked) => (version) => compare(version, asked) <= 0,
  ">": (asked) => (version) => compare(version, asked) > 0,
  "<": (asked) => (version) => compare(version, asked) < 0,
  // `~=3.8.1` is `>=3.8.1, ==3.8.*`; with only one part it is not valid.
  "~=": (asked) =>
    asked.length === 1
      ? undefined
      : (version) => compare(version, asked) >= 0 && startsWith(version, asked.slice(0, -1)),
};

function startsWith(version: Version, parts: Version): boolean {
  return parts.every((part, place) => (version[place] ?? 0) === part);
}

/** Missing parts count as 0. */
function compare(a: Version, b: Version): number {
  for (let place = 0; place < Math.max(a.length, b.length); place++) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
