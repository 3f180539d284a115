/** Asks the condition of a saved search about its rows while these go by. */
import type { Addon } from "../../addon/addon.ts";
import type { Setting } from "../../conf/layered-conf.ts";
import { HarnessError, type Problem } from "../../errors.ts";
import { emptyRow } from "../../search/text/row.ts";
import type { Batches } from "../../search/spl/stage/stage.ts";
import type { RowSource, SearchContext } from "../invocation.ts";
import { openRowSpool } from "../rows/row-spool.ts";
import { type AlertCondition, holds, readAlertCondition, whyNot } from "./alert-condition.ts";
import { tallyRows } from "./tally-rows.ts";

export interface AskedRows extends AsyncDisposable {
  /** The same rows. */
  readonly rows: RowSource;
  /** To be asked when the rows have been read. */
  answer(): Promise<ConditionAnswer>;
}

export interface ConditionAnswer {
  /** Why the condition does not hold; undefined where it does. */
  readonly unmet: string | undefined;
  readonly problems: readonly Problem[];
}

const MET: ConditionAnswer = { unmet: undefined, problems: [] };

export function askCondition(
  addon: Addon,
  search: SearchContext,
  settings: ReadonlyMap<string, Setting>,
  rows: RowSource,
): AskedRows {
  const condition = readAlertCondition(settings);
  if (condition.kind === "custom") return askSearch(addon, search, condition, rows, settings);
  if (condition.kind === "always")
    return { rows, answer: async () => MET, [Symbol.asyncDispose]: async () => {} };
  const tallied = tallyRows(rows);
  return {
    rows: tallied.rows,
    async answer() {
      const tally = await tallied.finish();
      return holds(condition, tally) ? MET : { unmet: whyNot(condition, tally), problems: [] };
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

/** The search of `alert_condition` needs all rows once more. */
function askSearch(
  addon: Addon,
  search: SearchContext,
  { search: text }: Extract<AlertCondition, { kind: "custom" }>,
  rows: RowSource,
  settings: ReadonlyMap<string, Setting>,
): AskedRows {
  const spool = openRowSpool(copied(rows), true);
  return {
    rows: { fields: rows.fields, batches: spool.passing },
    async answer() {
      await spool.finish();
      try {
        const { findsAny } = await import("./search-results.ts");
        if (await findsAny(addon, text, search, () => spool.read())) return MET;
        return { unmet: `alert_condition = ${text} finds nothing in the results`, problems: [] };
      } catch (error) {
        if (!(error instanceof HarnessError)) throw error;
        return { unmet: undefined, problems: [notAsked(error, settings)] };
      }
    },
    [Symbol.asyncDispose]: () => spool[Symbol.asyncDispose](),
  };
}

async function* copied({ batches }: RowSource): Batches {
  for await (const batch of batches) yield batch.map((row) => Object.assign(emptyRow(), row));
}

function notAsked(error: HarnessError, settings: ReadonlyMap<string, Setting>): Problem {
  const [why = ""] = error.message.split("\n");
  return {
    code: "INVOKE_NOT_SEARCHED",
    message: `the alert_condition cannot run here, so it is taken to hold: ${why}`,
    hint: "Check by hand whether the results trigger the action.",
    where: settings.get("alert_condition")?.where,
  };
}
