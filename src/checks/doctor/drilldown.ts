/** The last link: what opens when the user clicks the response in the panel, and whether it finds the events. */
import type { Addon, AlertAction } from "../../addon/addon.ts";
import { createEventtypeMatcher } from "../../search/eventtypes/eventtype-matcher.ts";
import type { AdaptiveResponsesPanel, Transcript } from "../../transcript.ts";
import type { Proof } from "./diagnosis.ts";
import { isResult, type NotableIds } from "./result-links.ts";

export function drilldown(
  run: Transcript,
  panel: AdaptiveResponsesPanel,
  { addon, action, notable }: { addon: Addon; action: AlertAction; notable: NotableIds },
): Proof {
  const [row] = panel.rows;
  if (row === undefined) {
    return {
      status: "unknown",
      by: "nothing",
      message: "there is no row in the panel to click on",
    };
  }
  const template = action.cam?.["drilldown_uri"];
  const isOwn = typeof template === "string" && template !== "";
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
  // Guess: $sid$ and $rid$ may be the notable's as well as the invocation's, since examples write orig_sid=$sid$.
  const other = isOwn
    ? searchOf(template.replaceAll("$sid$", notable.sid).replaceAll("$rid$", notable.rid))
    : undefined;
  const results = run.events.filter(isResult);
  if (results.length === 0) {
    return { status: "unknown", by: "nothing", message: "there is no result that it could find" };
  }
  const found = Math.max(...[text, other ?? text].map((one) => count(one, addon, results)));
  const what = isOwn ? "drilldown_uri" : "the usual search (there is no drilldown_uri)";
  if (found > 0) {
    return {
      status: "holds",
      by: "run",
      message: `${what} finds ${found} of ${results.length} results`,
    };
  }
  const where = action.params.get("_cam")?.where;
  return {
    status: "broken",
    by: "run",
    message: `${what} finds none of ${results.length} results: ${text}`,
    hint: "Search for tag=modaction_result orig_sid=$orig_sid$ orig_rid=$orig_rid$, or leave drilldown_uri out.",
    ...(where === undefined ? {} : { where }),
  };
}

/** `search?q=…`, decoded, as far as the first pipe; undefined for any other page. */
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
      const found = matcher.match({
        raw,
        fields: { ...fields, eventtype: eventtypes, tag: tags },
        meta: { index, host, source, sourcetype, _time: String(time) },
      });
      return found.eventtypes.includes(NAME);
    },
  ).length;
}

function page(uri: string, addon: Addon): Proof {
  const view = /^(?:\/?app\/[^/]+\/)?(\w+)(?:\?|$)/.exec(uri)?.[1];
  const file = `default/data/ui/views/${view}.xml`;
  if (view !== undefined && addon.tree.read(file) !== undefined) {
    return {
      status: "holds",
      by: "files",
      message: `opens the page ${view} of the add-on`,
      where: { file },
    };
  }
  return {
    status: "unknown",
    by: "nothing",
    message: `opens ${uri}, which only a Splunk can show`,
  };
}
