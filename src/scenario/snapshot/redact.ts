/**
 * Masks what differs in the texts of two equal runs: folders, ports, process ids, and the time that a script reads from
 * its own clock. What ar-sim gives to the script is fixed already.
 */
import { hostname } from "node:os";
import type { Transcript } from "../../transcript.ts";

/** Wall clock around the run, in epoch seconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type Redact = (text: string) => string;

/** Clocks in a script may be read a moment before or after. */
const SLACK = 5;
const EPOCH = /(?<![\d.])\d{10}(?:\d{3}|\d{6}|\.\d+)?(?![\d.]*\d)/g;
/** ISO 8601, and the stamps of Python's logging and of splunkd. */
const STAMP =
  /\b(?:\d{4}-\d\d-\d\d|\d\d[-/]\d\d[-/]\d{4}|\d{4}\/\d\d\/\d\d)[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?/g;
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/gi;

export function createRedact(run: Transcript, span: Span): Redact {
  const places: [string, string][] = [
    [run.splunkHome, "<SPLUNK_HOME>"],
    [run.splunkHome.replace(/\/splunk$/, ""), "<sandbox>"],
    [run.python?.path ?? "", "<python>"],
  ];
  const host = hostname();
  const uuids = new Map<string, string>();
  return (text) => {
    let masked = text;
    for (const [place, word] of places) {
      if (place === "") continue;
      masked = masked.replaceAll(JSON.stringify(place).slice(1, -1), word).replaceAll(place, word);
    }
    return masked
      .replace(/((?:127\.0\.0\.1|localhost):)\d+/g, "$1<port>")
      .replace(/\bworker="[^"]*"/g, 'worker="<host>"')
      .replaceAll(new RegExp(String.raw`(?<![\w.-])${escaped(host)}(?![\w-])`, "g"), "<host>")
      .replace(/\b(pid|duration)=\d+/g, "$1=<n>")
      .replace(EPOCH, (number) => (isNow(number, span) ? "<now>" : number))
      .replace(STAMP, (stamp) => (isStampOfNow(stamp, span) ? "<now>" : stamp))
      .replace(UUID, (uuid) => {
        const known = uuids.get(uuid.toLowerCase()) ?? `<uuid-${uuids.size + 1}>`;
        uuids.set(uuid.toLowerCase(), known);
        return known;
      });
  };
}

function isNow(number: string, { from, to }: Span): boolean {
  const seconds =
    number.length > 10 && !number.includes(".") ? Number(number.slice(0, 10)) : Number(number);
  return seconds >= from - SLACK && seconds <= to + SLACK;
}

/** Most stamps name no time zone, so one counts if it is now in any zone. */
function isStampOfNow(stamp: string, { from, to }: Span): boolean {
  const date = /^(\d{4})[-/](\d\d)[-/](\d\d)/.exec(stamp);
  const american = /^(\d\d)[-/](\d\d)[-/](\d{4})/.exec(stamp);
  const time = /(\d\d):(\d\d):(\d\d)/.exec(stamp);
  if (time === null) return false;
  const day =
    date === null
      ? `${american?.[3]}-${american?.[1]}-${american?.[2]}`
      : `${date[1]}-${date[2]}-${date[3]}`;
  const seconds = Date.parse(`${day}T${time[0]}Z`) / 1000;
  if (!Number.isFinite(seconds)) return false;
  // Time zones differ by whole quarters of an hour.
  const quarter = 900;
  const nearest = seconds + Math.round((from - seconds) / quarter) * quarter;
  const isNearby = nearest >= from - SLACK && nearest <= to + SLACK;
  return isNearby && Math.abs(seconds - from) < 15 * 3600;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
