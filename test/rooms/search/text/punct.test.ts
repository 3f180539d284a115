import { expect, it } from "vitest";
import { punctOf } from "../../../../src/search/text/punct.ts";

it.each([
  // The manual's own example, its quotes aside.
  [
    '172.26.34.223 - - [01/Jul/2005:12:05:27 -0700] "GET /trade/app?action=logout HTTP/1.1" 200 2953',
    '..._-_-_[//:::_-]_"_//?=_/."__',
  ],
  // From payloads that users published.
  [
    "07-17-2023 18:01:36.996 +0200 INFO  Metrics - group=searchscheduler, eligible=0, delayed=0, dispatched=0, skipped=0, skipped_dma_ra=0, total_lag=0, max_lag=0, window_max_lag=0, window_total_lag=0, scheduler_cycle_max=0.000, scheduler_cycle_total=0.000, x",
    "--_::._+____-_=,_=,_=,_=,_=,_=,_=,_=,_=,_=,_=.,_=.",
  ],
  ["Random number generator finishing.", "___."],
  [
    "Jan  4 11:14:32 host sudo: pam_unix(sudo:session): session closed for user root",
    "___::__:_(:):_____",
  ],
  ["a\tb~c\nd!", "t"],
  ["", ""],
])("of %j is %j", (raw, punct) => {
  expect(punctOf(raw)).toBe(punct);
});
