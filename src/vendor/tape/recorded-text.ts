/** How the texts of a cassette are held against those of a request: what was scrubbed there stands for any text. Pure. */

const SCRUBBED = /<redacted(?: \d+)?>|%3Credacted(?:%20\d+)?%3E/gi;
const SHOWN = 100;

export function isSameText(text: string, recorded: string): boolean {
  if (text === recorded) return true;
  const pieces = recorded.split(SCRUBBED);
  if (pieces.length === 1) return false;
  const [first = ""] = pieces;
  const last = pieces.at(-1) ?? "";
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  if (text.length < first.length + last.length) return false;
  let from = first.length;
  const end = text.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = text.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}

/** How a body of text differs from the recorded one, in words. Empty where it does not. */
export function textFaults(text: string, recorded: string): string[] {
  if (isSameText(text, recorded)) return [];
  const [value, wanted] = [jsonOf(text), jsonOf(recorded)];
  if (value !== undefined && wanted !== undefined)
    return valueFaults(value.json, wanted.json, "json");
  return [differs("the body", text, recorded)];
}

function jsonOf(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function valueFaults(value: unknown, recorded: unknown, at: string): string[] {
  if (typeof value === "string" && typeof recorded === "string")
    return isSameText(value, recorded) ? [] : [differs(at, value, recorded)];
  if (Array.isArray(value) && Array.isArray(recorded)) {
    if (value.length !== recorded.length)
      return [`${at} has ${value.length} items, and ${recorded.length} were recorded`];
    return value.flatMap((item, place) => valueFaults(item, recorded[place], `${at}[${place}]`));
  }
  if (!isRecord(value) || !isRecord(recorded))
    return value === recorded ? [] : [differs(at, value, recorded)];
  const given = new Map(Object.entries(value));
  const known = new Map(Object.entries(recorded));
  return [
    ...[...known].flatMap(([key, inner]) =>
      given.has(key)
        ? valueFaults(given.get(key), inner, `${at}.${key}`)
        : [`there is no ${at}.${key}`],
    ),
    ...[...given.keys()].filter((key) => !known.has(key)).map((key) => `${at}.${key} is new`),
  ];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function differs(at: string, value: unknown, recorded: unknown): string {
  return `${at} is ${shown(value)}, and ${shown(recorded)} was recorded`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
