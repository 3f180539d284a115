import { tmpdir } from "node:os";
import { afterEach, expect, it, vi } from "vitest";
import { sandboxParent } from "../../../../src/sandbox/home/sandbox-parent.ts";

afterEach(() => vi.unstubAllEnvs());

it("keeps what a person is to look at on disk", () => {
  expect(sandboxParent(true)).toBe(tmpdir());
});

it("goes where TMPDIR says", () => {
  vi.stubEnv("TMPDIR", "/somewhere/else");
  expect(sandboxParent(false)).toBe("/somewhere/else");
});

it("otherwise takes memory, or the system's folder where there is not enough of it", () => {
  vi.stubEnv("TMPDIR", "");
  expect(["/dev/shm", tmpdir()]).toContain(sandboxParent(false));
});
