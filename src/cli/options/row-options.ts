/** Where the rows come from: one row in pairs, a file, or a notable event. */
import { existsSync } from "node:fs";
import { type SecurityDomain, SECURITY_DOMAINS } from "../../invocation/notable/notable-domains.ts";
import type { NotableSpec, NotableWording } from "../../invocation/notable/notable.ts";
import type { RowSpec } from "../../invocation/rows/open-rows.ts";
import { choice, type OptionSet, pairs, text, usage } from "../command-line/option.ts";

type Pairs = readonly (readonly [string, string])[];

export interface NotableValues {
  readonly domain: SecurityDomain | undefined;
  readonly wording: NotableWording | undefined;
  readonly set: Pairs;
}

export const NOTABLE_OPTIONS: OptionSet<NotableValues> = {
  domain: choice(SECURITY_DOMAINS, "The security domain of the notable event. Default: threat."),
  wording: choice(
    ["es7", "es8"],
    "The fields of an ES 7 notable event or of an ES 8 finding. Default: es7.",
  ),
  set: pairs("Changes a field of the notable event. NAME= removes it."),
};

export interface RowValues extends NotableValues {
  readonly result: Pairs;
  readonly results: string | undefined;
  readonly notable: string | undefined;
}

export const ROW_OPTIONS: OptionSet<RowValues> = {
  result: pairs("A field of the one row. Repeat a name to make its field multivalue."),
  results: text("FILE", "The rows of a CSV, CSV.gz, JSON or NDJSON file, or of stdin (-)."),
  notable: {
    ...text("FILE", "A notable event as the row: a built-in one, or the one in FILE."),
    bare: { value: "", takes: isNotableFile },
  },
  ...NOTABLE_OPTIONS,
};

/** `--notable my_action` names an action, `--notable my.json` a file. */
function isNotableFile(word: string): boolean {
  return (
    word === "-" ||
    /\.(json|ndjson|csv|gz)$/i.test(word) ||
    (word.includes("/") && existsSync(word))
  );
}

interface RowSource {
  /** The option that names it. */
  readonly option: string;
  readonly spec: RowSpec;
}

/** Undefined when no option says where the rows come from. */
export function readRowSpec(values: RowValues): RowSpec | undefined {
  const sources = [fromResult(values), fromResults(values), fromNotable(values)].filter(
    (source) => source !== undefined,
  );
  if (sources.length > 1) {
    throw usage(`${sources.map(({ option }) => option).join(" and ")} cannot be used together`, {
      hint: "Use one of them to say where the rows come from.",
    });
  }
  return sources[0]?.spec;
}

function fromResult({ result }: RowValues): RowSource | undefined {
  return result.length === 0
    ? undefined
    : { option: "--result", spec: { kind: "pairs", pairs: result } };
}

function fromResults({ results }: RowValues): RowSource | undefined {
  return results === undefined
    ? undefined
    : { option: "--results", spec: { kind: "file", path: results } };
}

function fromNotable(values: RowValues): RowSource | undefined {
  const { notable, set, domain, wording } = values;
  const isDescribed = set.length > 0 || domain !== undefined || wording !== undefined;
  if (notable === undefined && !isDescribed) return undefined;
  const option = notable === undefined ? "--set" : "--notable";
  if (notable === undefined || notable === "")
    return { option, spec: { kind: "notable", ...notableSpec(values) } };
  return { option, spec: { kind: "file", path: notable, set } };
}

export function notableSpec({ domain, wording, set }: NotableValues): NotableSpec {
  return { domain, wording, set };
}
