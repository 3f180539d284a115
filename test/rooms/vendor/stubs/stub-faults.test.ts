import { expect, it } from "vitest";
import { stubFaults } from "../../../../src/vendor/stubs/stub-faults.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const url = "https://api.example.com/";

it("finds a file that is missing, a second body, and a stub that is never used", () => {
  const folder = tempFolder({ "answer.json": "{}" });
  const stubs = [
    { url, file: "answer.json", times: 1 },
    { url, file: "missing.json" },
    { url, json: {}, text: "x" },
  ];
  expect(stubFaults(stubs, folder).map(({ path, isMissing }) => [path, isMissing])).toEqual([
    ["http[1].file", true],
    ["http[2].text", false],
    ["http[2]", false],
  ]);
});

it("lets a stub follow one that is used up, or that is for other requests", () => {
  const stubs = [{ url, times: 1 }, { url, method: "GET" }, { url, body: { json: {} } }, { url }];
  expect(stubFaults(stubs, "/")).toEqual([]);
});
