/** `--env NAME[=VALUE]` and `--secret NAME[=VALUE]`: the variables that a script gets. */
import { gathered, type OptionSet, usage } from "../command-line/option.ts";

export interface EnvValues {
  readonly env: Readonly<Record<string, string>>;
  readonly secret: Readonly<Record<string, string>>;
}

export const ENV_OPTIONS: OptionSet<EnvValues> = {
  env: gathered(
    "NAME[=VALUE]",
    "Passes this variable on to the script, or sets it. The script gets no other variable of yours.",
    readEnvironment,
  ),
  secret: gathered(
    "NAME[=VALUE]",
    "The same as --env, and masks the value in all output, whatever the name.",
    readEnvironment,
  ),
};

function readEnvironment(texts: readonly string[], option: string): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const text of texts) {
    const cut = text.indexOf("=");
    const name = cut < 0 ? text : text.slice(0, cut);
    const value = cut < 0 ? process.env[name] : text.slice(cut + 1);
    if (value === undefined) {
      throw usage(`${option} ${name}: this variable is not set`, {
        hint: `Set it, or write ${option} ${name}=VALUE.`,
      });
    }
    variables[name] = value;
  }
  return variables;
}
