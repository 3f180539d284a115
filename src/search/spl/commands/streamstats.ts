/**
 * `streamstats [current=…] [window=…] [time_window=…] [global=…] [reset_on_change=…] [reset_before=…] [reset_after=…]
 * <aggregations> [by <fields>]`. Ground: Search Reference, «streamstats»; searchbnf.conf.
 */
import type { MutableRow } from "../../text/row.ts";
import { commandTooLarge } from "../../text/limits.ts";
import { wholeNumber, yesOrNo } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { numberOf } from "../stage/sort-keys.ts";
import { readSpan } from "../stage/spans.ts";
import { eachRow, type SplWorld, type Stage, withColumns } from "../stage/stage.ts";
import { Gathering } from "../stats/gathering.ts";
import { takeResets } from "../stats/resets.ts";
import { readStats, type StatsTerm } from "../stats/stats-terms.ts";

const OPTIONS = ["current", "window", "time_window", "global", "allnum", "reset_on_change"];
/** Ground: limits.conf, `[streamstats] max_stream_window`. */
const LARGEST = 10_000;

/** Each event looks at all in its window again. */
const MOST_LOOKS = 20_000_000;

export function streamstats(given: CommandCall, world: SplWorld): Stage {
  const { call, before, after } = takeResets(given, world);
  const { terms, by, options } = readStats(call, world, OPTIONS);
  const isCurrent = yesOrNo(call, options.get("current"), true);
  const isReset = yesOrNo(call, options.get("reset_on_change"), false);
  const isGlobal = yesOrNo(call, options.get("global"), true);
  const window = readWindow(call, options);
  const named = terms.filter((term) => term.field?.isWild !== true).map((term) => term.name);
  const isOpen = named.length < terms.length;
  return {
    columns: (columns) => {
      const withNamed = withColumns(columns, named);
      return { names: withNamed.names, isOpen: withNamed.isOpen || isOpen };
    },
    run: eachRow(() => {
      const groups = new Groups(terms, window, isGlobal);
      const [resetsBefore, resetsAfter] = [before?.(), after?.()];
      return (row) => {
        const key = by.map((field) => row[field]);
        if (key.includes(undefined)) return row;
        if (resetsBefore?.(row) === true) groups.clear();
        const id = JSON.stringify(key);
        if (isReset && !groups.has(id)) groups.clear();
        groups.step(row, id, isCurrent);
        if (resetsAfter?.(row) === true) groups.clear();
        return row;
      };
    }),
  };
}

interface Window {
  /** Rows; 0: all. */
  readonly size: number;
  /** undefined: however far apart. */
  readonly seconds: number | undefined;
}

function readWindow(
  call: CommandCall,
  options: ReturnType<typeof readStats>["options"],
): Window | undefined {
  const size = wholeNumber(call, options.get("window"), 0);
  const asked = options.get("time_window");
  const span = asked && readSpan(asked.text);
  if (asked !== undefined && span === undefined)
    throw commandError(call, `The value for option time_window (${asked.text}) is invalid.`, {
      at: asked.start,
      hint: "Write a time such as 5m.",
    });
  if (size > LARGEST) {
    throw commandError(call, `The window is larger than ${LARGEST} events.`, {
      at: options.get("window")?.start,
      hint: `Write window=${LARGEST} or less.`,
    });
  }
  if (size === 0 && span === undefined) return undefined;
  return { size: size === 0 ? LARGEST : size, seconds: span?.seconds };
}

interface Recent {
  readonly id: string;
  readonly row: MutableRow;
  readonly time: number;
}

/** The running aggregates by the values of the `by` fields. */
class Groups {
  readonly #terms: readonly StatsTerm[];
  readonly #window: Window | undefined;
  readonly #isGlobal: boolean;
  readonly #gatherings = new Map<string, Gathering>();
  /** With a window: the rows in it, of all groups or of each. */
  readonly #recent = new Map<string, Recent[]>();
  #looked = 0;

  constructor(terms: readonly StatsTerm[], window: Window | undefined, isGlobal: boolean) {
    this.#terms = terms;
    this.#window = window;
    this.#isGlobal = isGlobal;
  }

  has(id: string): boolean {
    return this.#gatherings.has(id);
  }

  clear(): void {
    this.#gatherings.clear();
    this.#recent.clear();
  }

  step(row: MutableRow, id: string, isCurrent: boolean): void {
    if (isCurrent) this.#add(row, id);
    // What is written into the row must not be gathered.
    const before = isCurrent ? row : Object.assign(Object.create(null), row);
    this.#gathering(id).writeTo(row);
    if (!isCurrent) this.#add(before, id);
  }

  #gathering(id: string): Gathering {
    let gathering = this.#gatherings.get(id);
    if (gathering === undefined) this.#gatherings.set(id, (gathering = new Gathering(this.#terms)));
    return gathering;
  }

  #add(row: MutableRow, id: string): void {
    if (this.#window === undefined) {
      this.#gathering(id).add(row);
      return;
    }
    const place = this.#isGlobal ? "" : id;
    const recent = this.#recent.get(place) ?? [];
    this.#recent.set(place, recent);
    const time = numberOf([row["_time"] ?? ""].flat()[0] ?? "") ?? Number.NaN;
    recent.push({ id, row: Object.assign(Object.create(null), row), time });
    dropOld(recent, this.#window, time);
    this.#looked += recent.length;
    if (this.#looked > MOST_LOOKS) {
      throw commandTooLarge(
        "streamstats",
        "Its window looks at too many events.",
        "Write a smaller window, or take fewer events.",
      );
    }
    const gathering = new Gathering(this.#terms);
    for (const event of recent) if (event.id === id) gathering.add(event.row);
    this.#gatherings.set(id, gathering);
  }
}

/** Rows come in the order of their times, up or down. */
function dropOld(recent: Recent[], { size, seconds }: Window, time: number): void {
  if (recent.length > size) recent.splice(0, recent.length - size);
  if (seconds === undefined) return;
  const kept = recent.findIndex((event) => Math.abs(time - event.time) < seconds);
  if (kept > 0) recent.splice(0, kept);
}
