/**
 * What an app shares with others: the stanzas that it exports. Ground: default.meta.spec: without `export = system` an
 * object is seen in its own app only. What Splunk does when it indexes is global, and does not ask for an export.
 */
import type { ParsedConf, ParsedSetting, ParsedStanza } from "../../conf/parse-conf.ts";
import type { Addon } from "../addon.ts";

/** Knowledge objects: these files are read for the app that a search runs in. */
const KNOWLEDGE: ReadonlySet<string> = new Set([
  "collections",
  "commands",
  "datamodels",
  "eventtypes",
  "fields",
  "macros",
  "props",
  "savedsearches",
  "tags",
  "transforms",
]);

/** Settings of props.conf that work on the events that a search finds. */
const AT_SEARCH = /^(?:(?:EXTRACT|REPORT|FIELDALIAS|EVAL|LOOKUP)-|KV_MODE$|AUTO_KV_JSON$|rename$)/i;

/** Settings that make a stanza of transforms.conf a lookup. */
const OF_LOOKUP: ReadonlySet<string> = new Set(["filename", "collection", "external_cmd"]);

export function sharedStanzas(app: Addon, name: string, conf: ParsedConf): ParsedConf {
  if (!KNOWLEDGE.has(name)) return conf;
  const stanzas = conf.stanzas.flatMap((stanza): ParsedStanza[] => {
    if (app.access(name, stanza.name).isExported) return [stanza];
    const settings = globalSettings(name, stanza.settings);
    return settings.length === 0 ? [] : [{ ...stanza, settings }];
  });
  return { ...conf, stanzas };
}

function globalSettings(
  name: string,
  settings: readonly ParsedSetting[],
): readonly ParsedSetting[] {
  if (name === "props") return settings.filter(({ key }) => !AT_SEARCH.test(key));
  if (name !== "transforms") return [];
  return settings.some(({ key }) => OF_LOOKUP.has(key)) ? [] : settings;
}
