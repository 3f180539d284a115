/** The options for behavior that differs between Splunk versions, or is not documented. */
import type { Assumptions } from "../../invocation/assumptions.ts";
import { nearest } from "../../text/nearest.ts";
import {
  choice,
  flag,
  gathered,
  oneOf,
  type OptionSet,
  pair,
  usage,
  wholeNumber,
} from "../command-line/option.ts";

export interface AssumptionValues {
  readonly "empty-params": "include" | "omit" | undefined;
  readonly unresolved: "default" | "literal" | "empty" | undefined;
  readonly "numeric-sid": boolean;
  readonly cwd: "bin" | "root" | undefined;
  readonly "max-results": number | undefined;
  readonly assume: Partial<Assumptions>;
}

interface AssumptionSwitch {
  /** What may follow the `=`. */
  readonly value: string;
  readonly help: string;
  read(option: string, value: string): Partial<Assumptions>;
}

/** By the name that `--assume NAME=VALUE` gives. */
const SWITCHES: Readonly<Record<string, AssumptionSwitch>> = {
  "empty-results": {
    value: "run|skip",
    help: "Whether the script starts if the search finds nothing. Default: run.",
    read: (option, value) => ({ emptyResults: oneOf(option, value, ["run", "skip"]) }),
  },
  "no-rows-result": {
    value: "null|object",
    help: "What `result` in a JSON payload is if the search finds nothing. Default: null.",
    read: (option, value) => ({ noRowsResult: oneOf(option, value, ["null", "object"]) }),
  },
  "no-rows-file": {
    value: "absent|present",
    help: "Whether there is a results file if the search finds nothing. Default: present for a saved search, absent for an ad hoc search.",
    read: (option, value) => ({ noRowsFile: oneOf(option, value, ["absent", "present"]) }),
  },
  "multivalue-separator": {
    value: "TEXT",
    help: "What a token puts between the values of a multivalue field. Default: a space.",
    read: (_, value) => ({ multivalueSeparator: value }),
  },
  "kill-signal": {
    value: "SIGKILL|SIGTERM",
    help: "The signal that ends a script at maxtime. Default: SIGKILL.",
    read: (option, value) => ({ killSignal: oneOf(option, value, ["SIGKILL", "SIGTERM"]) }),
  },
  "killed-code": {
    value: "N",
    help: "The exit code that splunkd then logs. Default: 9.",
    read(option, value) {
      if (/^[1-9]\d{0,2}$/.test(value)) return { killedCode: Number(value) };
      throw usage(`${option} must be a number from 1 to 999, not \`${value}\``, {
        hint: `Write ${option}=9, for example.`,
      });
    },
  },
  "adhoc-type": {
    value: "TEXT",
    help: "The value of type= in splunkd.log for an ad hoc run. Default: adhoc.",
    read: (_, value) => ({ adhocType: value }),
  },
  extensions: {
    value: "EXT,…",
    help: "Which of several programs with one name starts. Default: sh, py, js, then none.",
    read: (_, value) => ({ extensions: value.split(",").map((extension) => extension.trim()) }),
  },
  "xml-result": {
    value: "omit|experimental",
    help: "Whether an XML payload contains the first row. Default: omit.",
    read: (option, value) => ({ xmlResult: oneOf(option, value, ["omit", "experimental"]) }),
  },
  "cim-actions": {
    value: "V5|V6",
    help: "Which version of cim_actions ar-sim follows where they differ. Default: V5.",
    read: (option, value) => ({ cimActions: oneOf(option, value, ["V5", "V6"]) }),
  },
};

/** What help and docs say of them. */
export const ASSUMPTION_ROWS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SWITCHES).map(([name, { value, help }]) => [`${name}=${value}`, help]),
);

export const ASSUMPTION_OPTIONS: OptionSet<AssumptionValues> = {
  "empty-params": choice(
    ["include", "omit"],
    "Whether the payload contains parameters that are set but empty. Default: include.",
  ),
  unresolved: choice(
    ["default", "literal", "empty"],
    "The value of a token that does not resolve. `default`: `$result.x$`, `$job.x$` and `$server.x$` are empty, others stay. `literal`: all stay. `empty`: all are empty.",
  ),
  "numeric-sid": flag("Makes the sid of an ad hoc search a number in the payload."),
  cwd: choice(
    ["bin", "root"],
    "The working folder of the script: bin/ of its app, or / as for a daemon. Default: bin.",
  ),
  "max-results": wholeNumber(
    "The action gets the first N rows. Default: maxresults of the action.",
  ),
  assume: gathered("NAME=VALUE", "Changes an assumption. See the list of names.", readAssumptions),
};

function readAssumptions(texts: readonly string[], option: string): Partial<Assumptions> {
  return texts.reduce<Partial<Assumptions>>((assumed, text) => {
    const [name, value] = pair(option, text);
    return { ...assumed, ...switchOf(name, option).read(`${option} ${name}`, value) };
  }, {});
}

function switchOf(name: string, option: string): AssumptionSwitch {
  const known = Object.hasOwn(SWITCHES, name) ? SWITCHES[name] : undefined;
  if (known !== undefined) return known;
  const names = Object.keys(SWITCHES);
  const guess = nearest(name, names);
  throw usage(`${option}: there is no assumption \`${name}\``, {
    hint: `${guess === undefined ? "" : `Did you mean ${guess}? `}The names are ${names.join(", ")}.`,
  });
}
