/** The library: everything a caller needs, as the story of a run goes. */
export { findAddonRoot } from "./addon/find-addon-root.ts";
export { loadAddon } from "./addon/load-addon.ts";
export { sendAlert } from "./sendalert.ts";
export { runSearch } from "./run-search.ts";
export { type Splunkd, startSplunkd, type StartSplunkdOptions } from "./start-splunkd.ts";
export { runScenarios } from "./scenario/run/run-scenarios.ts";
export {
  callsHttp,
  callsRest,
  isModactionResult,
  logsStatus,
  succeeds,
  writesEvent,
} from "./scenario/matchers/masked-matchers.ts";
export { transcriptSnapshot } from "./scenario/matchers/matchers.ts";
export { checkAddon } from "./checks/check-addon.ts";
export { diagnose } from "./doctor.ts";
export { checks } from "./checks/index.ts";
export { validateParams } from "./addon/validation/validate-params.ts";
export { buildNotable } from "./invocation/notable/notable.ts";
export { reporters } from "./reporters/index.ts";
export { HarnessError } from "./errors.ts";

export type { Addon, AlertAction } from "./addon/addon.ts";
export type { CheckReport } from "./checks/check-addon.ts";
export type { Diagnosis } from "./checks/doctor/diagnosis.ts";
export type { Finding } from "./checks/rule/finding.ts";
export type { ParamRefusal, Validation } from "./addon/validation/validate-params.ts";
export type { ErrorCode, Problem, Where } from "./errors.ts";
export type { ActionMessage, IndexedEvent, LogFile } from "./events/event.ts";
export type { Mode, Row } from "./invocation/invocation.ts";
export type { NotableSpec } from "./invocation/notable/notable.ts";
export type { RowSpec } from "./invocation/rows/open-rows.ts";
export type { Assumptions } from "./invocation/assumptions.ts";
export type { SearchRequest, SearchRun } from "./run-search.ts";
export type { Effect } from "./invocation/built-in/effects.ts";
export type { SendAlertRequest } from "./run/send-alert-request.ts";
export type { Fixtures } from "./splunkd/model/fixtures.ts";
export type { EventWish, Match } from "./scenario/matchers/matchers.ts";
export type { CaseReport, TestReport } from "./scenario/report/report.ts";
export type {
  Exchange,
  InvocationRecord,
  Reason,
  RestRecord,
  Transcript,
  Verdict,
} from "./transcript.ts";
