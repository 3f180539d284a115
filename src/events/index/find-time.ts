/**
 * Finds a time in a text whose format is not known. Ground: the formats that Getting Data In, «How timestamp assignment
 * works», lists for automatic recognition; Splunk's own patterns (datetime.xml) know more, in odder shapes.
 */
import {
  fullYear,
  monthNumber,
  readCivil,
  type CivilTime,
  type ReadTime,
} from "../../search/time/civil-time.ts";
import type { ZoneOffset } from "../../search/time/time-zone.ts";

const CLOCK = String.raw`(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,9}))?`;
const ZONE = String.raw`(?:\s?(Z\b|[+-]\d\d:?\d\d\b|(?:UTC|GMT|[ECMP][SD]T|CES?T|BST|JST)\b))?`;
const MONTH = String.raw`(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*`;

interface Shape {
  readonly regex: RegExp;
  read(match: RegExpExecArray): CivilTime | number;
}

const text = (match: RegExpExecArray, group: number): string => match[group] ?? "";
const number = (match: RegExpExecArray, group: number): number => Number(match[group]);

/** Four or five groups from `first` on: hour, minute, second, fraction and, if told, the zone. */
function clock(match: RegExpExecArray, first: number, zone = first + 4): CivilTime {
  const fraction = match[first + 3];
  return {
    hour: number(match, first),
    minute: number(match, first + 1),
    second: number(match, first + 2),
    fraction: fraction === undefined ? undefined : Number(`0.${fraction}`),
    zone: match[zone],
  };
}

const SHAPES: readonly Shape[] = [
  {
    regex: new RegExp(
      String.raw`(?<!\d)(\d{4})[-/.](\d\d)[-/.](\d\d)(?:T|\s+|:|_|-)${CLOCK}${ZONE}`,
      "i",
    ),
    read: (match) => ({
      year: number(match, 1),
      month: number(match, 2),
      day: number(match, 3),
      ...clock(match, 4),
    }),
  },
  {
    regex: new RegExp(String.raw`(?<!\d)(\d\d)[/-]${MONTH}[/-](\d{4})[: ]${CLOCK}${ZONE}`, "i"),
    read: (match) => ({
      year: number(match, 3),
      day: number(match, 1),
      month: monthNumber(text(match, 2)),
      ...clock(match, 4),
    }),
  },
  {
    regex: new RegExp(String.raw`(?<!\d)(\d{1,2}) ${MONTH},? (\d{4}),?\s+${CLOCK}${ZONE}`, "i"),
    read: (match) => ({
      year: number(match, 3),
      day: number(match, 1),
      month: monthNumber(text(match, 2)),
      ...clock(match, 4),
    }),
  },
  {
    regex: new RegExp(
      String.raw`\b${MONTH}\s+(\d{1,2}),?(?: (\d{4}))?,?\s+${CLOCK}${ZONE}(?:\s(\d{4})\b)?`,
      "i",
    ),
    read: (match) => {
      const year = match[3] ?? match[9];
      return {
        year: year === undefined ? undefined : Number(year),
        day: number(match, 2),
        month: monthNumber(text(match, 1)),
        ...clock(match, 4),
      };
    },
  },
  {
    regex: new RegExp(
      String.raw`(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d\d)(?:,?\s+|T|:)${CLOCK}(?:\s?([ap])\.?m)?${ZONE}`,
      "i",
    ),
    read: (match) => {
      // Guess: 13/01 is the first month all the same; else the month comes first.
      const [first, second] = [number(match, 1), number(match, 2)];
      const [month, day] = first > 12 ? [second, first] : [first, second];
      const half = match[8];
      return {
        year: fullYear(text(match, 3)),
        month,
        day,
        ...clock(match, 4, 9),
        isAfternoon: half === undefined ? undefined : half.toLowerCase() === "p",
      };
    },
  },
  {
    regex: /(?<![\d.])(\d{10})(?:(\d{9}|\d{6}|\d{3})(?!\d)|(\.\d{1,9}))?(?!\d)/,
    read: (match) =>
      Number(match[1]) + Number(match[3] ?? (match[2] === undefined ? 0 : `0.${match[2]}`)),
  },
];

/** Events begin with the epoch far more often than with anything else, so that is looked for first. */
const EPOCH_FIRST = /^\s*(\d{10})(\.\d{1,9})?(?![\d.:/-])/;

/** A time in a text. */
export interface TimeText extends ReadTime {
  /** Offsets of its first character, and behind its last. */
  readonly start: number;
  readonly end: number;
  /** Whether the text names the zone. */
  readonly hasZone: boolean;
}

/** Epoch seconds of the first time that begins in `head`, or undefined. */
export function findTime(head: string, zone: ZoneOffset, now: number): number | undefined {
  return findTimeText(head, zone, now)?.time;
}

/** The first time that begins in `head`, or undefined. */
export function findTimeText(head: string, zone: ZoneOffset, now: number): TimeText | undefined {
  const epoch = EPOCH_FIRST.exec(head);
  if (epoch !== null) {
    const [whole, seconds = "", fraction] = epoch;
    const start = whole.length - seconds.length - (fraction ?? "").length;
    return atPlace(ofEpoch(Number(seconds) + Number(fraction ?? 0), zone), start, whole.length);
  }
  let best: TimeText | undefined;
  for (const { regex, read } of SHAPES) {
    const match = regex.exec(head);
    if (match === null || (best !== undefined && match.index >= best.start)) continue;
    const parts = read(match);
    const isEpoch = typeof parts === "number";
    const time = isEpoch ? ofEpoch(parts, zone) : readCivil(parts, zone, now);
    if (time === undefined) continue;
    const hasZone = !isEpoch && parts.zone !== undefined;
    best = atPlace(time, match.index, match.index + match[0].length, hasZone);
  }
  return best;
}

function ofEpoch(time: number, zone: ZoneOffset): ReadTime {
  return { time, offset: zone(time) };
}

function atPlace(
  { time, offset }: ReadTime,
  start: number,
  end: number,
  hasZone: boolean = false,
): TimeText {
  return { time, offset, start, end, hasZone };
}
