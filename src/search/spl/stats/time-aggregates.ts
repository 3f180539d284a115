/**
 * Functions that go by the time of a row, whatever the order of the rows. Ground: Search Reference, «Time functions»:
 * earliest and latest are the chronologically first and last values; a rate is their difference by that of their times.
 */
import { type Aggregate, gather, numberText } from "./gather.ts";
import { numberOf } from "../stage/sort-keys.ts";

export const byTime: Readonly<Record<string, () => Aggregate>> = {
  earliest: () => ends(({ earliest }) => earliest?.value),
  latest: () => ends(({ latest }) => latest?.value),
  earliest_time: () => ends(({ earliest }) => earliest?.written),
  latest_time: () => ends(({ latest }) => latest?.written),
  rate: () => ends(rateOf),
};

interface Moment {
  readonly time: number;
  /** The time, as the row has it. */
  readonly written: string;
  readonly value: string;
}

interface Ends {
  earliest?: Moment;
  latest?: Moment;
}

/** A row without a time is neither early nor late. Of one moment the row that is seen first counts. */
function ends(of: (so: Ends) => string | undefined): Aggregate {
  const so: Ends = {};
  return gather(
    (value, row) => {
      const written = [row["_time"] ?? ""].flat()[0] ?? "";
      const time = numberOf(written);
      if (time === undefined) return;
      if (so.earliest === undefined || time < so.earliest.time)
        so.earliest = { time, written, value };
      if (so.latest === undefined || time > so.latest.time) so.latest = { time, written, value };
    },
    () => of(so),
  );
}

function rateOf({ earliest, latest }: Ends): string | undefined {
  if (earliest === undefined || latest === undefined || earliest.time === latest.time)
    return undefined;
  const [from, to] = [numberOf(earliest.value), numberOf(latest.value)];
  if (from === undefined || to === undefined) return undefined;
  return numberText((to - from) / (latest.time - earliest.time));
}
