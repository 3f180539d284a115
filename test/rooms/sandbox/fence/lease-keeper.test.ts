// A keeper that was started early is the one that the first run gets, and the next run after it.
import { expect, it } from "vitest";
import { leaseKeeper, prepareKeeper } from "../../../../src/sandbox/fence/lease-keeper.ts";

it("hands out what was prepared, to one run at a time", async ({ skip }) => {
  const prepared = prepareKeeper("landlock");
  if (prepared === undefined) skip("no keeper can stand here");
  const first = leaseKeeper("landlock");
  expect(first?.keeper).toBe(prepared);
  const second = leaseKeeper("landlock");
  expect(await first?.keeper.isUp()).toBe(true);
  expect(second?.keeper).not.toBe(first?.keeper);
  await first?.[Symbol.asyncDispose]();
  const third = leaseKeeper("landlock");
  expect(third?.keeper).toBe(first?.keeper);
  await second?.[Symbol.asyncDispose]();
  await third?.[Symbol.asyncDispose]();
});
