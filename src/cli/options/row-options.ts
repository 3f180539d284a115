/** Where the results of the search come from: one row in pairs, a file, a notable event. */
import { existsSync } from "node:fs";
import { HarnessError } from "../../errors.ts";
import { SECURITY_DOMAINS } from "../../invocation/notable/notable-domains.ts";
import type { NotableSpec } from "../../invocation/notable/notable.ts";
import type { RowSpec } from "../../invocation/rows/open-rows.ts";
import { oneOf, pair, type Values } from "./read-options.ts";

export const NOTABLE_OPTIONS = {
  domain: { type: "string" },
  wording: { type: "string" },
  set: { type: "string", multiple: true },
} as const;

export const ROW_OPTIONS = {
  result: { type: "string", multiple: true },
  results: { type: "string" },
  notable: { type: "string" },
  domain: { type: "string" },
  wording: { type: "string" },
  set: { type: "string", multiple: true },
} as const;

/** `--notable` takes a file or nothing, which node's parser cannot express. */
export function withNotableFile(argv: readonly string[]): string[] {
  return argv.flatMap((word, place) => {
    if (word !== "--notable") return [word];
    const next = argv[place + 1];
    const isFile =
      next !== undefined &&
      (next === "-" ||
        /\.(json|ndjson|csv|gz)$/i.test(next) ||
        (next.includes("/") && existsSync(next)));
    return isFile ? [word] : ["--notable="];
  });
}

/** undefined: nothing was said, so one row of makeresults. */
export function readRowSpec(values: Values<typeof ROW_OPTIONS>): RowSpec | undefined {
  const isNotable =
    values.notable !== undefined ||
    [values.set, values.domain, values.wording].some((value) => value !== undefined);
  const given = [
    ...(values.result === undefined ? [] : ["--result"]),
    ...(values.results === undefined ? [] : ["--results"]),
    ...(isNotable ? [values.notable === undefined ? "--set" : "--notable"] : []),
  ];
  if (given.length > 1) {
    throw new HarnessError("CLI_USAGE", `${given.join(" and ")} exclude each other`, {
      hint: "Say in one way only where the results come from.",
    });
  }
  if (values.result !== undefined)
    return { kind: "pairs", pairs: values.result.map((text) => pair("--result", text)) };
  if (values.results !== undefined) return { kind: "file", path: values.results };
  if (!isNotable) return undefined;
  const spec = readNotableSpec(values);
  if (values.notable === undefined || values.notable === "") return { kind: "notable", ...spec };
  return {
    kind: "file",
    path: values.notable,
    ...(spec.set === undefined ? {} : { set: spec.set }),
  };
}

export function readNotableSpec(values: Values<typeof NOTABLE_OPTIONS>): NotableSpec {
  const domain = oneOf("--domain", values.domain, SECURITY_DOMAINS);
  const wording = oneOf("--wording", values.wording, ["es7", "es8"]);
  return {
    ...(domain === undefined ? {} : { domain }),
    ...(wording === undefined ? {} : { wording }),
    ...(values.set === undefined ? {} : { set: values.set.map((text) => pair("--set", text)) }),
  };
}
