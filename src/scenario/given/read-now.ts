/** The clock that a run takes for now. */
import { HarnessError, type Where } from "../../errors.ts";

/** The clock of a run that names none: 2024-01-01T00:00:00Z. */
export const FIXED_NOW = 1_704_067_200;

/** In epoch seconds. */
export function readNow(now: string | number | undefined, where: (path: string) => Where): number {
  if (now === undefined) return FIXED_NOW;
  const isEpoch = typeof now === "number" || /^\d+(\.\d+)?$/.test(now);
  const seconds = isEpoch ? Number(now) : Date.parse(now) / 1000;
  if (Number.isFinite(seconds) && seconds >= 0) return seconds;
  throw new HarnessError("SCENARIO_BAD_VALUE", `\`${now}\` is not a time`, {
    hint: "Write epoch seconds, or an ISO date such as 2024-01-01T00:00:00Z.",
    where: where("given.now"),
  });
}
