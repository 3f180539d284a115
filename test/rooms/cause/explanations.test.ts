import { describe, expect, it } from "vitest";
import { EXPLANATIONS } from "../../../src/cause/explanations.ts";
import { findCause } from "../../../src/cause/find-cause.ts";
import { SAMPLES } from "./sample-facts.ts";

const samples = Object.entries(SAMPLES).flatMap(([id, several]) =>
  several.map((facts, number) => ({ id, number, facts })),
);

/** Each failure is tried on all of them, whichever it was made on. */
const PYTHONS = ["2.7.18", "3.6.15", "3.9.18", "3.13.0"];

it("has two failures for each explanation", () => {
  expect(Object.keys(SAMPLES).toSorted()).toEqual(Object.keys(EXPLANATIONS).toSorted());
  for (const several of Object.values(SAMPLES)) expect(several.length).toBeGreaterThan(1);
});

describe.each(samples)("failure $number of $id", ({ id, facts }) => {
  it.each(PYTHONS)("has this explanation on Python %s, and no other", (python) => {
    const fitting = Object.entries(EXPLANATIONS).filter(
      ([, explain]) => explain({ ...facts, python }) !== undefined,
    );
    expect(fitting.map(([name]) => name)).toEqual([id]);
  });

  it("is told in whole sentences", () => {
    const { because, hint, headline } = findCause(facts);
    for (const text of [because, hint]) {
      expect(text).toMatch(/^\S.*\S$/s);
      expect(text).not.toMatch(/undefined|null\b(?! in|\.|,)|NaN|\[object/);
    }
    expect(headline).not.toBe("");
  });
});

it.each<[string, number, string]>([
  ["no-credential", 0, "Did you mean `fire-wall`?"],
  ["no-credential", 1, "Add it for the run: --credential desk:bot:USER."],
  ["literal-token", 0, "Did you mean `$result.src$`?"],
  ["literal-token", 1, "Did you mean `$result.host$`?"],
  ["unset-param", 1, "You gave param.zome. Did you mean param.zone?"],
  [
    "missing-field",
    0,
    "Give rows that have it (--result src_ip=VALUE), or let the script do without.",
  ],
  ["missing-setting", 1, "Did you mean `time_out`?"],
  ["no-method", 1, "Did you mean `send`?"],
  ["no-payload-key", 1, "Did you mean `session_key`?"],
  ["misspelt-name", 0, "Did you mean `severity`?"],
  ["misspelt-name", 1, "Did you mean `block`?"],
  ["no-such-object", 1, "Did you mean `Daily report`?"],
])("says of %s how to mend it", (id, number, hint) => {
  expect(EXPLANATIONS[id]?.(SAMPLES[id]?.[number] ?? expect.fail())?.hint).toBe(hint);
});

it("tells the failure alone where nothing explains it", () => {
  const [facts] = SAMPLES["does-not-add"] ?? [];
  const raised = { type: "MyError", message: "no", frames: [] };
  expect(findCause({ ...(facts ?? expect.fail()), raised })).toEqual({
    id: null,
    headline: "MyError: no",
    where: null,
    source: null,
    because: null,
    see: null,
    hint: null,
  });
});
