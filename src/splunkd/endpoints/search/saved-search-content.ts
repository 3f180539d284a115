/** What is told of a saved search. Ground: REST API Reference, «saved/searches»; recorded answers. */
import type { PathRequest } from "../../call/family.ts";
import { typedContent, typesOf } from "../../call/render/typed-content.ts";
import type { Arguments } from "../../model/arguments.ts";
import {
  asBoolean,
  asText,
  type Content,
  content,
  type Draft,
  effective,
  type Entity,
} from "../../model/entity.ts";
import { actionSettings } from "../../model/shipped/alert-action-defaults.ts";
import { savedSearchDefaults } from "../../model/shipped/saved-search-defaults.ts";
import type { Parts } from "../../parts.ts";
import { shownCondition } from "../../search/saved/saved-condition.ts";
import { scheduledTimes } from "../../search/saved/scheduled-times.ts";

/** Ground: the types splunk-sdk's suite and the Terraform provider read them into. */
const TYPES = typesOf(
  "disabled is_scheduled is_visible realtime_schedule run_on_startup restart_on_searchpeer_add action.email action.populate_lookup action.rss action.script action.summary_index alert.digest_mode alert.suppress alert.track auto_summarize action.email.inline action.email.reportIncludeSplunkLogo action.email.reportServerEnabled action.email.sendpdf action.email.sendresults action.email.track_alert action.email.use_ssl action.email.use_tls action.email.width_sort_columns action.populate_lookup.track_alert action.rss.track_alert action.script.track_alert action.summary_index.inline action.summary_index.track_alert dispatch.indexedRealtime dispatch.lookups dispatch.rt_backfill dispatch.spawn_process",
  "alert.severity max_concurrent dispatch.buckets dispatch.max_count dispatch.max_time dispatch.reduce_freq dispatch.indexedRealtimeOffset dispatch.indexedRealtimeMinspan dispatch.rt_maximum_span action.email.maxresults action.populate_lookup.maxresults action.rss.maxresults action.script.maxresults action.summary_index.maxresults auto_summarize.max_disabled_buckets auto_summarize.max_summary_ratio auto_summarize.max_summary_size auto_summarize.max_time",
);

export function savedSearchContent(
  entity: Entity,
  request: PathRequest,
  { store, fired, now, settings: { profile } }: Pick<Parts, "store" | "fired" | "now" | "settings">,
): Content {
  const { args } = request;
  const settings = effective(entity);
  const actions = showsActions(request)
    ? actionSettings(store.bucket("conf-alert_actions").all())
    : {};
  const shown: Draft = Object.assign(
    content(),
    savedSearchDefaults(profile),
    actions,
    settings,
    shownCondition(settings),
  );
  const isScheduled = asBoolean(settings["is_scheduled"] ?? settings["enableSched"]);
  shown["is_scheduled"] = isScheduled;
  const cron = asText(settings["cron_schedule"]);
  const isActive = isScheduled && cron !== "" && !asBoolean(settings["disabled"]);
  shown["next_scheduled_time"] = isActive ? nextTime(cron, now()) : "";
  if (args.has("earliest_time") && args.has("latest_time"))
    shown["scheduled_times"] = isActive ? timesOf(cron, args, now()) : [];
  if (asBoolean(args.get("add_orphan_field") ?? "")) shown["orphan"] = false;
  shown["qualifiedSearch"] = qualified(asText(settings["search"]));
  shown["triggered_alert_count"] = fired.of(entity.name).length;
  shown["eai:appName"] = entity.app;
  shown["eai:userName"] = entity.sharing === "user" ? entity.owner : "nobody";
  tellActions(shown);
  return typedContent(shown, TYPES);
}

/** `actions` names those that are enabled; `action.<name>` is a switch in words. */
function tellActions(shown: Draft): void {
  const enabled: string[] = [];
  for (const key in shown) {
    if (!key.startsWith("action.") || key.includes(".", 7)) continue;
    const isOn = asBoolean(shown[key]);
    if (isOn) enabled.push(key.slice(7));
    // Ground: of actions, only those of splunkd itself are booleans; `action.logevent` is "1" to the Terraform provider.
    shown[key] = isOn ? "1" : "0";
  }
  // In a .conf `actions` enables nothing.
  shown["actions"] = enabled.join(",");
}

/** Ground: listDefaultActionArgs of the reference; a search asked for by name shows them in recorded answers. */
function showsActions({ args, method, params }: PathRequest): boolean {
  if (args.has("listDefaultActionArgs")) return asBoolean(args.get("listDefaultActionArgs") ?? "");
  return params["name"] !== undefined || method === "POST";
}

/** Ground: recorded answers: what does not begin with a pipe gets the command `search` in front. */
function qualified(search: string): string {
  const text = search.trim();
  return text === "" || text.startsWith("|") ? text : `search ${text}`;
}

export function timesOf(cron: string, args: Arguments, now: number): number[] {
  const from = args.get("earliest_time") ?? "now";
  const to = args.get("latest_time") ?? "+1d";
  return scheduledTimes(cron, from, to, now / 1000);
}

/** Ground: `2014-06-28 07:00:00 Pacific Daylight Time` in recorded answers; the stand-in's clock is UTC. */
function nextTime(cron: string, now: number): string {
  try {
    const [next] = scheduledTimes(cron, "now", "+366d", now / 1000, 1);
    if (next === undefined) return "";
    return `${new Date(next * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
  } catch {
    // A schedule that cannot be read is refused where it is set; one on disk never comes round.
    return "";
  }
}
