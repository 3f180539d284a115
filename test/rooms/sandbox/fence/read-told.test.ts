import { expect, it } from "vitest";
import { readTold } from "../../../../src/sandbox/fence/read-told.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const line = (...words: readonly (string | number)[]): string => words.join("\t");
const GOOD = line(
  "1769860800.5",
  "connect",
  "tcp",
  "api.example",
  443,
  1,
  "/a/bin/x.py:12|/a/lib/y.py:3",
  "post",
  "/v1/block",
  "198.18.0.1",
);

it("reads an attempt", () => {
  expect(readTold(tempFolder({ told: `${GOOD}\n` }))).toEqual([
    {
      kind: "connect",
      at: 1769860800500,
      protocol: "tcp",
      host: "api.example",
      port: 443,
      isRefused: true,
      places: [
        { file: "/a/bin/x.py", line: 12 },
        { file: "/a/lib/y.py", line: 3 },
      ],
      method: "POST",
      path: "/v1/block",
      status: null,
    },
  ]);
});

it.each([
  ["", "nothing"],
  ["hello", "words"],
  [GOOD.replace("connect", "shout"), "another kind"],
  [GOOD.replace("\ttcp\t", "\tipx\t"), "another protocol"],
  [GOOD.replace("\t443\t", "\t-1\t"), "no port"],
  [GOOD.replace("\t443\t", "\t1e9\t"), "no port"],
  [GOOD.replace("1769860800.5", "now"), "no time"],
  [GOOD.replace("api.example", "x".repeat(600)), "a host of 600 letters"],
  ["\0\u{FFFD}".repeat(1000), "noise"],
])("leaves out a line that a script may have written: %j (%s)", (text) => {
  expect(readTold(tempFolder({ told: `${text}\n${GOOD}\n` }))).toHaveLength(1);
});

it("takes only so many lines", () => {
  expect(readTold(tempFolder({ told: `${GOOD}\n`.repeat(10_050) }))).toHaveLength(10_000);
});

it("gives nothing where the file is gone", () => {
  expect(readTold(tempFolder())).toEqual([]);
});
