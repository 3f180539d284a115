import { expect, it } from "vitest";
import { readFaults } from "../../../../../src/cli/commands/test/read-faults.ts";
import { FAULTS } from "../../../../../src/vendor/faults/fault.ts";

it("takes all faults where none is named, and each once", () => {
  expect(readFaults("", "--faults").map(String)).toEqual(Object.keys(FAULTS));
  expect(readFaults("503, html,503", "--faults")).toEqual([503, "html"]);
});

it("names the nearest fault for one that is none", () => {
  expect(() => readFaults("refusd", "--faults")).toThrow(
    expect.objectContaining({ hint: expect.stringContaining("Did you mean `refused`?") }),
  );
});
