// Which input takes a spool file up, and how it cuts it. Ground: inputs.conf.spec (batch), and the inputs for summary
// indexing (core) and of the Common Information Model add-on; an add-on may ship one for an ending of its own.
import type { Addon } from "../../addon/addon.ts";
import type { Stanza } from "../../conf/layered-conf.ts";
import { settingOf, type PropsLookup, type Settings } from "../props/props-lookup.ts";
import { readStanzaPattern } from "../props/stanza-pattern.ts";

export interface SpoolInput {
  readonly kind: "cam" | "stash" | "hec" | "own" | "none";
  /** undefined: Splunk guesses one from the name and content of the file. */
  readonly sourcetype: string | undefined;
  readonly index: string | undefined;
  /** Whether the first line may carry ***SPLUNK***. */
  readonly hasHeader: boolean;
  /** At breaker lines, at line ends, or at line ends before a date. */
  readonly cut: "stash" | "lines" | "merged";
}

const BREAKER_SIGN = "1E8N3D4E6V5E7N2T9";
const SPOOL = "$SPLUNK_HOME/var/spool/splunk/";

/** `file` is its path below var/spool/splunk. */
export function spoolInput(file: string, addon?: Addon, props?: PropsLookup): SpoolInput {
  if (file.endsWith("stash_common_action_model"))
    return stash("cam", "stash_common_action_model", "stash");
  if (file.endsWith("stash_new")) return stash("stash", "stash_new", "stash");
  // Guess: plain `.stash`, of Splunks before 6, is read like stash_new.
  if (file.endsWith(".stash")) return stash("stash", "stash_new", "stash");
  if (file.endsWith("stash_hec")) {
    return { ...stash("hec", "stash_hec", "lines"), hasHeader: false };
  }
  return ownInput(file, addon, props) ?? noInput();
}

function stash(kind: SpoolInput["kind"], sourcetype: string, cut: SpoolInput["cut"]): SpoolInput {
  return { kind, sourcetype, index: undefined, hasHeader: true, cut };
}

/** The generic input of the spool folder: ordinary data. HEADER_MODE is then `none`: props.conf.spec. */
function noInput(): SpoolInput {
  const cut = "merged";
  return { kind: "none", sourcetype: undefined, index: undefined, hasHeader: false, cut };
}

function ownInput(file: string, addon?: Addon, props?: PropsLookup): SpoolInput | undefined {
  for (const stanza of addon?.conf("inputs").stanzas.values() ?? [])
    if (takesUp(stanza.name, file)) return inputOf(stanza, file, props);
  return undefined;
}

/** `[batch://$SPLUNK_HOME/var/spool/splunk/…]`. */
function takesUp(stanza: string, file: string): boolean {
  const target = /^(?:batch|monitor):\/\/(.*)$/.exec(stanza)?.[1];
  if (target?.startsWith(SPOOL) !== true) return false;
  return readStanzaPattern(`source::${target.slice(SPOOL.length)}`)?.matches(file) === true;
}

function inputOf(stanza: Stanza, file: string, props: PropsLookup | undefined): SpoolInput {
  const value = (key: string): string | undefined =>
    stanza.settings.get(key)?.value.trim() || undefined;
  const sourcetype = value("sourcetype");
  const settings: Settings =
    props?.settings(`${SPOOL}${file}`, "", sourcetype ?? "") ?? new Map<string, never>();
  return {
    kind: "own",
    sourcetype: sourcetype ?? (settingOf(settings, "sourcetype") || undefined),
    index: value("index"),
    hasHeader: /^(?:firstline|always)$/.test(settingOf(settings, "HEADER_MODE")),
    cut: cutOf(settings),
  };
}

function cutOf(settings: Settings): SpoolInput["cut"] {
  if (settingOf(settings, "LINE_BREAKER").includes(BREAKER_SIGN)) return "stash";
  const isMerged = !/^(?:0|f|false|n|no)$/i.test(settingOf(settings, "SHOULD_LINEMERGE"));
  return isMerged ? "merged" : "lines";
}
