/**
 * The index-time half of an event's life: metadata of its input, `_time`, SEDCMD and TRANSFORMS. The sourcetype of the
 * input decides all of it. A transform that renames the sourcetype changes nothing here. Ground: Getting Data In, «How
 * data moves through Splunk»; props.conf.spec.
 */
import type { Addon } from "../../addon/addon.ts";
import type { Stanza } from "../../conf/layered-conf.ts";
import type { Problem } from "../../errors.ts";
import { indexedJson } from "../fields/auto-fields.ts";
import type { WrittenEvent } from "../event.ts";
import { emptyBag, type FieldBag } from "../fields/field-bag.ts";
import { LAST_TIME, NO_TIME } from "../event-notes.ts";
import { compileIndexSteps, type Draft, type IndexStep } from "./index-transform.ts";
import type { Indexer } from "./indexer.ts";
import { perSettings, settingOf, type PropsLookup, type Settings } from "../props/props-lookup.ts";
import { spoolInput, type SpoolInput } from "../spool/spool-input.ts";
import type { TimeText } from "./find-time.ts";
import { compileTimeRule, type TimeRule } from "./time-rule.ts";

export interface Arrived extends Draft {
  readonly time: number;
  /** Where the time stands in the text; undefined where it is none of the text's. */
  readonly timeText: TimeText | undefined;
  readonly note: string | undefined;
}

/** Undefined for an event that a transform sends to the nullQueue. */
export type Arrival = (event: WrittenEvent) => Arrived | undefined;

export interface ArrivalSetup {
  readonly addon: Addon;
  readonly indexer: Indexer;
  readonly props: PropsLookup;
  readonly transforms: ReadonlyMap<string, Stanza>;
  readonly problems: Problem[];
}

interface Rules {
  readonly time: TimeRule;
  readonly steps: IndexStep | undefined;
  readonly isIndexedJson: boolean;
}

const ODD_TIME = "its timestamp is out of range (MAX_DAYS_AGO, MAX_DAYS_HENCE) and is not taken";

/** Where a Splunk in its usual place takes spool files from: where the sandbox lies must not show in events. */
const SPOOL_FOLDER = "/opt/splunk/var/spool/splunk";

export function createArrival(setup: ArrivalSetup): Arrival {
  const { indexer, props } = setup;
  const inputs = inputCache(setup);
  const rulesOf = perSettings((settings) => compileRules(settings, setup));
  const stamp = createStamp(indexer);
  return (event) => {
    const source = event.source ?? `${SPOOL_FOLDER}/${event.origin.file}`;
    const host = event.host ?? indexer.serverName;
    const arrivesAs = inputs(event);
    const rules = rulesOf(props.settings(source, host, arrivesAs));
    const { time, timeText, note } = stamp(event, rules.time);
    const draft = {
      raw: event.raw,
      index: event.index ?? "main",
      host,
      source,
      sourcetype: event.sourcetype ?? storedAs(arrivesAs),
      queue: "",
      indexed: indexedOf(event, rules),
      time,
      timeText,
      note,
    };
    rules.steps?.(draft);
    return draft.queue === "nullQueue" ? undefined : draft;
  };
}

/** A transform of core Splunk, and one of the add-on's: the input's own sourcetype is only for the way in. */
function storedAs(sourcetype: string): string {
  return sourcetype === "stash_new" ? "stash" : sourcetype;
}

function indexedOf({ raw, indexed }: WrittenEvent, { isIndexedJson }: Rules): FieldBag {
  const bag = emptyBag();
  for (const name of Object.keys(indexed)) bag[name] = indexed[name] ?? "";
  if (isIndexedJson) indexedJson(raw, bag);
  return bag;
}

function compileRules(settings: Settings, { transforms, problems }: ArrivalSetup): Rules {
  return {
    time: compileTimeRule(settings, problems),
    steps: compileIndexSteps(settings, transforms, problems),
    isIndexedJson: /^(?:json|hec)$/i.test(settingOf(settings, "INDEXED_EXTRACTIONS")),
  };
}

/** The sourcetype an event comes in with. */
function inputCache({ addon, props }: ArrivalSetup): (event: WrittenEvent) => string {
  const known = new Map<string, SpoolInput>();
  return ({ origin, sourcetype }) => {
    if (origin.kind !== "spool") return sourcetype ?? "too_small";
    let input = known.get(origin.file);
    if (input === undefined) {
      input = spoolInput(origin.file, addon, props);
      known.set(origin.file, input);
    }
    if (input.kind === "hec") return sourcetype ?? "stash_hec";
    // Guess: what Splunk learns for a short file of no known kind; its full name begins with the file's.
    return input.sourcetype ?? "too_small";
  };
}

type Stamped = Pick<Arrived, "time" | "timeText" | "note">;

/** An event without a time gets that of the last one of its file, or else the moment. */
function createStamp({
  now: ofAll,
  heedsReceipt = false,
  wallClock,
}: Indexer): (event: WrittenEvent, rule: TimeRule) => Stamped {
  const last = new Map<string, number>();
  return (event, rule) => {
    if (event.time !== undefined)
      return { time: event.time, timeText: ofLog(event, rule), note: undefined };
    const now = (heedsReceipt ? event.receivedAt : undefined) ?? ofAll;
    const timeOrReason = event.isTimeless === true ? "none" : rule(event.raw, now, wallClock);
    if (typeof timeOrReason === "object") {
      const { time } = timeOrReason;
      last.set(event.origin.file, time);
      return { time, timeText: timeOrReason, note: undefined };
    }
    if (timeOrReason === "current" || event.origin.kind === "hec")
      return { time: now, timeText: undefined, note: undefined };
    return inferred(last.get(event.origin.file), now, timeOrReason === "out-of-range");
  };
}

/** A line of a log was read for its time by whoever gives it, and shows it all the same. */
function ofLog({ origin, raw, time = 0 }: WrittenEvent, rule: TimeRule): TimeText | undefined {
  const read = origin.kind === "log" ? rule(raw, time) : undefined;
  return typeof read === "object" ? read : undefined;
}

function inferred(before: number | undefined, now: number, isOdd: boolean): Stamped {
  const usual = before === undefined ? NO_TIME : LAST_TIME;
  return { time: before ?? now, timeText: undefined, note: isOdd ? ODD_TIME : usual };
}
