// EXTRACT-… and the transforms that REPORT-… names, as functions that add fields.
// Ground: props.conf.spec (EXTRACT), transforms.conf.spec (search-time settings).
import type { Setting, Stanza } from "../../conf/layered-conf.ts";
import type { Problem } from "../../errors.ts";
import type { PcreMatch } from "../../search/regex/regex.ts";
import { addAnother, addFirst, cleanKey, type FieldBag } from "./field-bag.ts";
import { compileDelims } from "./field-delims.ts";
import { guardRegex, type GuardedRegex } from "./guarded-regex.ts";

/** Reads a field of the event, `_raw` and the like among them, and adds to the bag. */
export type Extraction = (get: (name: string) => string | undefined, bag: FieldBag) => void;

/** `<regex>` or `<regex> in <field>`; the pattern gets (?ms) in front. */
export function compileExtract(setting: Setting, problems: Problem[]): Extraction | undefined {
  const [, before, from = "_raw"] = /^([^]*\S)\s+in\s+(\w+)\s*$/.exec(setting.value) ?? [];
  const regex = guardRegex(before ?? setting.value, "ms", setting.where, problems);
  if (regex === undefined) return undefined;
  return (get, bag) => {
    const text = get(before === undefined ? "_raw" : from);
    const match = text === undefined ? undefined : regex.exec(text);
    if (match === undefined) return;
    for (const [name, value] of match.named) if (value !== "") addFirst(bag, name, value);
  };
}

export function compileSearchTransform(
  stanza: Stanza,
  problems: Problem[],
): Extraction | undefined {
  const value = (key: string): string => stanza.settings.get(key)?.value.trim() ?? "";
  const isOn = (key: string): boolean => /^(?:1|t|true|y|yes|on)$/i.test(value(key));
  const clean = /^(?:0|f|false|n|no|off)$/i.test(value("CLEAN_KEYS")) ? undefined : cleanKey;
  const put = isOn("MV_ADD") ? addAnother : addFirst;
  const keepEmpty = isOn("KEEP_EMPTY_VALS");
  const key = value("SOURCE_KEY") || "_raw";
  const add = (bag: FieldBag, name: string, text: string | undefined): void => {
    const cleaned = clean === undefined ? name : clean(name);
    if (text !== undefined && cleaned !== "" && (text !== "" || keepEmpty)) put(bag, cleaned, text);
  };
  const pairs = compileDelims(stanza.settings.get("DELIMS")?.value ?? "", value("FIELDS"));
  if (pairs !== undefined) {
    return (get, bag) => {
      for (const [name, text] of pairs(get(key) ?? "")) add(bag, name, text);
    };
  }
  const pattern = stanza.settings.get("REGEX");
  if (pattern === undefined || pattern.value === "") return undefined;
  const regex = guardRegex(pattern.value, "", pattern.where, problems);
  if (regex === undefined) return undefined;
  const emit = emitter(value("FORMAT"), regex);
  return (get, bag) => {
    const text = get(key);
    if (text === undefined) return;
    for (const match of regex.all(text)) emit(match, (name, value) => add(bag, name, value));
  };
}

type Emit = (match: PcreMatch, add: (name: string, value: string | undefined) => void) => void;

function emitter(format: string, regex: GuardedRegex): Emit {
  if (format === "") return fromNames(regex.names);
  const parts = [...format.matchAll(/(\S+?)::("[^"]*"|\S*)/g)].map(([, name = "", value = ""]) => ({
    name: groupOf(name),
    value: groupOf(value.replace(/^"([^]*)"$/, "$1")),
  }));
  return (match, add) => {
    for (const { name, value } of parts) add(read(name, match) ?? "", read(value, match));
  };
}

/** `$1` is a group, all else is text: at search time nothing is put together from both. */
function groupOf(text: string): number | string {
  const digits = /^\$(\d+)$/.exec(text)?.[1];
  return digits === undefined ? text : Number(digits);
}

function read(part: number | string, match: PcreMatch): string | undefined {
  return typeof part === "number" ? match.groups[part] : part;
}

/** `_KEY_x` and `_VAL_x` name and give a field; other names are fields themselves. */
function fromNames(names: readonly string[]): Emit {
  const keyed = names.flatMap((name) => {
    const id = /^_KEY_(\w+)$/.exec(name)?.[1];
    return id === undefined ? [] : [{ key: name, value: `_VAL_${id}` }];
  });
  const plain = names.filter((name) => !/^_(?:KEY|VAL)_/.test(name));
  return (match, add) => {
    for (const { key, value } of keyed) add(match.named.get(key) ?? "", match.named.get(value));
    for (const name of plain) add(name, match.named.get(name));
  };
}
