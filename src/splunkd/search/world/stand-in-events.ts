/** The events of the stand-in, newest first: what was posted, indexed by the add-on's props, and its own logs. */
import { setImmediate as breath } from "node:timers/promises";
import type { Addon } from "../../../addon/addon.ts";
import type { IndexedEvent, WrittenEvent } from "../../../events/event.ts";
import { createIndexing } from "../../../events/index/index-events.ts";
import type { EventtypeMatcher } from "../../../search/eventtypes/eventtype-matcher.ts";
import { addonMatcher } from "../../../invocation/search/addon-matcher.ts";
import type { OfAddon } from "../../instance/apps/of-addon.ts";
import type { Searchable } from "../../../search/text/searchable.ts";
import type { MutableRow } from "../../../search/text/row.ts";
import type { Apps } from "../../instance/apps/apps.ts";
import type { EventInbox } from "../../store/event-inbox.ts";
import type { OwnLog } from "./own-log.ts";
import { describeServer } from "../../../invocation/search/server-info.ts";
import { emptyAddon } from "./empty-addon.ts";

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

export async function* createEvents(
  sources: EventSources,
  span: Span,
): AsyncGenerator<Searchable[]> {
  const { serverName } = sources.settings;
  const addon = sources.apps.addon ?? emptyAddon();
  const events = await indexed([...sources.inbox.events, ...sources.ownLog.events()], {
    addon,
    serverName,
    span,
  });
  const matcher = sources.matcher.get(addon, () => addonMatcher(addon));
  const guid = describeServer(serverName)["guid"] ?? "";
  const places = new Map<string, Address["_si"]>();
  for (let from = 0; from < events.length; from += BATCH) {
    yield events.slice(from, from + BATCH).map((event, number) => {
      const { raw, fields, index, host, source, sourcetype, time } = event;
      const meta = { index, host, source, sourcetype, _time: String(time) };
      const { eventtypes, tags } = matcher?.match({ raw, fields, meta }) ?? event;
      return {
        raw,
        fields: {
          ...fields,
          ...listed("eventtype", eventtypes),
          ...listed("tag", tags),
          ...shownOf(event, {
            _bkt: `${index}~1~${guid}`,
            _cd: `1:${events.length - from - number}`,
            _si: placeOf(index, serverName, places),
          }),
        },
        meta,
      };
    });
  }
}

interface Address {
  readonly _bkt: string;
  readonly _cd: string;
  readonly _si: readonly [server: string, index: string];
}

/** Fields that Splunk makes of the event itself, in the order in which it tells them. */
function shownOf(event: IndexedEvent, { _bkt, _cd, _si }: Address): MutableRow {
  const { raw, index, host, source, sourcetype, time } = event;
  return {
    _bkt,
    _cd,
    _indextime: String(Math.floor(time)),
    _raw: raw,
    _si,
    _sourcetype: sourcetype,
    _subsecond: (time % 1).toFixed(3).slice(1),
    _time: Number.isInteger(time) ? String(time) : time.toFixed(3),
    index,
    host,
    source,
    sourcetype,
    splunk_server: _si[0],
    linecount: String(raw.split("\n").length),
  };
}

/** Those of the span, the newest first. */
async function indexed(
  written: readonly WrittenEvent[],
  { addon, serverName, span }: { addon: Addon; serverName: string; span: Span },
): Promise<readonly IndexedEvent[]> {
  const { now, earliest = Number.NEGATIVE_INFINITY, latest = Number.POSITIVE_INFINITY } = span;
  const { index } = createIndexing(addon, { serverName, now, heedsReceipt: true });
  const events: IndexedEvent[] = [];
  for (const [number, one] of written.entries()) {
    // Others are to be answered while there is much to index.
    if (number % SLICE === SLICE - 1) await breath();
    const event = index(one);
    if (event !== undefined && event.time >= earliest && event.time < latest) events.push(event);
  }
  // Of one moment, the last to come is the newest: seen in splunk-sdk-php's ReceiverTest.
  return events.reverse().sort((one, other) => other.time - one.time);
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
  known: Map<string, Address["_si"]>,
): Address["_si"] {
  const place = known.get(index) ?? ([server, index] as const);
  known.set(index, place);
  return place;
}
