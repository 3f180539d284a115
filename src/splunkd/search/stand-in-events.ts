/**
 * The events of the stand-in, newest first: what was posted, indexed by the add-on's props, and its own logs.
 * Ground: index=_internal has splunkd's log and its access log (sourcetypes splunkd, splunkd_access).
 */
import { setImmediate as breath } from "node:timers/promises";
import type { Addon } from "../../addon/addon.ts";
import { readTags } from "../../addon/read/read-tags.ts";
import type { IndexedEvent, WrittenEvent } from "../../events/event.ts";
import { createIndexing } from "../../events/index/index-events.ts";
import {
  createEventtypeMatcher,
  type EventtypeMatcher,
} from "../../search/eventtypes/eventtype-matcher.ts";
import type { Searchable } from "../../search/text/searchable.ts";
import { accessLine } from "../call/record/access-log.ts";
import type { Instance } from "../instance/instance.ts";
import { describeServer } from "../../invocation/search/server-info.ts";
import { emptyAddon } from "./empty-addon.ts";

const BATCH = 1000;
const SLICE = 5000;

interface Span {
  readonly now: number;
  readonly earliest: number | undefined;
  readonly latest: number | undefined;
}

export async function* createEvents(splunkd: Instance, span: Span): AsyncGenerator<Searchable[]> {
  const written = [...splunkd.inbox.events, ...ownLog(splunkd)];
  const { settings } = splunkd;
  const { index } = createIndexing(splunkd.addon ?? emptyAddon(), {
    serverName: settings.serverName,
    now: span.now,
    heedsReceipt: true,
  });
  const { earliest = Number.NEGATIVE_INFINITY, latest = Number.POSITIVE_INFINITY } = span;
  const found: IndexedEvent[] = [];
  for (const [number, one] of written.entries()) {
    // Others are to be answered while there is much to index.
    if (number % SLICE === SLICE - 1) await breath();
    const event = index(one);
    if (event !== undefined && event.time >= earliest && event.time < latest) found.push(event);
  }
  // Of one moment, the last to come is the newest: seen in splunk-sdk-php's ReceiverTest.
  found.reverse().sort((one, other) => other.time - one.time);
  const matcher = matcherOf(splunkd.addon ?? emptyAddon());
  const guid = describeServer(settings.serverName)["guid"] ?? "";
  const places = new Map<string, readonly string[]>();
  for (let from = 0; from < found.length; from += BATCH) {
    yield found.slice(from, from + BATCH).map((event, number) => {
      const { raw, fields, index, host, source, sourcetype, time } = event;
      const meta = { index, host, source, sourcetype, _time: String(time) };
      const { eventtypes, tags } = matcher?.match({ raw, fields, meta }) ?? event;
      return {
        raw,
        fields: {
          ...fields,
          ...listed("eventtype", eventtypes),
          ...listed("tag", tags),
          _bkt: `${index}~1~${guid}`,
          _cd: `1:${found.length - from - number}`,
          _indextime: String(Math.floor(time)),
          _raw: raw,
          _si: placeOf(index, settings.serverName, places),
          _sourcetype: sourcetype,
          _subsecond: (time % 1).toFixed(3).slice(1),
          _time: Number.isInteger(time) ? String(time) : time.toFixed(3),
          index,
          host,
          source,
          sourcetype,
          splunk_server: settings.serverName,
          linecount: String(raw.split("\n").length),
        },
        meta,
      };
    });
  }
}

const matchers = new WeakMap<Addon, EventtypeMatcher>();

/** undefined where the add-on names no kind of event. */
function matcherOf(addon: Addon): EventtypeMatcher | undefined {
  const { eventtypes, macros } = addon;
  if (eventtypes.length === 0) return undefined;
  const fieldTags = readTags(addon).filter(
    ({ field, isEnabled }) => isEnabled && !/^(?:eventtype)?$/.test(field),
  );
  const made = matchers.get(addon) ?? createEventtypeMatcher({ eventtypes, macros, fieldTags });
  matchers.set(addon, made);
  return made;
}

function listed(name: string, values: readonly string[]): Record<string, string | string[]> {
  const [first] = values;
  return first === undefined ? {} : { [name]: values.length === 1 ? first : [...values] };
}

/** Server and index, shared by all events of one index. */
function placeOf(
  index: string,
  server: string,
  known: Map<string, readonly string[]>,
): readonly string[] {
  const place = known.get(index) ?? [server, index];
  known.set(index, place);
  return place;
}

export function ownEventCount(splunkd: Instance): number {
  const metrics = [...metricsLog(splunkd)].length;
  return PARTS.length + metrics + splunkd.accessLog.length;
}

const PARTS =
  "loader ServerConfig AppServer IndexProcessor HotDBManager LicenseMgr KVStoreMgr TailingProcessor HttpInputDataHandler SearchScheduler ModularInputs PipelineComponent".split(
    " ",
  );

function* ownLog(splunkd: Instance): Generator<WrittenEvent> {
  const start = splunkd.startedAt / 1000;
  for (const [number, part] of PARTS.entries()) {
    const text = `${stamp(start)} INFO  ${part} [1 MainThread] - ${part} is ready`;
    yield logEvent(text, start, "splunkd", "splunkd.log", number, splunkd);
  }
  yield* metricsLog(splunkd);
  for (const [number, record] of splunkd.accessLog.entries()) {
    const one = accessLine(record);
    const event = logEvent(
      one.text,
      one.time,
      "splunkd_access",
      "splunkd_access.log",
      number,
      splunkd,
    );
    yield { ...event, indexed: one.fields };
  }
}

/** Names that metrics.log has lines of, every half minute. */
const QUEUES =
  "aggqueue auditqueue fschangemanager_queue indexqueue nullqueue parsingqueue stashparsing tcpin_queue typingqueue udp_queue winparsing httpinputq".split(
    " ",
  );
const SOURCETYPES = [
  "splunkd",
  "splunkd_access",
  "splunkd_ui_access",
  "splunk_python",
  "audittrail",
];
const PERIOD = 31;

/**
 * Ground: index=_internal holds hundreds of events of the last minutes on any Splunk, which suites of clients count on:
 * splunk-sdk-java's testExportArgs wants 200 of the last ten, splunk-sdk-ruby's 150.
 */
function* metricsLog(splunkd: Instance): Generator<WrittenEvent> {
  const now = splunkd.now() / 1000;
  const first = Math.ceil((now - 600) / PERIOD);
  for (let turn = first, number = 0; turn * PERIOD < now; turn += 1) {
    const time = turn * PERIOD;
    const lines = [
      ...QUEUES.map(
        (name) =>
          `group=queue, name=${name}, max_size_kb=500, current_size_kb=0, current_size=0, largest_size=1, smallest_size=0`,
      ),
      ...SOURCETYPES.map(
        (name) =>
          `group=per_sourcetype_thruput, series="${name}", kbps=0.5, eps=1, kb=15.5, ev=31, avg_age=1, max_age=2`,
      ),
    ];
    for (const line of lines) {
      const text = `${stamp(time)} INFO  Metrics - ${line}`;
      yield logEvent(text, time, "splunkd", "metrics.log", number, splunkd);
      number += 1;
    }
  }
}

function logEvent(
  raw: string,
  time: number,
  sourcetype: string,
  file: string,
  number: number,
  { settings }: Instance,
): WrittenEvent {
  return {
    raw,
    time,
    index: "_internal",
    host: settings.serverName,
    source: `${settings.splunkHome}/var/log/splunk/${file}`,
    sourcetype,
    indexed: {},
    origin: { kind: "log", file, number },
    notes: [],
  };
}

/** `11-25-2026 05:04:10.657 +0000`. */
function stamp(seconds: number): string {
  const iso = new Date(seconds * 1000).toISOString();
  return `${iso.slice(5, 7)}-${iso.slice(8, 10)}-${iso.slice(0, 4)} ${iso.slice(11, 23)} +0000`;
}
