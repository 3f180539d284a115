/** `streamstats [current=…] [window=…] [reset_on_change=…] <aggregations> [by <fields>]`. Ground: searchbnf.conf. */
import type { MutableRow } from "../../text/row.ts";
import { tooLarge } from "../../text/limits.ts";
import { wholeNumber, yesOrNo } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type SplWorld, type Stage, withColumns } from "../stage/stage.ts";
import { Gathering } from "../stage/gathering.ts";
import { readStats, type StatsTerm } from "../stage/stats-terms.ts";

/** Ground: limits.conf, `[streamstats] max_stream_window`. */
const MOST_WINDOW = 10_000;

/** Each event looks at all in its window again. */
const MOST_LOOKS = 50_000_000;
const OPTIONS = ["current", "window", "global", "allnum", "reset_on_change"];

export function streamstats(call: CommandCall, world: SplWorld): Stage {
  const { terms, by, options } = readStats(call, world, OPTIONS);
  const isCurrent = yesOrNo(call, options.get("current"), true);
  const window = wholeNumber(call, options.get("window"), 0);
  if (window > MOST_WINDOW) {
    throw commandError(call, `The window is larger than ${MOST_WINDOW} events.`, {
      at: options.get("window")?.start,
      hint: `Write window=${MOST_WINDOW} or less.`,
    });
  }
  const isReset = yesOrNo(call, options.get("reset_on_change"), false);
  const named = terms.filter((term) => term.field?.isWild !== true).map((term) => term.name);
  const isOpen = named.length < terms.length;
  return {
    columns: (before) => {
      const after = withColumns(before, named);
      return { names: after.names, isOpen: after.isOpen || isOpen };
    },
    run: eachRow(() => {
      const groups = new Map<string, Running>();
      return (row) => {
        const key = by.map((field) => row[field]);
        if (key.includes(undefined)) return row;
        const id = JSON.stringify(key);
        let group = groups.get(id);
        if (group === undefined) {
          if (isReset) groups.clear();
          groups.set(id, (group = new Running(terms, window)));
        }
        group.step(row, isCurrent);
        return row;
      };
    }),
  };
}

class Running {
  readonly #terms: readonly StatsTerm[];
  readonly #window: number;
  readonly #recent: MutableRow[] = [];
  #gathering: Gathering;
  #looked = 0;

  constructor(terms: readonly StatsTerm[], window: number) {
    this.#terms = terms;
    this.#window = window;
    this.#gathering = new Gathering(terms);
  }

  step(row: MutableRow, isCurrent: boolean): void {
    if (isCurrent) this.#add(row);
    // What is written into the row must not be gathered.
    const before = isCurrent ? row : Object.assign(Object.create(null), row);
    this.#gathering.writeTo(row);
    if (!isCurrent) this.#add(before);
  }

  #add(row: MutableRow): void {
    if (this.#window === 0) {
      this.#gathering.add(row);
      return;
    }
    this.#recent.push(Object.assign(Object.create(null), row));
    if (this.#recent.length > this.#window) this.#recent.shift();
    this.#gathering = new Gathering(this.#terms);
    this.#looked += this.#recent.length;
    if (this.#looked > MOST_LOOKS) {
      throw tooLarge(
        "Error in 'streamstats' command: Its window looks at too many events.",
        "Write a smaller window, or take fewer events.",
      );
    }
    for (const row of this.#recent) this.#gathering.add(row);
  }
}
