// SEDCMD-… and TRANSFORMS-…: what changes an event before it is stored, or drops it.
// Ground: props.conf.spec (SEDCMD, TRANSFORMS), transforms.conf.spec (index-time settings and the list of KEYs).
import type { Stanza } from "../../conf/layered-conf.ts";
import type { Problem } from "../../errors.ts";
import type { PcreMatch } from "../../search/regex/regex.ts";
import { compileSed } from "../../search/text/sed.ts";
import { addAnother, type FieldBag } from "../fields/field-bag.ts";
import { guardRegex } from "../fields/guarded-regex.ts";
import { classesOf, type Settings } from "../props/props-lookup.ts";

/** An event on its way into the index. */
export interface Draft {
  raw: string;
  index: string;
  host: string;
  source: string;
  sourcetype: string;
  queue: string;
  readonly indexed: FieldBag;
}

export type IndexStep = (draft: Draft) => void;

const LOOKAHEAD = 4096;
const MOST_REPEATS = 1000;
const META: Readonly<Record<string, { key: "host" | "source" | "sourcetype"; prefix: string }>> = {
  "MetaData:Host": { key: "host", prefix: "host::" },
  "MetaData:Source": { key: "source", prefix: "source::" },
  "MetaData:Sourcetype": { key: "sourcetype", prefix: "sourcetype::" },
};

/** Undefined where nothing is to be done. Transforms that are not defined are left out, as Splunk does. */
export function compileIndexSteps(
  settings: Settings,
  transforms: ReadonlyMap<string, Stanza>,
  problems: Problem[],
): IndexStep | undefined {
  const seds = classesOf(settings, "SEDCMD-").flatMap((setting) => {
    const sed = compileSed(setting.value, (pattern, flags) =>
      guardRegex(pattern, flags, setting.where, problems),
    );
    return sed === undefined ? [] : [(draft: Draft) => void (draft.raw = sed(draft.raw))];
  });
  const others = classesOf(settings, "TRANSFORMS-").flatMap(({ value }) =>
    value.split(",").flatMap((name) => {
      const stanza = transforms.get(name.trim());
      return stanza === undefined ? [] : (compileTransform(stanza, problems) ?? []);
    }),
  );
  const steps: readonly IndexStep[] = [...seds, ...others];
  return steps.length === 0
    ? undefined
    : (draft) => {
        for (const step of steps) step(draft);
      };
}

function compileTransform(stanza: Stanza, problems: Problem[]): IndexStep | undefined {
  const value = (key: string): string => stanza.settings.get(key)?.value ?? "";
  const isOn = (key: string): boolean => /^(?:1|t|true|y|yes|on)$/i.test(value(key).trim());
  const pattern = stanza.settings.get("REGEX");
  if (pattern === undefined || pattern.value === "") return undefined;
  const regex = guardRegex(pattern.value, "", pattern.where, problems);
  if (regex === undefined) return undefined;
  const sourceKey = value("SOURCE_KEY").trim() || "_raw";
  const destKey = isOn("WRITE_META") ? "_meta" : value("DEST_KEY").trim();
  const format = value("FORMAT") || `${stanza.name}::$1`;
  const fallback = value("DEFAULT_VALUE");
  const lookahead = Number(value("LOOKAHEAD").trim()) || LOOKAHEAD;
  const isRepeated = isOn("REPEAT_MATCH") && destKey !== "_raw";
  return (draft) => {
    const text = readKey(draft, sourceKey);
    if (text === undefined) return;
    const head = text.slice(0, lookahead);
    const matches = isRepeated ? regex.all(head).slice(0, MOST_REPEATS) : [regex.exec(head)];
    for (const match of matches) {
      if (match !== undefined) {
        const before = readKey(draft, destKey) ?? "";
        writeKey(draft, destKey, format, (part) => fill(part, match, before));
      } else if (fallback !== "") writeKey(draft, destKey, fallback, (part) => part);
    }
  };
}

function readKey(draft: Draft, key: string): string | undefined {
  if (key === "_raw") return draft.raw;
  if (key === "queue") return draft.queue;
  if (key === "_MetaData:Index") return draft.index;
  const meta = Object.hasOwn(META, key) ? META[key] : undefined;
  if (meta !== undefined) return meta.prefix + draft[meta.key];
  const [, names] = /^fields?:(.*)$/.exec(key) ?? [];
  if (names === undefined) return undefined;
  const values = names.split(",").flatMap((name) => [draft.indexed[name.trim()] ?? []].flat());
  return values.length === 0 ? undefined : values.join(" ");
}

function writeKey(
  draft: Draft,
  key: string,
  format: string,
  filled: (part: string) => string,
): void {
  if (key === "_meta") writeMeta(draft, format, filled);
  else WRITES.get(key)?.(draft, filled(format));
}

type Write = (draft: Draft, text: string) => void;

const WRITES: ReadonlyMap<string, Write> = new Map<string, Write>([
  ["_raw", (draft, text) => void (draft.raw = text)],
  ["queue", (draft, text) => void (draft.queue = text.trim())],
  ["_MetaData:Index", (draft, text) => void (draft.index = text.trim())],
  ...Object.entries(META).map(([name, { key, prefix }]): [string, Write] => [
    name,
    (draft, text) => void (draft[key] = text.startsWith(prefix) ? text.slice(prefix.length) : text),
  ]),
]);

/** `name::value`, any number of them. */
function writeMeta(draft: Draft, format: string, filled: (part: string) => string): void {
  for (const match of format.matchAll(/([^\s:]\S*?)::(?:"([^"]*)"|(\S*))/g)) {
    const [, name = "", quoted, bare = ""] = match;
    const value = filled(quoted ?? bare);
    if (value !== "") addAnother(draft.indexed, filled(name), value);
  }
}

/** `$0` is what the key held before; `$n` of a group that does not exist stays as it stands. */
function fill(format: string, match: PcreMatch, before: string): string {
  return format.replace(/\$(\d+)/g, (whole, digits: string) => {
    const number = Number(digits);
    if (number === 0) return before;
    return number < match.groups.length ? (match.groups[number] ?? "") : whole;
  });
}
