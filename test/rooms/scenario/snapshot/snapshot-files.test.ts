import { basename, dirname } from "node:path";
import { expect, it } from "vitest";
import { snapshotPath } from "../../../../src/scenario/snapshot/snapshot-files.ts";

const pathOf = (name: string, cell: string | null = null): string =>
  snapshotPath({ scenario: "/a/tests/x.ar.yaml", name, cell });

it("lies beside the scenario, and is named after the case", () => {
  expect(pathOf("writes an event")).toBe(
    "/a/tests/__ar_snapshots__/x.ar.yaml/writes-an-event.snap",
  );
  expect(pathOf("pings", "mode=saved")).toBe(
    "/a/tests/__ar_snapshots__/x.ar.yaml/pings-mode=saved.snap",
  );
});

it("never gives two names one file, and none that a file system refuses", () => {
  const names = [
    "a b",
    "a-b",
    "a/b",
    "a  b",
    "a:b",
    "../b",
    "..",
    ".",
    "é b",
    "x".repeat(300),
    "🦄".repeat(90),
    `${"x".repeat(300)}y`,
  ];
  const paths = names.map((name) => pathOf(name));
  expect(new Set(paths).size).toBe(names.length);
  for (const path of paths) {
    expect(dirname(path)).toBe("/a/tests/__ar_snapshots__/x.ar.yaml");
    expect(Buffer.byteLength(basename(path))).toBeLessThan(240);
  }
});
