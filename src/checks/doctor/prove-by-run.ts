/** What a run on a notable event shows of the chain: every link from the start of the program to the drilldown. */
import type { Addon, AlertAction } from "../../addon/addon.ts";
import { buildNotable } from "../../invocation/notable/notable.ts";
import type { Transcript } from "../../transcript.ts";
import { fillPanel, panelFacts } from "../../verdict/adaptive-responses-panel.ts";
import type { Facts } from "../facts/facts.ts";
import { calls } from "../reading/python/calls.ts";
import type { LinkId, Proof } from "./diagnosis.ts";
import { drilldown } from "./drilldown.ts";
import { eventtype, header, joined, tagged } from "./result-links.ts";
import { type Attempt, events, invocation, starts } from "./run-links.ts";

export interface Known {
  readonly addon: Addon;
  readonly action: AlertAction;
  readonly facts: Facts;
  /** Epoch seconds of the run. */
  readonly now: number;
}

type Proved = readonly [LinkId, Proof];

const OF_EVENTS: readonly LinkId[] = ["header", "eventtype", "tagged"];

const NOT_RUN: Proof = {
  status: "unknown",
  by: "nothing",
  message: "the program did not come so far",
};

const NO_EVENT: Proof = {
  status: "unknown",
  by: "nothing",
  message: "no event was written in this run",
};

export function proveByRun(attempt: Attempt, known: Known): Proved[] {
  const mayWrite = mayWriteEvents(known);
  const { run } = attempt;
  const first: Proved = ["starts", starts(attempt)];
  if (run === undefined) return [first, ...proveWithoutRun(known.addon, mayWrite)];
  const written = events(run, mayWrite);
  return [
    first,
    ["invocation", invocation(run)],
    ["events", written],
    ...proveEvents(run, written, known.addon, mayWrite),
    ...provePanel(run, written, known),
  ];
}

function mayWriteEvents({ facts, action }: Known): boolean {
  return [...calls(facts, "addevent")].some(({ file }) => file.actions.includes(action.name));
}

/** The files also show whether the eventtype is tagged. */
function proveWithoutRun(addon: Addon, mayWrite: boolean): Proved[] {
  const links: LinkId[] = ["invocation", "events", "header", "eventtype", "joined", "drilldown"];
  return [
    ...links.map((id): Proved => [id, NOT_RUN]),
    ["tagged", tagged(undefined, addon, mayWrite)],
  ];
}

function proveEvents(run: Transcript, written: Proof, addon: Addon, mayWrite: boolean): Proved[] {
  if (run.events.length > 0) {
    return [
      ["header", header(run)],
      ["eventtype", eventtype(run, addon)],
      ["tagged", tagged(run, addon, mayWrite)],
    ];
  }
  if (written.status === "not-applicable") return OF_EVENTS.map((id): Proved => [id, written]);
  return [
    ["header", NO_EVENT],
    ["eventtype", NO_EVENT],
    ["tagged", tagged(undefined, addon, mayWrite)],
  ];
}

/** The notable, and what its panel shows of the run. */
function provePanel(run: Transcript, written: Proof, { addon, action, now }: Known): Proved[] {
  const facts = panelFacts(action, buildNotable({}, now));
  const notable = { sid: facts.origSid, rid: facts.origRid };
  const panel = run.panel ?? fillPanel(run, facts);
  const ended = run.invocations.every(({ exitCode }) => exitCode === 0);
  const hasSpoken = run.messages.length > 0 || ended;
  return [
    ["joined", hasSpoken ? joined(run, panel, notable) : NOT_RUN],
    [
      "drilldown",
      written.status === "not-applicable" ? written : drilldown(run, panel, { addon, action }),
    ],
  ];
}
