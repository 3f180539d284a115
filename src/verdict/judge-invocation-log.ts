/**
 * The part of the verdict on what the «Adaptive Responses» panel of Enterprise Security reads: the line
 * `signature="Invoking modular action"` in a *_modalert.log or *_modworkflow.log, and the last status.
 * Ground: eventtype cim_modaction_invocation and props of the Common Information Model add-on.
 */
import type { ActionMessage } from "../events/event.ts";
import type { Reason } from "../transcript.ts";
import { hasFailed } from "./has-failed.ts";
import type { RunRecord, Yardstick } from "./yardstick.ts";

const INVOKING = "Invoking modular action";
const SEEN_BY_ES = /_mod(?:alert|workflow)\.log(?:\.\d+)?$/;

export function* judgeInvocationLog(run: RunRecord, yardstick: Yardstick): Generator<Reason> {
  if (!yardstick.isAdaptiveResponse) {
    yield {
      id: "invocation-logged",
      status: "not-applicable",
      message: "not an adaptive response action (no param._cam): no invocation record is expected",
    };
    return;
  }
  const invoked = run.messages.filter((message) => message.signature === INVOKING);
  if (invoked.length === 0 && hasFailed(run)) {
    yield {
      id: "invocation-logged",
      status: "not-applicable",
      message: "no invocation was logged: not reached, since the script failed before",
    };
  } else if (invoked.length === 0) {
    yield {
      id: "invocation-logged",
      status: "fail",
      message: "no invocation was logged: Enterprise Security would not show that the action ran",
      hint: 'Call invoke() of ModularAction for each result, with the logger of setup_logger("<action>_modalert").',
      because: whyNoInvocation(run),
    };
  } else {
    yield {
      id: "invocation-logged",
      status: "pass",
      message: `${invoked.length} ${invoked.length === 1 ? "invocation" : "invocations"} logged in ${files(invoked)}`,
    };
    const stray = invoked.find((message) => message.actionName !== run.action);
    if (stray !== undefined) {
      yield {
        id: "action-name",
        status: "warn",
        message: `the invocation is logged as action_name="${stray.actionName}", but the action is \`${run.action}\``,
        hint: "Hand the stanza name to ModularAction, so that the panel finds label and drilldown.",
      };
    }
  }
  yield* judgeLastStatus(run);
}

/** The exit code and the last status must agree, since Splunk shows the one and Enterprise Security the other. */
function* judgeLastStatus(run: RunRecord): Generator<Reason> {
  const last = new Map<string, string>();
  for (const message of run.messages) {
    if (message.status !== "")
      last.set(`${message.actionName}\0${message.sid}\0${message.rid}`, message.status);
  }
  const statuses = [...last.values()];
  const ended = run.invocations.every(({ exitCode }) => exitCode === 0);
  if (ended && statuses.includes("failure")) {
    yield {
      id: "status",
      status: "warn",
      message: "the script ended with 0, but the last status it logged is `failure`",
      hint: "End with a code other than 0 when the action failed, so that Splunk tells the user.",
    };
  } else if (!ended && statuses.length > 0 && statuses.every((status) => status === "success")) {
    yield {
      id: "status",
      status: "warn",
      message:
        "the script failed, but the last status it logged is `success`: Enterprise Security would show success",
      hint: 'Log message(…, status="failure") before ending.',
    };
  }
}

function whyNoInvocation(run: RunRecord): string[] {
  const visible = run.logs.filter((log) => SEEN_BY_ES.test(log.file));
  if (visible.length > 0) {
    return visible.map((log) => {
      const count = run.messages.filter((message) => message.file === log.file).length;
      return `${log.file} has ${count} sendmodaction ${count === 1 ? "line" : "lines"}, none with signature="${INVOKING}"`;
    });
  }
  const others = run.logs.map((log) => log.file);
  return others.length === 0
    ? ["the script wrote no log file in var/log/splunk"]
    : [
        `the script wrote ${others.join(", ")}`,
        "Enterprise Security reads only logs named *_modalert.log and *_modworkflow.log",
      ];
}

function files(messages: readonly ActionMessage[]): string {
  return [...new Set(messages.map((message) => message.file))].join(", ");
}
