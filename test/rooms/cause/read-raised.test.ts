import { join } from "node:path";
import { expect, it } from "vitest";
import { readRaised } from "../../../src/cause/read-raised.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const slot = (record: unknown): string => `${JSON.stringify(record).padEnd(200)}\n`;
const frames = [{ file: "/a.py", line: 1, name: "f" }];

it("gives the records in the order of their numbers", () => {
  const late = slot({ number: 17, type: "B", message: "two", frames });
  const early = slot({ number: 2, type: "A", message: "one", frames });
  const file = join(tempFolder({ raised: `${late}${"\0".repeat(40)}${early}` }), "raised");
  expect(readRaised(file)).toEqual([
    { type: "A", message: "one", frames },
    { type: "B", message: "two", frames },
  ]);
});

it("leaves out what a script wrote there itself", () => {
  const odd = [{}, { number: "1", type: "A", message: "" }, { number: 1, type: 2, message: "" }];
  const rest = { number: 3, type: "C", message: "m", frames: [1, null, { file: "x" }] };
  const text = `nonsense\n{broken\n${odd.map(slot).join("")}${slot(rest)}`;
  expect(readRaised(join(tempFolder({ raised: text }), "raised"))).toEqual([
    { type: "C", message: "m", frames: [] },
  ]);
});

it("gives none where nothing was recorded", () => {
  expect(readRaised(join(tempFolder(), "none"))).toEqual([]);
});
