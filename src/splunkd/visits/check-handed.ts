/** Refuses a stand-in that was given to a run and cannot serve it. Called before anything is made for the run. */
import type { SplunkdOptions } from "../instance/settings.ts";
import type { HandedSplunkd } from "../start-stand-in.ts";
import { misfit } from "./admit-run.ts";

/** The stand-in of a run: that of the caller, which is there after the run, or a new one with these options. */
export interface StandInWish extends Pick<SplunkdOptions, "fixtures" | "port" | "recordBodies"> {
  readonly splunkd?: HandedSplunkd | undefined;
  /** Uses no stand-in at all. */
  readonly dryRun: boolean;
}

/** @throws HarnessError SPLUNKD_MISFIT */
export function checkHanded({ splunkd, fixtures, port, recordBodies }: StandInWish): void {
  if (splunkd === undefined) return;
  if (splunkd.host === undefined)
    throw misfit(
      "`splunkd` is not what `await startSplunkd()` gives",
      "Write const splunkd = await startSplunkd(…).",
    );
  if (splunkd.host.isClosed)
    throw misfit(
      "this stand-in was closed before the run",
      "Close it, or leave the block of its `await using`, when all runs are over.",
    );
  const other = Object.entries({ fixtures, port, recordBodies }).find(
    ([, value]) => value !== undefined,
  );
  if (other !== undefined)
    throw misfit(
      `\`${other[0]}\` says how to start a stand-in, and this one runs already`,
      `Give ${other[0]} to startSplunkd.`,
    );
}
