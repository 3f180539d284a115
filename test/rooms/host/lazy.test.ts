import { expect, it } from "vitest";
import { lazy } from "../../../src/host/lazy.ts";

it("makes a value when it is first asked for, and only then", () => {
  let made = 0;
  const value = lazy(() => (made += 1));
  expect(made).toBe(0);
  expect([value(), value(), made]).toEqual([1, 1, 1]);
});

it("keeps undefined as well", () => {
  let made = 0;
  const value = lazy(() => {
    made += 1;
    return undefined;
  });
  expect([value(), value(), made]).toEqual([undefined, undefined, 1]);
});

it("tries again when making it failed", () => {
  let tries = 0;
  const value = lazy(() => {
    tries += 1;
    if (tries === 1) throw new Error("not yet");
    return "made";
  });
  expect(value).toThrow("not yet");
  expect(value()).toBe("made");
});
