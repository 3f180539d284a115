/**
 * The fields that Splunk finds without any configuration: KV_MODE. Ground: props.conf.spec (KV_MODE, AUTO_KV_JSON);
 * limits.conf.spec ([kv] maxchars and limit, [spath] extraction_cutoff), whose defaults hold here.
 */
import { addAnother, cleanKey, type FieldBag } from "./field-bag.ts";
import { scanJson } from "../../text/json-scanner.ts";
import { settingOf, type Settings } from "../props/props-lookup.ts";
import { scanXml } from "./xml-fields.ts";

const MOST_CHARACTERS = 10_240;
const MOST_FIELDS = 100;
const JSON_CUTOFF = 5_000;

const JSON_IS_CUT = `JSON is read up to character ${JSON_CUTOFF} only ([spath] extraction_cutoff): later fields are missing`;
const MULTI_IS_LEFT_OUT = "KV_MODE = multi is not emulated: multikv's fields are missing";

/** Adds to `bag` what it finds, and gives notes on what it left out. */
export type AutoFields = (raw: string, bag: FieldBag) => string | undefined;

export function compileAutoFields(settings: Settings): AutoFields | undefined {
  const mode = settingOf(settings, "KV_MODE").toLowerCase() || "auto";
  if (mode === "none") return undefined;
  if (mode === "json") return addJson;
  if (mode === "xml") return addXml;
  if (mode.startsWith("multi")) return () => MULTI_IS_LEFT_OUT;
  const pair = mode === "auto_escaped" ? ESCAPED_PAIR : PAIR;
  const isJsonToo = !/^(?:0|f|false|n|no)$/i.test(settingOf(settings, "AUTO_KV_JSON"));
  return (raw, bag) => {
    const note = isJsonToo && LOOKS_JSON.test(raw) ? addJson(raw, bag) : undefined;
    addPairs(raw, bag, pair, mode === "auto_escaped");
    return note;
  };
}

const LOOKS_JSON = /^\s*[{[]/;
// Each repeat is over characters that what follows it cannot begin with: they end in linear time.
const PAIR = /(?<![\w.:-])([A-Za-z_][\w.:-]*)=(?:"([^"]*)"|([^\s,;|&"]+))/g;
const ESCAPED_PAIR =
  /(?<![\w.:-])([A-Za-z_][\w.:-]*)=(?:"([^"\\]*(?:\\[^][^"\\]*)*)"|([^\s,;|&"]+))/g;

/** Only the first value of a key is taken; empty ones never. */
function addPairs(raw: string, bag: FieldBag, pair: RegExp, isEscaped: boolean): void {
  if (!raw.includes("=")) return;
  const text = raw.length > MOST_CHARACTERS ? raw.slice(0, MOST_CHARACTERS) : raw;
  let count = 0;
  pair.lastIndex = 0;
  for (let match = pair.exec(text); match !== null; match = pair.exec(text)) {
    const value = valueIn(match, isEscaped);
    const key = cleanKey(match[1] ?? "");
    if (value === "" || key === "" || bag[key] !== undefined) continue;
    if (++count > MOST_FIELDS) return;
    bag[key] = value;
  }
}

function valueIn(match: RegExpExecArray, isEscaped: boolean): string {
  const quoted = match[2];
  if (quoted === undefined) return match[3] ?? "";
  return isEscaped ? quoted.replace(/\\(["\\])/g, "$1") : quoted;
}

/** Unlike pairs, a name that comes again in JSON makes a field of several values. */
function addJson(raw: string, bag: FieldBag): string | undefined {
  if (!LOOKS_JSON.test(raw)) return undefined;
  const isCut = raw.length > JSON_CUTOFF;
  const before = new Set(Object.keys(bag));
  const names = new Set<string>();
  scanJson(isCut ? raw.slice(0, JSON_CUTOFF) : raw, (name, value) => {
    if (before.has(name) || (!names.has(name) && names.size >= MOST_FIELDS)) return;
    names.add(name);
    addAnother(bag, name, value);
  });
  return isCut ? JSON_IS_CUT : undefined;
}

function addXml(raw: string, bag: FieldBag): undefined {
  const before = new Set(Object.keys(bag));
  scanXml(raw.slice(0, MOST_CHARACTERS), (name, value) => {
    if (!before.has(name)) addAnother(bag, name, value);
  });
}

/** For INDEXED_EXTRACTIONS = json: the fields go into the index, and no cutoff holds. */
export function indexedJson(raw: string, bag: FieldBag): void {
  if (LOOKS_JSON.test(raw)) scanJson(raw, (name, value) => addAnother(bag, name, value));
}
