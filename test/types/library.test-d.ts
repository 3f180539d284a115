// The public types, checked by `npm run types`; nothing here is ever run.
import { expectTypeOf } from "vitest";
import {
  HarnessError,
  loadAddon,
  sendAlert,
  type Addon,
  type ErrorCode,
  type IndexedEvent,
  type SendAlertRequest,
  type Transcript,
  type Where,
} from "../../src/index.ts";

expectTypeOf(loadAddon).parameter(0).toEqualTypeOf<string>();
expectTypeOf(loadAddon).returns.toEqualTypeOf<Addon>();
expectTypeOf(sendAlert).parameter(0).toEqualTypeOf<Addon>();
expectTypeOf(sendAlert).parameter(1).toEqualTypeOf<SendAlertRequest | undefined>();
expectTypeOf(sendAlert).returns.resolves.toEqualTypeOf<Transcript>();

expectTypeOf<Transcript["verdict"]["status"]>().toEqualTypeOf<
  "pass" | "fail" | "not-triggered" | "not-applicable"
>();
expectTypeOf<Transcript["events"]>().toEqualTypeOf<readonly IndexedEvent[]>();
expectTypeOf<IndexedEvent["fields"][string]>().toEqualTypeOf<string | readonly string[]>();

expectTypeOf<HarnessError["code"]>().toEqualTypeOf<ErrorCode>();
expectTypeOf<HarnessError["where"]>().toEqualTypeOf<Where | undefined>();
expectTypeOf<HarnessError>().toExtend<Error>();

// @ts-expect-error -- there is no such mode
expectTypeOf<{ mode: "manual" }>().toExtend<SendAlertRequest>();
// @ts-expect-error -- a transcript is read, never written
export const write = (transcript: Transcript): void => void (transcript.sid = "1");
