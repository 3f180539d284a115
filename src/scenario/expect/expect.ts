/** What a scenario may expect. The shapes are those of the declaration. Types only. */
import type { ScenarioDef } from "../file/declaration/scenario-schema.ts";

export type Expect = ScenarioDef<"expect">;

export type TextOrList = ScenarioDef<"textOrList">;
export type Count = ScenarioDef<"count">;
export type TextCheck = ScenarioDef<"textCheck">;
export type ValueCheck = ScenarioDef<"valueCheck">;
export type EventCheck = ScenarioDef<"eventCheck">;
export type EventsCheck = ScenarioDef<"events">;
export type MessageCheck = ScenarioDef<"message">;
export type MessageConditions = Exclude<MessageCheck, string>;
export type CallCheck = ScenarioDef<"restCall">;
export type CallConditions = Exclude<CallCheck, string>;
export type PartedCalls = ScenarioDef<"partedCalls">;
export type HttpCheck = ScenarioDef<"httpCheck">;
export type HttpCallCheck = ScenarioDef<"httpCall">;
export type HttpCallConditions = Exclude<HttpCallCheck, string>;
export type VerdictCheck = ScenarioDef<"verdict">;
export type SnapshotPart = ScenarioDef<"snapshotPart">;
