/** An option, declared once: the parser, `--help`, suggestions and the tables in the docs all read this declaration. */
import { HarnessError } from "../../errors.ts";
import { nearest } from "../../text/nearest.ts";

export interface Option<T> {
  /** What help calls the value, such as `DIR`. Undefined: the option takes no value. */
  readonly value: string | undefined;
  /** What it does, as sentences. */
  readonly help: string;
  /** One letter: `p` for `-p`. */
  readonly short?: string;
  readonly isRepeatable: boolean;
  /** Set where the value may be left out. */
  readonly bare?: BareOption;
  /** The value is a command line, so words after it that are not quoted probably belong to it. */
  readonly isCommandLine?: boolean;
  /** `texts`: the value of each time it is given, empty when it is not. `name`: as users write it, for errors. */
  read(texts: readonly string[], name: string): T;
}

export interface BareOption {
  /** The value that the option has when it is written without one. */
  readonly value: string;
  /** Whether the next word is its value all the same. Without it, only `--name=VALUE` gives one. */
  takes?(nextWord: string): boolean;
}

/** One option for each value of `T`. */
export type OptionSet<T> = { readonly [K in keyof T]-?: Option<T[K]> };

export type AnyOptions = Readonly<Record<string, Option<unknown>>>;

/** An option that is there or not. */
export function flag(help: string): Option<boolean> {
  return { value: undefined, help, isRepeatable: false, read: (texts) => texts.length > 0 };
}

/** An option whose value is any text. */
export function text(value: string, help: string): Option<string | undefined> {
  return { value, help, isRepeatable: false, read: (texts) => texts.at(-1) };
}

/** An option whose value is made of the text. When it is given twice, the last one counts. */
export function parsed<T>(
  value: string,
  help: string,
  parse: (given: string, name: string) => T,
): Option<T | undefined> {
  return {
    value,
    help,
    isRepeatable: false,
    read(texts, name) {
      const last = texts.at(-1);
      return last === undefined ? undefined : parse(last, name);
    },
  };
}

/** An option that is one of a few words. */
export function choice<const W extends string>(
  words: readonly W[],
  help: string,
): Option<W | undefined> {
  return parsed(words.join("|"), help, (given, name) => oneOf(name, given, words));
}

/** An option that is a whole number of at least `least`. */
export function wholeNumber(help: string, least = 0): Option<number | undefined> {
  return parsed("N", help, (given, name) => {
    if (/^\d{1,15}$/.test(given) && Number(given) >= least) return Number(given);
    throw usage(`${name} must be a whole number from ${least}, not \`${given}\``, {
      hint: `Write ${name}=${Math.max(least, 2)}, for example.`,
    });
  });
}

/** An option that may be given many times; each value counts. */
export function repeatable(value: string, help: string): Option<readonly string[]> {
  return { value, help, isRepeatable: true, read: (texts) => texts };
}

/** An option that may be given many times; all values together come to one. */
export function gathered<T>(
  value: string,
  help: string,
  gather: (texts: readonly string[], name: string) => T,
): Option<T> {
  return { value, help, isRepeatable: true, read: gather };
}

/** An option of NAME=VALUE that may be given many times. */
export function pairs(help: string): Option<readonly (readonly [string, string])[]> {
  return gathered("NAME=VALUE", help, (texts, option) => texts.map((text) => pair(option, text)));
}

/** One of the words, or an error that lists them. */
export function oneOf<const W extends string>(name: string, given: string, words: readonly W[]): W {
  const known = words.find((word) => word === given);
  if (known !== undefined) return known;
  const guess = nearest(given, words);
  throw usage(`${name} must be ${listed(words)}, not \`${given}\``, {
    hint:
      guess === undefined
        ? `Write ${name}=${words[0]}, for example.`
        : `Did you mean ${name}=${guess}?`,
  });
}

/** `name=value`; the value may be empty. */
export function pair(
  option: string,
  given: string,
  code: "CLI_USAGE" | "INVOKE_BAD_PARAM" = "CLI_USAGE",
): [string, string] {
  const cut = given.indexOf("=");
  if (cut > 0) return [given.slice(0, cut), given.slice(cut + 1)];
  const name = given === "" || cut === 0 ? "NAME" : given;
  throw new HarnessError(code, `${option} must be NAME=VALUE, not \`${given}\``, {
    hint: `Write ${option} ${name}=VALUE, or ${option} ${name}= for an empty value.`,
  });
}

/** A wrong command line. */
export function usage(message: string, options: { readonly hint: string }): HarnessError {
  return new HarnessError("CLI_USAGE", message, options);
}

/** `a, b or c` */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}
