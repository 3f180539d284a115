import { hostname } from "node:os";
import { expect, it } from "vitest";
import { createRedact } from "../../../../src/scenario/snapshot/redact.ts";
import { sampleTranscript } from "../../../support/samples/sample-run.ts";

/** 2026-03-04T05:06:07Z. */
const NOW = 1_772_600_767;
const redact = createRedact(sampleTranscript({ splunkHome: "/tmp/ar-sim-x/splunk" }), {
  from: NOW,
  to: NOW + 2,
});

it.each([
  ["in /tmp/ar-sim-x/splunk/var and /tmp/ar-sim-x", "in <SPLUNK_HOME>/var and <sandbox>"],
  ["/usr/bin/python3 x.py", "<python> x.py"],
  ["https://127.0.0.1:8089/services", "https://127.0.0.1:<port>/services"],
  [`worker="${hostname()}" pid=123`, 'worker="<host>" pid=<n>'],
  [`t=${NOW} ${NOW}.25 ${NOW}123 "${NOW + 1}"`, 't=<now> <now> <now> "<now>"'],
  ["2026-03-04 05:06:08,123+0000 INFO", "<now> INFO"],
  ["2026-03-04T05:06:08.123Z", "<now>"],
  ["03-04-2026 05:06:08.123 +0000 INFO", "<now> INFO"],
  ["2026-03-04 07:06:08 in a zone", "<now> in a zone"],
  [
    "0b5c7a52-8e1a-4f0e-9d5b-2f9f3c1a7b10 0B5C7A52-8E1A-4F0E-9D5B-2F9F3C1A7B10 7a3b1c52-8e1a-4f0e-9d5b-2f9f3c1a7b10",
    "<uuid-1> <uuid-1> <uuid-2>",
  ],
])("masks what differs from run to run: %s", (text, masked) => {
  expect(redact(text)).toBe(masked);
});

it.each([
  "sid=1704067200.1",
  "2024-01-01 00:00:00",
  "2026-03-04 05:08:09",
  "a number 12345678901234567890",
  `x${"1".repeat(40)}`,
  "version 1.2.3.4",
])("leaves alone what does not: %s", (text) => {
  expect(redact(text)).toBe(text);
});
