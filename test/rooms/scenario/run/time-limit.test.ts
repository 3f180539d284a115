import { expect, it, vi } from "vitest";
import { TimeLimit } from "../../../../src/scenario/run/time-limit.ts";

it("ends an attempt that takes too long, and calls it late", () => {
  vi.useFakeTimers();
  try {
    using limit = new TimeLimit(1000, new AbortController().signal);
    vi.advanceTimersByTime(999);
    expect(limit).toMatchObject({ isLate: false, wasInterrupted: false });
    expect(limit.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(limit).toMatchObject({ isLate: true, wasInterrupted: false });
    expect(limit.signal.aborted).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

it("ends an attempt with the whole run, and does not call that late", () => {
  const run = new AbortController();
  using limit = new TimeLimit(60_000, run.signal);
  run.abort();
  expect(limit.signal.aborted).toBe(true);
  expect(limit).toMatchObject({ isLate: false, wasInterrupted: true });
});

it("ends at once where the run was interrupted before", () => {
  using limit = new TimeLimit(60_000, AbortSignal.abort());
  expect(limit.signal.aborted).toBe(true);
});
