import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { askVersion } from "../../../../src/sandbox/interpreters/ask-version.ts";
import { cacheFolder } from "../../../../src/host/cache-folder.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

afterEach(() => vi.unstubAllEnvs());

/** A program that counts how often it is started, and answers as it is told. */
function program(folder: string, answer: string): string {
  const path = join(folder, "python3");
  writeFileSync(path, `#!/bin/sh\necho x >> "${folder}/starts"\nprintf '%s' '${answer}'\n`);
  chmodSync(path, 0o755);
  return path;
}

it.skipIf(process.platform === "win32")(
  "asks an interpreter once, and again when it changed",
  () => {
    vi.stubEnv("AR_SIM_CACHE", tempFolder());
    const folder = tempFolder();
    const path = program(folder, "3.9.1");
    expect([askVersion(path), askVersion(path)]).toEqual(["3.9.1", "3.9.1"]);
    program(folder, "3.10.22");
    expect(askVersion(path)).toBe("3.10.22");
  },
);

it.skipIf(process.platform === "win32")("takes what answers otherwise for no Python", () => {
  vi.stubEnv("AR_SIM_CACHE", tempFolder());
  expect(askVersion(program(tempFolder(), "hello"))).toBeUndefined();
  expect(askVersion("/no/such/python")).toBeUndefined();
});

it.skipIf(process.platform === "win32")(
  "does without a cache that is broken or cannot be written",
  () => {
    const cache = tempFolder({ "python-versions.json": "{" });
    vi.stubEnv("AR_SIM_CACHE", cache);
    expect(askVersion(program(tempFolder(), "3.9.1"))).toBe("3.9.1");
    vi.stubEnv("AR_SIM_CACHE", join(cache, "python-versions.json", "below-a-file"));
    expect(askVersion(program(tempFolder(), "3.9.2"))).toBe("3.9.2");
  },
);

it("keeps the cache where it is told, or where the system keeps caches", () => {
  vi.stubEnv("AR_SIM_CACHE", "/mine");
  expect(cacheFolder()).toBe("/mine");
  vi.stubEnv("AR_SIM_CACHE", "");
  vi.stubEnv("XDG_CACHE_HOME", "/xdg");
  if (process.platform === "linux") expect(cacheFolder()).toBe("/xdg/ar-sim");
  expect(cacheFolder()).toMatch(/ar-sim/);
});
