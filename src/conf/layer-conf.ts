/**
 * Merges the layers of one .conf file. Ground: precedence as in Splunk's admin manual and the shipped conf.conf:
 * stanzas of the same name are merged, the higher layer wins for each setting, and an empty value wins like any other.
 */
import type { Problem } from "../errors.ts";
import type { ConfLayer, LayeredConf, Setting, Stanza } from "./layered-conf.ts";
import type { ParsedConf } from "./parse-conf.ts";

/** One file with its layer. */
export interface ConfSource {
  readonly layer: ConfLayer;
  readonly conf: ParsedConf;
}

interface Draft {
  readonly headers: Stanza["headers"][number][];
  readonly own: Map<string, Setting>;
}

/** `sources` from the lowest layer to the highest. */
export function layerConf(name: string, sources: readonly ConfSource[]): LayeredConf {
  const drafts = new Map<string, Draft>();
  const problems: Problem[] = [];
  for (const { layer, conf } of sources) {
    problems.push(...conf.problems);
    for (const stanza of conf.stanzas) {
      const draft = drafts.get(stanza.name) ?? { headers: [], own: new Map<string, Setting>() };
      drafts.set(stanza.name, draft);
      draft.headers.unshift({ where: stanza.where, layer });
      for (const { key, value, where } of stanza.settings)
        draft.own.set(key, { key, value, where, layer });
    }
  }
  const defaults = drafts.get("default")?.own ?? new Map<string, Setting>();
  const stanzas = new Map<string, Stanza>();
  for (const [stanza, { headers, own: ownSettings }] of drafts) {
    if (stanza !== "default")
      stanzas.set(stanza, {
        name: stanza,
        headers,
        own: ownSettings,
        settings: over(defaults, ownSettings),
      });
  }
  return { name, stanzas, defaults, problems };
}

function over(
  low: ReadonlyMap<string, Setting>,
  high: ReadonlyMap<string, Setting>,
): ReadonlyMap<string, Setting> {
  if (low.size === 0) return high;
  const merged = new Map(low);
  for (const [key, setting] of high) merged.set(key, setting);
  return merged;
}
