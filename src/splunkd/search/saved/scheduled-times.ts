/** When a schedule comes round. Cron through `croner`: kept up, no dependencies, MIT, Node 18 and newer. */
import { Cron } from "croner";
import { messageOf } from "../../../host/caught.ts";
import { RestError } from "../../model/rest-error.ts";
import { readTime } from "../../model/read-time.ts";

const MOST = 10_000;

/** Epoch seconds. */
export function scheduledTimes(
  cron: string,
  earliest: string,
  latest: string,
  now: number,
  most: number = MOST,
): number[] {
  if (cron === "") return [];
  const from = readTime(earliest, now) ?? now;
  const to = readTime(latest, now) ?? now + 86_400;
  let schedule: Cron;
  try {
    schedule = new Cron(cron, { paused: true, timezone: "UTC" });
  } catch (error) {
    throw new RestError(400, `Invalid cron_schedule="${cron}": ${messageOf(error)}`);
  }
  const times: number[] = [];
  let at = schedule.nextRun(new Date((from - 1) * 1000));
  while (at !== null && at.getTime() / 1000 <= to && times.length < most) {
    times.push(Math.floor(at.getTime() / 1000));
    at = schedule.nextRun(at);
  }
  return times;
}
