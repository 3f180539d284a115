/** Arguments of one command, read by node's own parser; every mistake becomes a CLI_USAGE error with a suggestion. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { HarnessError } from "../../errors.ts";
import { nearest } from "../../text/nearest.ts";

export type OptionTable = NonNullable<ParseArgsConfig["options"]>;

export type Values<T extends OptionTable> = ReturnType<
  typeof parseArgs<{ options: T; allowPositionals: true; strict: true }>
>["values"];

export interface ReadOptions<T extends OptionTable> {
  readonly values: Values<T>;
  readonly positionals: readonly string[];
}

export function readOptions<T extends OptionTable>(
  command: string,
  argv: readonly string[],
  options: T,
): ReadOptions<T> {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const lacking =
      /Option '(?:-\w, )?(--[\w-]+)(?: <value>)?' argument (?:is ambiguous|missing)/.exec(message);
    if (lacking?.[1] !== undefined) throw withoutValue(lacking[1], command, argv);
    const unknown = /Unknown option '(--?[^']+)'/.exec(message)?.[1];
    const closest = unknown === undefined ? undefined : closestTo(unknown, options);
    const first = message.split(/\. To specify|\n/)[0] ?? message;
    throw new HarnessError("CLI_USAGE", first.endsWith(".") ? first.slice(0, -1) : first, {
      hint:
        closest === undefined
          ? `See \`ar-sim ${command} --help\`.`
          : `Did you mean ${closest}? See \`ar-sim ${command} --help\`.`,
    });
  }
}

function withoutValue(option: string, command: string, argv: readonly string[]): HarnessError {
  const next = argv[argv.indexOf(option) + 1];
  const hint =
    next === undefined
      ? `See \`ar-sim ${command} --help\`.`
      : `Give it one, or write ${option}=${next} if ${next} is the value.`;
  return new HarnessError("CLI_USAGE", `${option} wants a value`, { hint });
}

function closestTo(unknown: string, options: OptionTable): string | undefined {
  // --splunkd-port, where this command has it as --port.
  const shorter = Object.keys(options).find((name) => unknown.endsWith(`-${name}`));
  if (shorter !== undefined && unknown !== `--${shorter}`) return `--${shorter}`;
  return nearest(
    unknown,
    Object.keys(options).map((name) => `--${name}`),
  );
}

/** One of a few words, or a CLI_USAGE error that lists them. */
export function oneOf<const W extends string>(
  option: string,
  value: string | undefined,
  words: readonly W[],
): W | undefined {
  if (value === undefined) return undefined;
  const found = words.find((word) => word === value);
  if (found !== undefined) return found;
  throw new HarnessError("CLI_USAGE", `${option} takes ${words.join(", ")}, not \`${value}\``, {
    hint: `Write ${option} ${words[0]}, for example.`,
  });
}

/** `name=value`, the value possibly empty. */
export function pair(
  option: string,
  text: string,
  code: "CLI_USAGE" | "INVOKE_BAD_PARAM" = "CLI_USAGE",
): [string, string] {
  const cut = text.indexOf("=");
  if (cut > 0) return [text.slice(0, cut), text.slice(cut + 1)];
  throw new HarnessError(code, `${option} wants name=value, but got \`${text}\``, {
    hint: `Write ${option} ${text === "" || cut === 0 ? "name" : text}=value; an empty value is written name= .`,
  });
}
