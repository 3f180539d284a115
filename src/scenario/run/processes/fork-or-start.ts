/**
 * Runs a case with a forked process, where that is wished. One that then fails is tried once more with a start, in a
 * fresh sandbox and with a fresh stand-in. The start is what counts, and a difference between the two is told.
 */
import { truthOf } from "../../../run/truth.ts";
import type { ScenarioCase } from "../../file/scenario.ts";
import { renderSnapshot, SNAPSHOT_PARTS } from "../../snapshot/render-snapshot.ts";
import { type Attempt, type CaseRun, runCase } from "../run-case.ts";

const COMPARED = "cases are repeated or tried again";

/** `mayFork` is false where runs of a case are compared: forks of one Python have too much in common. */
export async function forkOrStart(
  testCase: ScenarioCase,
  run: CaseRun,
  mayFork: boolean,
): Promise<Attempt> {
  const { processes: tally, ...plain } = run;
  if (tally === undefined) return runCase(testCase, plain);
  const starting: CaseRun = { ...plain, fence: { ...run.fence, processes: "start" } };
  if (!mayFork) {
    const attempt = await runCase(testCase, starting);
    for (const _ of attempt.transcript?.invocations ?? [])
      tally.count({ isForked: false, why: COMPARED });
    return attempt;
  }
  let wasForked = false;
  const fence: CaseRun["fence"] = {
    ...run.fence,
    processes: "fork",
    onStart: (how) => {
      wasForked ||= how.isForked;
      tally.count(how);
    },
  };
  const forked = await runCase(testCase, { ...plain, fence });
  const { failures, wasInterrupted } = forked;
  if (failures.length === 0 || wasInterrupted || !wasForked || letsOut(testCase, run))
    return forked;
  const started = await runCase(testCase, starting);
  tally.count({ isForked: false, why: null });
  if (started.wasInterrupted) return started;
  if (started.failures.length === 0 || shownOf(started) !== shownOf(forked))
    tally.differs(testCase.id);
  return { ...started, durationMs: forked.durationMs + started.durationMs };
}

/** What was called of others must not be called twice. */
function letsOut({ given, network }: ScenarioCase, { fence }: CaseRun): boolean {
  return (fence?.network ?? given.network ?? network ?? "deny") !== "deny";
}

function shownOf({ transcript, redact }: Attempt): string {
  return transcript === null
    ? ""
    : renderSnapshot(truthOf(transcript).transcript, SNAPSHOT_PARTS, redact);
}
