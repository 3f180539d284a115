/**
 * Which results start no action, since one like them has just started it. Ground: savedsearches.conf.spec,
 * `alert.suppress`, `alert.suppress.fields` and `alert.suppress.period`. It counts within one run: nothing is remembered.
 */
import { isTrue } from "../../addon/read/read-eventtypes.ts";
import type { Setting } from "../../conf/layered-conf.ts";
import type { Row } from "../invocation.ts";

/** Called with each row in its order. */
export type IsSuppressed = (row: Row) => boolean;

/**
 * undefined where nothing is suppressed. Without fields, or with fields that the rows lack, all rows are alike. All rows
 * of one run come at the same moment, so that any period covers them.
 */
export function suppressionOf(
  settings: ReadonlyMap<string, Pick<Setting, "value">>,
): IsSuppressed | undefined {
  const value = (key: string): string => settings.get(key)?.value.trim() ?? "";
  const period = /^(\d+)[smhd]?$/i.exec(value("alert.suppress.period"))?.[1];
  if (!isTrue(value("alert.suppress")) || !(Number(period) > 0)) return undefined;
  const fields = value("alert.suppress.fields")
    .split(",")
    .map((field) => field.trim())
    .filter((field) => field !== "");
  const seen = new Set<string>();
  return (row) => {
    const values = JSON.stringify(fields.map((field) => row[field] ?? ""));
    if (seen.has(values)) return true;
    seen.add(values);
    return false;
  };
}
