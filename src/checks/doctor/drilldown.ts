/** The last link: the page that opens when a user clicks the response in the panel, and whether it finds the events. */
import type { Addon, AlertAction } from "../../addon/addon.ts";
import { createEventtypeMatcher } from "../../search/eventtypes/eventtype-matcher.ts";
import type { AdaptiveResponsesPanel, Transcript } from "../../transcript.ts";
import type { Proof } from "./diagnosis.ts";
import { isResult } from "./result-links.ts";

interface Looked {
  readonly addon: Addon;
  readonly action: AlertAction;
}

export function drilldown(
  run: Transcript,
  panel: AdaptiveResponsesPanel,
  { addon, action }: Looked,
): Proof {
  const [row] = panel.rows;
  if (row === undefined) return unknown("there is no row in the panel to click on");
  const open = /\$\w+\$/.exec(row.drilldown)?.[0];
  if (open !== undefined) {
    return {
      status: "broken",
      by: "run",
      message: `drilldown_uri has ${open}, which nothing fills in`,
      hint: "Use $sid$, $rid$, $orig_sid$, $orig_rid$, $action_name$, $time$, $earliest$ or $latest$.",
    };
  }
  const text = searchOf(row.drilldown);
  if (text === undefined) return page(row.drilldown, addon);
  const results = run.events.filter(isResult);
  if (results.length === 0) return unknown("there is no result that it could find");
  return findsResults(action, results.length, { text, matches: count(text, addon, results) });
}

function unknown(message: string): Proof {
  return { status: "unknown", by: "nothing", message };
}

/** The action's own template; undefined where it has none. */
function templateOf(action: AlertAction): string | undefined {
  const template = action.cam?.["drilldown_uri"];
  return typeof template === "string" && template !== "" ? template : undefined;
}

function findsResults(
  action: AlertAction,
  results: number,
  { text, matches }: { readonly text: string; readonly matches: number },
): Proof {
  const what =
    templateOf(action) === undefined
      ? "the usual search (there is no drilldown_uri)"
      : "drilldown_uri";
  if (matches > 0)
    return {
      status: "holds",
      by: "run",
      message: `${what} finds ${matches} of ${results} results`,
    };
  return {
    status: "broken",
    by: "run",
    message: `${what} finds none of ${results} results: ${text}`,
    hint: "Search for tag=modaction_result orig_sid=$orig_sid$ orig_rid=$orig_rid$, or leave drilldown_uri out.",
    where: action.params.get("_cam")?.where,
  };
}

/** The decoded query of `search?q=…` up to the first pipe. Undefined for any other page. */
function searchOf(uri: string): string | undefined {
  const query = /^(?:.*\/)?@?search\?(.*)$/s.exec(uri)?.[1];
  const q =
    query === undefined ? undefined : new URLSearchParams(query.replaceAll("+", "%2B")).get("q");
  if (q === null || q === undefined) return undefined;
  const [head = ""] = q.split("|");
  return head.trim().replace(/^search\s+/, "");
}

const NAME = "drilldown";

function count(search: string, addon: Addon, events: Transcript["events"]): number {
  const matcher = createEventtypeMatcher({
    eventtypes: [
      { name: NAME, search, where: { file: "drilldown_uri" }, disabled: false, tags: [] },
    ],
    macros: addon.macros,
  });
  return events.filter(
    ({ raw, fields, index, host, source, sourcetype, time, eventtypes, tags }) => {
      const match = matcher.match({
        raw,
        fields: { ...fields, eventtype: eventtypes, tag: tags },
        meta: { index, host, source, sourcetype, _time: String(time) },
      });
      return match.eventtypes.includes(NAME);
    },
  ).length;
}

function page(uri: string, addon: Addon): Proof {
  const view = /^(?:\/?app\/[^/]+\/)?(\w+)(?:\?|$)/.exec(uri)?.[1];
  const file = `default/data/ui/views/${view}.xml`;
  return view !== undefined && addon.tree.read(file) !== undefined
    ? {
        status: "holds",
        by: "files",
        message: `opens the page ${view} of the add-on`,
        where: { file: `${addon.tree.shownRoot}${file}` },
      }
    : unknown(`opens ${uri}, which only a Splunk can show`);
}
