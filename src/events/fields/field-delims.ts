// DELIMS and FIELDS of a transform: fields by separators, without a regular expression.
// Ground: transforms.conf.spec, DELIMS, FIELDS.

export type Pairs = (text: string) => Iterable<readonly [name: string, value: string]>;

/** Undefined when the settings hold no quoted list. */
export function compileDelims(delims: string, fields: string): Pairs | undefined {
  const [first, second] = quotedList(delims);
  if (first === undefined || first === "") return undefined;
  const names = fields === "" ? undefined : fieldNames(fields);
  if (second !== undefined) return (text) => pairs(text, first, second);
  if (names !== undefined) return (text) => named(text, first, names);
  return (text) => alternating(text, first);
}

/** `"|", "="` with the escapes \t \n \r \\ \". */
function quotedList(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\[^])*)"/g)].map(([, inner = ""]) =>
    inner.replace(
      /\\([^])/g,
      (_all, char: string) => ({ t: "\t", n: "\n", r: "\r" })[char] ?? char,
    ),
  );
}

function fieldNames(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\[^])*)"|([^\s,"]+)/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? "") : quoted.replace(/\\([^])/g, "$1"),
  );
}

function* pairs(text: string, between: string, within: string): ReturnType<Pairs> {
  for (const token of tokens(text, between, true)) {
    const at = firstOf(token, within);
    if (at <= 0) continue;
    yield [token.slice(0, at).trim(), unquoted(token.slice(at + 1).trim())];
  }
}

/** Delimiters that follow each other make empty values here, so that each value keeps its name. */
function* named(text: string, between: string, names: readonly string[]): ReturnType<Pairs> {
  let at = 0;
  for (const token of tokens(text, between, false)) {
    const name = names[at++];
    if (name === undefined) return;
    if (name !== "") yield [name, unquoted(token.trim())];
  }
}

function* alternating(text: string, between: string): ReturnType<Pairs> {
  let name: string | undefined;
  for (const token of tokens(text, between, true)) {
    if (name === undefined) name = unquoted(token.trim());
    else {
      yield [name, unquoted(token.trim())];
      name = undefined;
    }
  }
}

/** Splits at any of the characters, but not within double quotes; `\"` does not end them. */
function* tokens(text: string, delimiters: string, isRunOneBreak: boolean): Generator<string> {
  // Of a run of delimiters nothing comes, or an empty text for each.
  const shortest = isRunOneBreak ? 1 : 0;
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "\\" && isQuoted) at++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && delimiters.includes(char)) {
      if (at - from >= shortest) yield text.slice(from, at);
      from = at + 1;
    }
  }
  if (text.length - from >= shortest) yield text.slice(from);
}

function firstOf(text: string, characters: string): number {
  for (let at = 0; at < text.length; at++) if (characters.includes(text[at] ?? "")) return at;
  return -1;
}

function unquoted(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  const inner = text.slice(1, -1);
  return inner.includes("\\") ? inner.replace(/\\(["\\])/g, "$1") : inner;
}
