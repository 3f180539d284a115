// The matchers of `ar-sim/vitest` as vitest's expect has them, checked by `npm run types`; nothing here is ever run.
import { expect, expectTypeOf } from "vitest";
import type { Transcript } from "../../src/index.ts";
import { type EventWish, scenarioTests, useSplunkd } from "../../src/vitest.ts";

declare const run: Transcript;

expectTypeOf(expect(run).toSucceed).toBeFunction();
expectTypeOf(expect(run).toWriteEvent).parameter(0).toEqualTypeOf<EventWish | undefined>();
expectTypeOf(expect(run).not.toLogStatus).parameters.toEqualTypeOf<[status: string]>();
expectTypeOf(expect(run).toCallRest).parameters.toEqualTypeOf<[method: string, path: string]>();
expectTypeOf(expect(run).toBeModactionResult).parameters.toEqualTypeOf<[]>();
expectTypeOf(scenarioTests).returns.toEqualTypeOf<Promise<void>>();
expectTypeOf(useSplunkd).returns.resolves.toHaveProperty("sessionKey");

expectTypeOf<{ sourcetype: string; fields: { a: RegExp; b: number } }>().toExtend<EventWish>();
// @ts-expect-error -- an event has no such property
expect(run).toWriteEvent({ sourceType: "x" });
