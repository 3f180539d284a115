/** The cases of `ar-sim test --faults`: each case that called a vendor, once more under each fault. Pure. */
import type { Fault } from "../../vendor/faults/fault.ts";
import type { StubText } from "../../vendor/stubs/stub.ts";
import type { ScenarioCase } from "../file/scenario.ts";
import type { CaseReport } from "../report/report.ts";

/** Those that passed as they are, and got an answer of a stub. */
export function faultCases(
  cases: readonly ScenarioCase[],
  reports: readonly CaseReport[],
  faults: readonly Fault[],
): ScenarioCase[] {
  const outward = new Set(reports.filter(isOutward).map(({ id }) => id));
  return cases
    .filter((testCase) => outward.has(testCase.id))
    .flatMap((testCase) => faults.map((fault) => underFault(testCase, fault)));
}

/** What is broken already, or answers with an error, tells nothing new. */
function isOutward({ status, transcript }: CaseReport): boolean {
  const calls = transcript?.http ?? [];
  const isAnswered = calls.some(({ by }) => by === "stub");
  const isWell = calls.every(({ fault, status: code }) => fault === null && (code ?? 500) < 400);
  return isAnswered && isWell && (status === "passed" || status === "flaky");
}

function underFault(testCase: ScenarioCase, fault: Fault): ScenarioCase {
  const { id, cell, trueTitle, given, http, faults, where } = testCase;
  const name = `fault=${fault}`;
  return {
    ...testCase,
    id: cell === null ? `${id}[${name}]` : `${id.slice(0, -1)}, ${name}]`,
    cell: cell === null ? name : `${cell}, ${name}`,
    trueTitle: trueTitle === undefined ? undefined : `${trueTitle} [${name}]`,
    given: { ...given, http: given.http?.map((stub) => broken(stub, fault)) },
    http: http.map((placed) => ({ ...placed, stub: broken(placed.stub, fault) })),
    expect: faults?.[fault],
    fault,
    where: (path) => where(path.replace(/^expect\b/, `faults.${fault}`)),
  };
}

/** Each call fails, however often it is tried. An error does not have the body of the answer that went well. */
function broken(stub: StubText, fault: Fault): StubText {
  const { times: _, ...always } = stub;
  if (typeof fault !== "number") return { ...always, fault };
  const { json: _json, text: _text, file: _file, ...bare } = always;
  return { ...bare, fault };
}
