/** `--param NAME=VALUE`: parameters of the action by name, without the prefix `param.`. */
import { gathered, type OptionSet, pair } from "../command-line/option.ts";

export interface ParamValues {
  readonly param: Readonly<Record<string, string>>;
}

export const PARAM_OPTIONS: OptionSet<ParamValues> = {
  param: {
    ...gathered(
      "NAME=VALUE",
      "A parameter of the action. Overrides alert_actions.conf. NAME= sets an empty value.",
      readParams,
    ),
    short: "p",
  },
};

function readParams(texts: readonly string[], option: string): Record<string, string> {
  const params: Record<string, string> = Object.create(null);
  for (const text of texts) {
    const [name, value] = pair(option, text, "INVOKE_BAD_PARAM");
    params[name.replace(/^param\./, "")] = value;
  }
  return params;
}
