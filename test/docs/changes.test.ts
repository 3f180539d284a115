import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { readPage, ROOT, sectionOf } from "../support/docs/doc-pages.ts";

const rows = sectionOf(readPage("CONTRIBUTING"), "## What to change for what")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (?:To add|---)/.test(line));

it("tells what to touch for at least a dozen kinds of change", () => {
  expect(rows.length).toBeGreaterThanOrEqual(12);
});

it.each(rows)("names files that exist: %s", (row) => {
  const paths = [...row.matchAll(/`((?:src|test|docs)\/[^`]+)`/g)].map(([, path = ""]) => path);
  expect(paths).not.toEqual([]);
  for (const path of paths) {
    // A name to choose stands in a folder that exists, or in a new one beside such.
    const known = path.includes("<")
      ? path.slice(0, path.indexOf("<")).replace(/[^/]*$/, "")
      : path;
    expect(existsSync(`${ROOT}/${known}`), path).toBe(true);
  }
});
