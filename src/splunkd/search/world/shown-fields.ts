/**
 * Fields that Splunk makes of an event itself, beside those in its text. Ground: Getting Data In, «About default fields»,
 * and payloads that users published: date_* show the clock as the text has it, date_zone is in minutes or `local`, and
 * an event without a time has `timestamp=none`.
 */
import type { IndexedEvent } from "../../../events/event.ts";
import type { Taken } from "../../../events/index/index-events.ts";
import { punctOf } from "../../../search/text/punct.ts";
import type { MutableRow } from "../../../search/text/row.ts";

export interface EventAddress {
  readonly _bkt: string;
  readonly _cd: string;
  readonly _si: readonly [server: string, index: string];
}

/** In the order in which Splunk tells them. */
export function shownOf(event: IndexedEvent, { _bkt, _cd, _si }: EventAddress): MutableRow {
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

const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );
const DAYS = "sunday monday tuesday wednesday thursday friday saturday".split(" ");

/** Fields of the index that a field of the text with the same name hides here. */
export function defaultFields({ event, timeText }: Taken): MutableRow {
  const punct = punctOf(event.raw);
  if (timeText === undefined) return { punct, timestamp: "none" };
  const { time, offset, start, end, hasZone } = timeText;
  const clock = new Date((Math.floor(time) + offset) * 1000);
  return {
    date_hour: String(clock.getUTCHours()),
    date_mday: String(clock.getUTCDate()),
    date_minute: String(clock.getUTCMinutes()),
    date_month: MONTHS[clock.getUTCMonth()] ?? "",
    date_second: String(clock.getUTCSeconds()),
    date_wday: DAYS[clock.getUTCDay()] ?? "",
    date_year: String(clock.getUTCFullYear()),
    date_zone: hasZone ? String(offset / 60) : "local",
    punct,
    timeendpos: String(end),
    timestartpos: String(start),
  };
}
