/** Expectations on the events that an action wrote. Pure. */
import type { IndexedEvent } from "../../events/event.ts";
import { checkCount, checkText, checkValue } from "./check-text.ts";
import type { EventCheck, EventsCheck, Expect, TextOrList } from "./expect.ts";
import { fieldOf } from "./field-of.ts";
import type { Mismatch } from "./mismatch.ts";

export type WhyNotTagged = (tag: string, event: IndexedEvent) => readonly string[];

export function checkEvents(
  events: readonly IndexedEvent[],
  expect: NonNullable<Expect["events"]>,
  why: WhyNotTagged,
): Mismatch[] {
  const check = asChecks(expect);
  const all: EventCheck = pick(check);
  const each = [...asList(check.each), ...(Object.keys(all).length === 0 ? [] : [all])];
  return [
    ...(check.count === undefined
      ? []
      : checkCount("the number of events is another", "events.count", events.length, check.count)),
    ...each.flatMap((one, place) =>
      checkEach(events, one, placeOf("each", check.each, place), why),
    ),
    ...asList(check.any).flatMap((one, place) =>
      checkAny(events, one, placeOf("any", check.any, place), why),
    ),
    ...asList(check.none).flatMap((one, place) =>
      checkNone(events, one, placeOf("none", check.none, place), why),
    ),
  ];
}

function asChecks(expect: NonNullable<Expect["events"]>): EventsCheck {
  return typeof expect === "number" ? { count: expect } : expect;
}

/** The short forms that hold for every event. */
function pick({ index, sourcetype, tagged }: EventsCheck): EventCheck {
  return {
    ...(index === undefined ? {} : { index }),
    ...(sourcetype === undefined ? {} : { sourcetype }),
    ...(tagged === undefined ? {} : { tagged }),
  };
}

function asList<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function placeOf(word: string, written: unknown, place: number): string {
  const count = asList(written).length;
  if (place >= count) return "events";
  return Array.isArray(written) ? `events.${word}[${place}]` : `events.${word}`;
}

function checkEach(
  events: readonly IndexedEvent[],
  check: EventCheck,
  at: string,
  why: WhyNotTagged,
): Mismatch[] {
  if (events.length === 0) return [{ at, message: "no event was written", expected: "each event" }];
  for (const [number, event] of events.entries()) {
    const wrong = checkEvent(event, check, at, why);
    const many = events.length === 1 ? "" : ` (event ${number + 1} of ${events.length})`;
    // One event tells enough: the others mostly fail alike.
    if (wrong.length > 0) return wrong.map((one) => ({ ...one, message: `${one.message}${many}` }));
  }
  return [];
}

function checkAny(
  events: readonly IndexedEvent[],
  check: EventCheck,
  at: string,
  why: WhyNotTagged,
): Mismatch[] {
  if (events.length === 0) return [{ at, message: "no event was written" }];
  const tries = events.map((event) => checkEvent(event, check, at, why));
  if (tries.some((wrong) => wrong.length === 0)) return [];
  const nearest = tries.reduce((best, one) => (one.length < best.length ? one : best));
  const [first] = nearest;
  if (events.length === 1 || first === undefined) return nearest;
  return [
    {
      at,
      message: `none of the ${events.length} events is so`,
      because: nearest.map(
        (one) =>
          `nearest: ${one.message}${one.expected === undefined ? "" : `, wanted \`${one.expected}\``}${one.actual === undefined ? "" : `, got \`${one.actual}\``}`,
      ),
    },
  ];
}

function checkNone(
  events: readonly IndexedEvent[],
  check: EventCheck,
  at: string,
  why: WhyNotTagged,
): Mismatch[] {
  const number = events.findIndex((event) => checkEvent(event, check, at, why).length === 0);
  const event = events[number];
  if (event === undefined) return [];
  return [{ at, message: `event ${number + 1} is so`, actual: event.raw }];
}

function checkEvent(
  event: IndexedEvent,
  check: EventCheck,
  at: string,
  why: WhyNotTagged,
): Mismatch[] {
  const found: Mismatch[] = [];
  for (const name of ["index", "sourcetype", "source", "host"] as const) {
    const wanted = check[name];
    if (wanted !== undefined) found.push(...checkValue(name, `${at}.${name}`, event[name], wanted));
  }
  for (const [name, wanted] of Object.entries(check.fields ?? {})) {
    const value = fieldOf(event, name);
    found.push(...checkValue(`field \`${name}\``, `${at}.fields.${name}`, value, wanted));
  }
  if (check.raw !== undefined)
    found.push(...checkText("the raw event", `${at}.raw`, event.raw, check.raw));
  found.push(
    ...missingWords(check.tagged, event.tags, `${at}.tagged`, "tagged", (tag) => why(tag, event)),
    ...missingWords(check.eventtype, event.eventtypes, `${at}.eventtype`, "of the eventtype"),
  );
  return found;
}

function missingWords(
  wanted: TextOrList | undefined,
  words: readonly string[],
  at: string,
  verb: string,
  why: (word: string) => readonly string[] = () => [],
): Mismatch[] {
  return [wanted ?? []]
    .flat()
    .filter((word) => !words.includes(word))
    .map((word) => ({
      at,
      message: `the event is not ${verb} \`${word}\``,
      expected: word,
      actual: words.length === 0 ? "nothing" : words.join(", "),
      because: why(word),
    }));
}
