/** The events of the stand-in, newest first: what was posted, indexed by the add-on's props, and its own logs. */
import { setImmediate as breath } from "node:timers/promises";
import type { Addon } from "../../../addon/addon.ts";
import type { WrittenEvent } from "../../../events/event.ts";
import { loadAutoLookups } from "../../../events/fields/auto-lookups.ts";
import { loadEval } from "../../../events/fields/load-eval.ts";
import { createIndexing, type Taken } from "../../../events/index/index-events.ts";
import type { Indexer } from "../../../events/index/indexer.ts";
import type { EventtypeMatcher } from "../../../search/eventtypes/eventtype-matcher.ts";
import { addonMatcher } from "../../../invocation/search/addon-matcher.ts";
import type { OfAddon } from "../../instance/apps/of-addon.ts";
import type { SplWorld } from "../../../search/spl/stage/stage.ts";
import type { Searchable } from "../../../search/text/searchable.ts";
import type { Apps } from "../../instance/apps/apps.ts";
import type { EventInbox } from "../../store/event-inbox.ts";
import type { OwnLog } from "./own-log.ts";
import { serverGuid } from "../../../invocation/search/server-info.ts";
import { emptyAddon } from "./empty-addon.ts";
import { eventtypeColor } from "./eventtype-color.ts";
import { defaultFields, type EventAddress, shownOf } from "./shown-fields.ts";

const BATCH = 1000;
const SLICE = 5000;

interface Span {
  readonly now: number;
  readonly earliest: number | undefined;
  readonly latest: number | undefined;
}

export interface EventSources {
  readonly settings: { readonly serverName: string };
  readonly apps: Apps;
  readonly inbox: EventInbox;
  readonly ownLog: OwnLog;
  /** What tells the eventtypes and tags of an event; undefined where the add-on names no kind of event. */
  readonly matcher: OfAddon<EventtypeMatcher | undefined>;
}

/** What a search knows of its app: its configuration, and the tables of automatic lookups. */
export interface AppView {
  readonly addon: Addon;
  readonly lookup: NonNullable<SplWorld["lookup"]>;
}

export function matcherOf({ matcher }: EventSources, addon: Addon): EventtypeMatcher | undefined {
  return matcher.get(addon, () => addonMatcher(addon));
}

/** `view`: undefined for who asks on behalf of no app. */
export async function* createEvents(
  sources: EventSources,
  span: Span,
  view?: AppView,
): AsyncGenerator<Searchable[]> {
  const { serverName } = sources.settings;
  const { addon, lookup } = view ?? {
    addon: sources.apps.addon ?? emptyAddon(),
    lookup: () => undefined,
  };
  const { compileEval } = await loadEval(addon, span.now);
  const compileLookup = await loadAutoLookups(addon, lookup);
  const indexer = { serverName, now: span.now, heedsReceipt: true, compileEval, compileLookup };
  const written = [...sources.inbox.events, ...sources.ownLog.events()];
  const taken = await indexed(written, addon, indexer, span);
  const matcher = matcherOf(sources, addon);
  const colorOf = eventtypeColor(addon);
  const guid = serverGuid(serverName);
  const places = new Map<string, EventAddress["_si"]>();
  for (let from = 0; from < taken.length; from += BATCH) {
    yield taken.slice(from, from + BATCH).map((indexed, number): Searchable => {
      const { event } = indexed;
      const { raw, fields, index, host, source, sourcetype, time } = event;
      const meta = { index, host, source, sourcetype, _time: String(time) };
      const { eventtypes, tags } = matcher?.match({ raw, fields, meta }) ?? event;
      const shown = shownOf(event, {
        _bkt: `${index}~1~${guid}`,
        _cd: `1:${taken.length - from - number}`,
        _si: placeOf(index, serverName, places),
      });
      const defaults = defaultFields(indexed);
      return {
        raw,
        fields: {
          ...defaults,
          ...fields,
          ...listed("eventtype", eventtypes),
          ...listed("tag", tags),
          _eventtype_color: colorOf(eventtypes),
          ...shown,
        },
        indexed: { ...defaults, ...indexed.indexed, ...shown },
        meta,
      };
    });
  }
}

/** Those of the span, the newest first. */
async function indexed(
  written: readonly WrittenEvent[],
  addon: Addon,
  indexer: Indexer,
  { earliest = Number.NEGATIVE_INFINITY, latest = Number.POSITIVE_INFINITY }: Span,
): Promise<readonly Taken[]> {
  const { take } = createIndexing(addon, indexer);
  const all: Taken[] = [];
  for (const [number, event] of written.entries()) {
    // Others are to be answered while there is much to index.
    if (number % SLICE === SLICE - 1) await breath();
    const taken = take(event);
    if (taken === undefined) continue;
    const { time } = taken.event;
    if (time >= earliest && time < latest) all.push(taken);
  }
  // Of one moment, the last to come is the newest: seen in splunk-sdk-php's ReceiverTest.
  return all.reverse().sort((one, other) => other.event.time - one.event.time);
}

function listed(name: string, values: readonly string[]): Record<string, string | string[]> {
  const [first, ...others] = values;
  if (first === undefined) return {};
  return { [name]: others.length === 0 ? first : [first, ...others] };
}

/** Server and index, shared by all events of one index. */
function placeOf(
  index: string,
  server: string,
  known: Map<string, EventAddress["_si"]>,
): EventAddress["_si"] {
  const place = known.get(index) ?? ([server, index] as const);
  known.set(index, place);
  return place;
}
