/** Expectations on the events that an action wrote. Pure. */
import type { IndexedEvent } from "../../events/event.ts";
import type { EventCheck, EventsCheck, TextOrList } from "./expect.ts";
import { fieldOf } from "./field-of.ts";
import { judgeCount } from "./judge-count.ts";
import { judgeText, judgeValue } from "./judge-text.ts";
import type { Mismatch } from "./mismatch.ts";
import { oneOrMore } from "./one-or-more.ts";

export type WhyNotTagged = (tag: string, event: IndexedEvent) => readonly string[];

/** The events, and why one of them has not the tag that it should have. */
interface Written {
  readonly events: readonly IndexedEvent[];
  readonly why: WhyNotTagged;
}

export function judgeEvents(
  events: readonly IndexedEvent[],
  wanted: number | EventsCheck,
  why: WhyNotTagged,
): Mismatch[] {
  const check: EventsCheck = typeof wanted === "number" ? { count: wanted } : wanted;
  const { count, each, any, none, index, sourcetype, tagged } = check;
  const written = { events, why };
  const isShort = [index, sourcetype, tagged].some((check) => check !== undefined);
  return [
    ...(count === undefined
      ? []
      : judgeCount("number of events", "events.count", events.length, count)),
    ...oneOrMore(each, "events.each").flatMap(({ check: each, at }) =>
      judgeEach(written, each, at),
    ),
    // The short forms hold for every event.
    ...(isShort ? judgeEach(written, { index, sourcetype, tagged }, "events") : []),
    ...oneOrMore(any, "events.any").flatMap(({ check: any, at }) => judgeAny(written, any, at)),
    ...oneOrMore(none, "events.none").flatMap(({ check: none, at }) =>
      judgeNone(written, none, at),
    ),
  ];
}

const NO_EVENT = "no event was written";

function judgeEach({ events, why }: Written, check: EventCheck, at: string): Mismatch[] {
  if (events.length === 0) return [{ at, message: NO_EVENT, expected: "each event" }];
  for (const [number, event] of events.entries()) {
    const wrong = judgeEvent(event, check, at, why);
    const many = events.length === 1 ? "" : ` (event ${number + 1} of ${events.length})`;
    // One event tells enough: the others mostly fail alike.
    if (wrong.length > 0)
      return wrong.map((mismatch) => ({ ...mismatch, message: `${mismatch.message}${many}` }));
  }
  return [];
}

function judgeAny({ events, why }: Written, check: EventCheck, at: string): Mismatch[] {
  if (events.length === 0) return [{ at, message: NO_EVENT }];
  const tries = events.map((event) => judgeEvent(event, check, at, why));
  if (tries.some((wrong) => wrong.length === 0)) return [];
  const closest = tries.reduce((best, wrong) => (wrong.length < best.length ? wrong : best));
  if (events.length === 1) return closest;
  const message = `none of the ${events.length} events matches`;
  return [{ at, message, because: closest.map(({ message: why }) => `closest event: ${why}`) }];
}

function judgeNone({ events, why }: Written, check: EventCheck, at: string): Mismatch[] {
  const number = events.findIndex((event) => judgeEvent(event, check, at, why).length === 0);
  const event = events[number];
  if (event === undefined) return [];
  return [{ at, message: `event ${number + 1} matches, but no event may`, actual: event.raw }];
}

const METADATA = ["index", "sourcetype", "source", "host"] as const;

function judgeEvent(
  event: IndexedEvent,
  check: EventCheck,
  at: string,
  why: WhyNotTagged,
): Mismatch[] {
  const { fields = {}, raw, tagged, eventtype } = check;
  const metadata = METADATA.flatMap((name) => {
    const wanted = check[name];
    return wanted === undefined ? [] : judgeValue(name, `${at}.${name}`, event[name], wanted);
  });
  return [
    ...metadata,
    ...Object.entries(fields).flatMap(([name, wanted]) =>
      judgeValue(`field \`${name}\``, `${at}.fields.${name}`, fieldOf(event, name), wanted),
    ),
    ...(raw === undefined ? [] : judgeText("the raw event", `${at}.raw`, event.raw, raw)),
    ...missingWords(tagged, event.tags).map((tag) => ({
      at: `${at}.tagged`,
      message: `the event is not tagged \`${tag}\``,
      ...expectedWord(tag, event.tags),
      because: why(tag, event),
    })),
    ...missingWords(eventtype, event.eventtypes).map((name) => ({
      at: `${at}.eventtype`,
      message: `the event does not match the eventtype \`${name}\``,
      ...expectedWord(name, event.eventtypes),
    })),
  ];
}

function missingWords(wanted: TextOrList | undefined, words: readonly string[]): string[] {
  return [wanted ?? []].flat().filter((word) => !words.includes(word));
}

function expectedWord(
  expected: string,
  words: readonly string[],
): Pick<Mismatch, "expected" | "actual"> {
  return { expected, actual: words.length === 0 ? "nothing" : words.join(", ") };
}
