// Which props.conf settings hold for an event. Ground: props.conf.spec, «[<spec>] stanza precedence» and «pattern
// collisions»: source over host over sourcetype, then `priority`, then the ASCII order of the patterns.
import type { Addon } from "../../addon/addon.ts";
import type { Setting, Stanza } from "../../conf/layered-conf.ts";
import { HarnessError, toProblem, type Problem } from "../../errors.ts";
import { shippedProps } from "./shipped-props.ts";
import { readStanzaPattern, type StanzaPattern } from "./stanza-pattern.ts";
import { textOrder } from "../../text/text-order.ts";

export type Settings = ReadonlyMap<string, Setting>;

export interface PropsLookup {
  /** The same object for all events that the same stanzas hold for. */
  settings(source: string, host: string, sourcetype: string): Settings;
  readonly problems: readonly Problem[];
}

interface Candidate extends StanzaPattern {
  readonly name: string;
  readonly settings: Settings;
  readonly priority: number;
}

const RANK: Readonly<Record<StanzaPattern["kind"], number>> = { sourcetype: 0, host: 1, source: 2 };
/** Answers kept; sources and hosts come from outside and may be without number. */
const MOST_KEPT = 4096;

export function createPropsLookup(addon: Addon): PropsLookup {
  const problems: Problem[] = [];
  const conf = addon.conf("props");
  const literal = new Map<string, Candidate>();
  const others: Candidate[] = [];
  for (const [name, settings] of mergedStanzas(conf.stanzas)) {
    const candidate = readCandidate(name, settings, conf.stanzas.get(name), problems);
    if (candidate?.kind === "sourcetype" && candidate.isLiteral) literal.set(name, candidate);
    else if (candidate !== undefined) others.push(candidate);
  }
  others.sort(byRising);
  const known = new Map<string, Settings>();
  const made = new Map<string, Settings>();
  return {
    problems,
    settings(source, host, sourcetype) {
      const key = others.length === 0 ? sourcetype : `${source}\0${host}\0${sourcetype}`;
      let settings = known.get(key);
      if (settings === undefined) {
        const names = { source, host, sourcetype };
        const matching = others.filter((stanza) => stanza.matches(names[stanza.kind]));
        const exact = literal.get(sourcetype);
        if (exact !== undefined) matching.push(exact);
        matching.sort(byRising);
        const id = matching.map(({ name }) => name).join("\0");
        settings = made.get(id) ?? merge(conf.defaults, matching);
        made.set(id, settings);
        if (known.size >= MOST_KEPT) known.clear();
        known.set(key, settings);
      }
      return settings;
    },
  };
}

/** The add-on's stanzas over the shipped ones of the same name. */
function mergedStanzas(stanzas: ReadonlyMap<string, Stanza>): Map<string, Settings> {
  const merged = new Map<string, Settings>();
  for (const [name, stanza] of shippedProps) merged.set(name, stanza.own);
  for (const [name, stanza] of stanzas) {
    const below = merged.get(name);
    merged.set(name, below === undefined ? stanza.own : new Map([...below, ...stanza.own]));
  }
  return merged;
}

function readCandidate(
  name: string,
  settings: Settings,
  stanza: Stanza | undefined,
  problems: Problem[],
): Candidate | undefined {
  try {
    const pattern = readStanzaPattern(name, stanza?.headers[0]?.where);
    if (pattern === undefined) return undefined;
    const priorityText = settings.get("priority")?.value.trim() ?? "";
    const usual = pattern.isLiteral ? 100 : 0;
    const priority = /^[+-]?\d+$/.test(priorityText) ? Number(priorityText) : usual;
    return { ...pattern, name, settings, priority };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    problems.push({ ...toProblem(error), code: "ADDON_BAD_REGEX" });
    return undefined;
  }
}

/** The last one wins: of equals, the one whose name comes first in ASCII order. */
function byRising(a: Candidate, b: Candidate): number {
  return RANK[a.kind] - RANK[b.kind] || a.priority - b.priority || textOrder(b.name, a.name);
}

function merge(defaults: Settings, rising: readonly Candidate[]): Settings {
  const merged = new Map(defaults);
  for (const { settings } of rising)
    for (const [key, setting] of settings) merged.set(key, setting);
  return merged;
}

/** Settings `<prefix><class>` by class in ASCII order, as Splunk applies them. */
export function classesOf(settings: Settings, prefix: string): Setting[] {
  return [...settings.values()]
    .filter((setting) => setting.key.startsWith(prefix) && setting.value.trim() !== "")
    .sort((a, b) => textOrder(a.key, b.key));
}

export function settingOf(settings: Settings, key: string): string {
  return settings.get(key)?.value.trim() ?? "";
}

/** Remembers what `make` makes, so that it is made once for the same settings. */
export function perSettings<T>(make: (settings: Settings) => T): (settings: Settings) => T {
  const known = new Map<Settings, { readonly made: T }>();
  return (settings) => {
    let entry = known.get(settings);
    if (entry === undefined) {
      entry = { made: make(settings) };
      known.set(settings, entry);
    }
    return entry.made;
  };
}
