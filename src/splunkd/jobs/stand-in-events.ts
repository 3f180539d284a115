/**
 * The events of the stand-in, newest first: what was posted, indexed by the add-on's props, and its own logs.
 * Ground: index=_internal has splunkd's log and its access log (sourcetypes splunkd, splunkd_access).
 */
import type { WrittenEvent } from "../../events/event.ts";
import { indexEvents } from "../../events/index-events.ts";
import type { Searchable } from "../../search/searchable.ts";
import { accessLine } from "../access-log.ts";
import type { Instance } from "../instance.ts";
import { emptyAddon } from "./empty-addon.ts";

const BATCH = 1000;

interface Span {
  readonly now: number;
  readonly earliest: number | undefined;
  readonly latest: number | undefined;
}

export async function* createEvents(splunkd: Instance, span: Span): AsyncGenerator<Searchable[]> {
  const written = [...splunkd.inbox.events, ...ownLog(splunkd)];
  const { settings } = splunkd;
  const { events } = indexEvents(written, splunkd.addon ?? emptyAddon(), {
    serverName: settings.serverName,
    now: span.now,
  });
  const { earliest = Number.NEGATIVE_INFINITY, latest = Number.POSITIVE_INFINITY } = span;
  const found = events.filter(({ time }) => time >= earliest && time < latest);
  found.sort((one, other) => other.time - one.time);
  for (let from = 0; from < found.length; from += BATCH) {
    yield found
      .slice(from, from + BATCH)
      .map(({ raw, fields, index, host, source, sourcetype, time }) => ({
        raw,
        fields: {
          ...fields,
          _time: new Date(time * 1000).toISOString().replace("Z", "+00:00"),
          _raw: raw,
          index,
          host,
          source,
          sourcetype,
          splunk_server: settings.serverName,
          linecount: String(raw.split("\n").length),
        },
        meta: { index, host, source, sourcetype, _time: String(time) },
      }));
  }
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
