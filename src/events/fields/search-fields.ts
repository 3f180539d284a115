// Search-time fields of an event in Splunk's order: EXTRACT, REPORT, KV_MODE, FIELDALIAS, EVAL, LOOKUP.
// Ground: Knowledge Manager Manual, «The sequence of search-time operations».
import type { Stanza } from "../../conf/layered-conf.ts";
import type { Problem, Where } from "../../errors.ts";
import type { FillRow } from "../../search/spl/lookup/row-filler.ts";
import { compileAutoFields } from "./auto-fields.ts";
import type { LookupCompiler } from "./auto-lookups.ts";
import { emptyBag, type FieldBag, type FieldValue } from "./field-bag.ts";
import { classesOf, type Settings } from "../props/props-lookup.ts";
import { compileExtract, compileSearchTransform, type Extraction } from "./search-transform.ts";

export type FieldReader = (name: string) => FieldValue | undefined;
/** Compiles the right side of an `EVAL-<field>`; undefined when it cannot be read, and then it reports the problem. */
export type EvalCompiler = (
  expression: string,
  where: Where,
  problems: Problem[],
) => ((read: FieldReader) => FieldValue | undefined) | undefined;

export interface RawEvent {
  readonly raw: string;
  /** `host`, `source`, `sourcetype`, `index`, `_time`. */
  readonly meta: Readonly<Record<string, string>>;
  readonly indexed: Readonly<Record<string, FieldValue>>;
}

/** All fields of the event but its metadata, and remarks on what was left out. */
export type FieldsOf = (event: RawEvent) => {
  readonly fields: FieldBag;
  readonly note: string | undefined;
};

export interface FieldsOptions {
  readonly transforms: ReadonlyMap<string, Stanza>;
  readonly compileEval: EvalCompiler | undefined;
  /** Without it, `LOOKUP-…` settings are left out. */
  readonly compileLookup?: LookupCompiler | undefined;
  readonly problems: Problem[];
}

const METADATA = ["index", "host", "source", "sourcetype"] as const;

export function compileFields(settings: Settings, options: FieldsOptions): FieldsOf {
  const extractions = [...extracts(settings, options), ...reports(settings, options)];
  const auto = compileAutoFields(settings);
  const aliases = classesOf(settings, "FIELDALIAS-").flatMap(({ value }) => readAliases(value));
  const evals = calculated(settings, options);
  const lookups = lookedUp(settings, options);
  return (event) => {
    const bag = bagOf(event);
    if (extractions.length > 0) extractAll(extractions, event, bag);
    const note = auto?.(event.raw, bag);
    // Guess: what the event itself calls `host` or `index` never takes the place of the true one.
    for (const name of METADATA) if (bag[name] !== undefined) delete bag[name];
    for (const alias of aliases) applyAlias(alias, event, bag);
    if (evals.length > 0) calculate(evals, event, bag);
    for (const fill of lookups) fill((name) => valueOf(event, bag, name), bag);
    return { fields: bag, note };
  };
}

function bagOf({ indexed }: RawEvent): FieldBag {
  const bag = emptyBag();
  for (const name of Object.keys(indexed)) bag[name] = indexed[name] ?? "";
  return bag;
}

function extractAll(extractions: readonly Extraction[], event: RawEvent, bag: FieldBag): void {
  const get = (name: string): string | undefined => first(valueOf(event, bag, name));
  for (const extract of extractions) extract(get, bag);
}

/** Side by side: none sees what another makes. */
function calculate(evals: readonly Calculated[], event: RawEvent, bag: FieldBag): void {
  const read: FieldReader = (name) => valueOf(event, bag, name);
  const made = evals.map(({ field, run }) => ({ field, value: run(read) }));
  for (const { field, value } of made) {
    if (value === undefined) delete bag[field];
    else bag[field] = value;
  }
}

function valueOf(event: RawEvent, bag: FieldBag, name: string): FieldValue | undefined {
  if (name === "_raw") return event.raw;
  return bag[name] ?? (Object.hasOwn(event.meta, name) ? event.meta[name] : undefined);
}

function first(value: FieldValue | undefined): string | undefined {
  return typeof value === "object" ? value[0] : value;
}

function extracts(settings: Settings, { problems }: FieldsOptions): Extraction[] {
  return classesOf(settings, "EXTRACT-").flatMap(
    (setting) => compileExtract(setting, problems) ?? [],
  );
}

function reports(settings: Settings, { transforms, problems }: FieldsOptions): Extraction[] {
  return classesOf(settings, "REPORT-").flatMap(({ value }) =>
    value.split(",").flatMap((name) => {
      const stanza = transforms.get(name.trim());
      return stanza === undefined ? [] : (compileSearchTransform(stanza, problems) ?? []);
    }),
  );
}

interface Alias {
  readonly from: string;
  readonly to: string;
  readonly isNew: boolean;
}

function readAliases(text: string): Alias[] {
  const name = String.raw`("[^"]*"|[^\s,"]+)`;
  return [...text.matchAll(new RegExp(String.raw`${name}\s+(AS|ASNEW)\s+${name}`, "gi"))].map(
    ([, from = "", as = "", to = ""]) => ({
      from: from.replace(/^"(.*)"$/, "$1"),
      to: to.replace(/^"(.*)"$/, "$1"),
      isNew: as.toUpperCase() === "ASNEW",
    }),
  );
}

/** AS also takes the alias away where the original has no value; ASNEW leaves alone what is there. */
function applyAlias({ from, to, isNew }: Alias, event: RawEvent, bag: FieldBag): void {
  const value = valueOf(event, bag, from);
  if (isNew) {
    if (value !== undefined && valueOf(event, bag, to) === undefined) bag[to] = value;
  } else if (value !== undefined) bag[to] = value;
  else delete bag[to];
}

interface Calculated {
  readonly field: string;
  readonly run: (read: FieldReader) => FieldValue | undefined;
}

function calculated(
  settings: Settings,
  { compileEval, problems }: FieldsOptions,
): readonly Calculated[] {
  if (compileEval === undefined) return [];
  return classesOf(settings, "EVAL-").flatMap(({ key, value, where }) => {
    const run = compileEval(value, where, problems);
    return run === undefined ? [] : [{ field: key.slice("EVAL-".length), run }];
  });
}

function lookedUp(
  settings: Settings,
  { compileLookup, problems }: FieldsOptions,
): readonly FillRow[] {
  if (compileLookup === undefined) return [];
  return classesOf(settings, "LOOKUP-").flatMap(
    ({ value, where }) => compileLookup(value, where, problems) ?? [],
  );
}
