/** Reads what a request gives, member by member, and refuses what it does not know. */
import { HarnessError } from "../../../errors.ts";
import { nearest } from "../../../text/nearest.ts";

export class Arguments {
  readonly #method: string;
  readonly #given: Readonly<Record<string, unknown>>;
  readonly #known = new Set<string>();

  constructor(method: string, given: Readonly<Record<string, unknown>>) {
    this.#method = method;
    this.#given = given;
  }

  text(name: string): string | undefined {
    return this.#read(name, "a text", isText);
  }

  neededText(name: string): string {
    return this.text(name) ?? this.#missing(name);
  }

  texts(name: string): readonly string[] | undefined {
    return this.#read(name, "a list of texts", areTexts);
  }

  flag(name: string): boolean {
    return this.#read(name, "true or false", isFlag) ?? false;
  }

  number(name: string): number | undefined {
    return this.#read(name, "a number", isNumber);
  }

  neededNumber(name: string): number {
    return this.number(name) ?? this.#missing(name);
  }

  object(name: string): Readonly<Record<string, unknown>> | undefined {
    return this.#read(name, "an object", isObject);
  }

  /** Once all members are read. */
  refuseOthers(): void {
    const other = Object.keys(this.#given).find((name) => !this.#known.has(name));
    if (other === undefined) return;
    const meant = nearest(other, [...this.#known]);
    const question = meant === undefined ? "" : `Did you mean \`${meant}\`? `;
    throw badRequest(
      `\`${this.#method}\` takes no \`${other}\``,
      `${question}Known: ${[...this.#known].join(", ")}.`,
    );
  }

  #read<T>(name: string, what: string, fits: (value: unknown) => value is T): T | undefined {
    this.#known.add(name);
    const value = this.#given[name];
    if (value === undefined || value === null) return undefined;
    if (fits(value)) return value;
    throw badRequest(`\`${name}\` of \`${this.#method}\` must be ${what}`, "Correct the request.");
  }

  #missing(name: string): never {
    throw badRequest(`\`${this.#method}\` needs \`${name}\``, "Add it to `with`.");
  }
}

export function badRequest(message: string, hint: string): HarnessError {
  return new HarnessError("WORKER_BAD_REQUEST", message, { hint });
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isFlag(value: unknown): value is boolean {
  return typeof value === "boolean";
}
