/**
 * Arguments of a call: those of the query and those of the form body, together.
 * Ground: splunklib sends form bodies without a content type, solnlib labels them JSON; splunkd takes both as forms.
 */
import { RestError } from "./rest-error.ts";

/** A body of a hundred megabytes could have more than any memory holds. */
const MOST = 200_000;

export class Arguments {
  readonly #values = new Map<string, string[]>();
  #count = 0;

  static of(...texts: readonly string[]): Arguments {
    const all = new Arguments();
    for (const text of texts) all.#read(text);
    return all;
  }

  #read(text: string): void {
    if (text === "") return;
    for (const pair of text.split("&", MOST + 1)) {
      if (pair === "") continue;
      if (++this.#count > MOST) throw new RestError(400, `More than ${MOST} arguments.`);
      const at = pair.indexOf("=");
      const key = decodeForm(at === -1 ? pair : pair.slice(0, at));
      const value = at === -1 ? "" : decodeForm(pair.slice(at + 1));
      const known = this.#values.get(key);
      if (known === undefined) this.#values.set(key, [value]);
      else known.push(value);
    }
  }

  /** The same, but for these. */
  without(names: readonly string[]): Arguments {
    const others = new Arguments();
    for (const [name, values] of this.#values)
      if (!names.includes(name)) others.#values.set(name, values);
    return others;
  }

  get(name: string): string | undefined {
    return this.#values.get(name)?.[0];
  }

  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  names(): IterableIterator<string> {
    return this.#values.keys();
  }

  entries(): IterableIterator<[string, string[]]> {
    return this.#values.entries();
  }
}

function decodeForm(text: string): string {
  return decodeOnce(text.includes("+") ? text.replaceAll("+", " ") : text);
}

/** Percent-decoding that takes anything: what is no UTF-8 is replaced, a lone `%` stays. */
export function decodeOnce(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
      Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8"),
    );
  }
}

/** A whole number among them. Ground: the text of splunkd's own refusal, as measured. */
export function readWhole(args: Arguments, name: string, otherwise: number): number {
  const text = args.get(name);
  if (text === undefined || text.trim() === "") return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RestError(
      400,
      `Invalid value for argument "${name}": '${text}'. Must be an integer.`,
    );
  return value;
}
