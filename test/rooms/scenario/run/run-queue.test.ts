import { expect, it } from "vitest";
import { createRunQueue, type RunRequest } from "../../../../src/scenario/run/run-queue.ts";

/** A queue whose runs end when they are told to. */
function queue() {
  const runs: RunRequest[] = [];
  const ends: (() => void)[] = [];
  const made = createRunQueue((request) => {
    runs.push(request);
    return new Promise<void>((done) => ends.push(done));
  });
  const end = async (): Promise<void> => {
    ends.shift()?.();
    await new Promise((done) => setImmediate(done));
  };
  return { ...made, runs, end };
}

it("makes one more run of all that is saved while a run goes on", async () => {
  const { ask, saved, runs, end } = queue();
  ask({});
  saved(["/a"]);
  saved(["/b", "/a"]);
  expect(runs).toEqual([{}]);
  await end();
  expect(runs).toEqual([{}, { touched: new Set(["/a", "/b"]) }]);
  await end();
  expect(runs).toHaveLength(2);
  saved(["/c"]);
  expect(runs[2]).toEqual({ touched: new Set(["/c"]) });
});

it("runs what was asked for last, and then what was saved", async () => {
  const { ask, saved, runs, end } = queue();
  ask({});
  saved(["/a"]);
  ask({ pattern: "x" });
  ask({ onlyLastFailed: true });
  await end();
  expect(runs[1]).toEqual({ onlyLastFailed: true });
  await end();
  expect(runs[2]).toEqual({ touched: new Set(["/a"]) });
});

it("begins no run while it is held, and the waiting ones afterwards", async () => {
  const { ask, saved, hold, runs, end } = queue();
  ask({});
  const release = hold();
  saved(["/a"]);
  await end();
  expect(runs).toHaveLength(1);
  release();
  release();
  expect(runs[1]).toEqual({ touched: new Set(["/a"]) });
});
