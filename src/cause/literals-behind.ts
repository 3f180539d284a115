/**
 * The string literals behind a line of Python: `int(config.get("severity"))` asks for «severity». Where the line has
 * names only, the assignments of these names in the same file are followed.
 * Guess: text alone tells enough. Python's own parser would take a start of Python.
 */

const MOST_STEPS = 3;
const MOST_LINES_ABOVE = 400;
const MOST_LINES_OF_BRANCH = 10;
/** Nobody writes a longer line, and one that a program wrote would keep the patterns busy. */
const MOST_OF_LINE = 2000;

const STRING = /(?<![A-Za-z0-9_])[rbuRBU]{0,2}(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')/g;
const NAME = /[A-Za-z_]\w*/g;

/** `line` is 1-based. The nearest literals come first. */
export function literalsBehind(lines: readonly string[], line: number): string[] {
  const literals = new Set<string>();
  const names = new Set<string>();
  let wave = [line - 1, ...guardOf(lines, line - 1)];
  for (let step = 0; step <= MOST_STEPS && wave.length > 0; step += 1) {
    const fresh: string[] = [];
    for (const at of wave) {
      const text = readable(lines[at]);
      for (const [, double, single] of text.matchAll(STRING)) literals.add(double ?? single ?? "");
      for (const [name] of text.replaceAll(STRING, "").matchAll(NAME))
        if (!names.has(name)) fresh.push(name);
    }
    for (const name of fresh) names.add(name);
    wave = assignmentsOf(lines, line, fresh);
  }
  return [...literals];
}

/** The nearest assignment of each name above the line: `name = …`, `for name in …`, `with … as name`. */
function assignmentsOf(lines: readonly string[], line: number, names: readonly string[]): number[] {
  if (names.length === 0) return [];
  const wanted = new Set(names);
  const places: number[] = [];
  const last = Math.max(0, line - 1 - MOST_LINES_ABOVE);
  for (let at = line - 2; at >= last && wanted.size > 0; at -= 1) {
    const name = assignedIn(readable(lines[at]));
    if (name !== undefined && wanted.delete(name)) places.push(at);
  }
  return places;
}

/** The condition above a line that only says what went wrong: `if not address:` above `raise …`. */
function guardOf(lines: readonly string[], at: number): number[] {
  const text = readable(lines[at]);
  if (!/^\s*(?:raise|return|sys\.exit|exit|\w+\.(?:error|critical|exception|write))\b/.test(text))
    return [];
  const margin = indentOf(text);
  const last = Math.max(0, at - MOST_LINES_OF_BRANCH);
  for (let above = at - 1; above >= last; above -= 1) {
    const line = readable(lines[above]);
    if (line.trim() === "" || indentOf(line) >= margin) continue;
    return /^\s*(?:if|elif)\b/.test(line) ? [above] : [];
  }
  return [];
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function readable(line = ""): string {
  return line.length > MOST_OF_LINE ? "" : line;
}

function assignedIn(text: string): string | undefined {
  return (
    /^\s*([A-Za-z_]\w*)\s*(?::[^=]+)?=(?!=)/.exec(text)?.[1] ??
    /^\s*for\s+([A-Za-z_]\w*)\b.*\bin\b/.exec(text)?.[1] ??
    /\bas\s+([A-Za-z_]\w*)\s*:/.exec(text)?.[1]
  );
}
