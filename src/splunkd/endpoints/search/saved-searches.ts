/**
 * saved/searches. Ground: REST API Reference, «saved/searches»; savedsearches.conf as shipped for what a new one has;
 * solnlib's and the SDKs' suites for texts and kinds of values.
 */
import { pick } from "../../instance/access.ts";
import type { Call } from "../../call/call.ts";
import { collection, ownArguments } from "../../call/collection/collection.ts";
import { bucketOf } from "../../call/collection/collection-spec.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import {
  asBoolean,
  asText,
  type Value,
  type Content,
  content,
  effective,
  type Entity,
} from "../../model/entity.ts";
import { type Feed, info, type Reply } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import { scheduledTimes } from "../../search/saved/scheduled-times.ts";
import { checkSavedSearch } from "../../model/shipped/saved-search-checks.ts";
import { actionSettings } from "../../model/shipped/alert-action-defaults.ts";
import { typedContent, typesOf } from "../../call/render/typed-content.ts";
import { savedSearchDefaults } from "../../model/shipped/saved-search-defaults.ts";

const PATH = "saved/searches";
const spec = { path: PATH, kind: "conf-savedsearches" } as const;

/**
 * Ground: `eai:attributes` as splunk-sdk-csharp-pcl recorded them; savedsearches.conf.spec for what came since and what
 * was before. Anything else is refused: seen in splunk-sdk-java's testUpdateWithBogusKeysFails.
 */
const WILDCARDS = [
  "action\\..*",
  "args\\..*",
  "dispatch\\..*",
  "(?:alert|auto_summarize|display|durable|embed|federated|request|schedule|ui)[._].*",
  "(?:actions|allow_skew|calculate_alert_required_fields_in_search|counttype|defer_scheduled_searchable_idxc)",
  "(?:enableSched|is_scheduled|next_scheduled_time|nextrun|precalculate_required_fields_for_alerts|quantity|query)",
  "(?:relation|role|search_peers|sendresults|skip_scheduled_realtime_idxc|userid|viewstate|workload_pool)",
];

const rows = collection({
  ...spec,
  title: "savedsearch",
  // Ground: the Ansible collection for Enterprise Security makes its correlation searches so.
  isMadeByName: true,
  fields: {
    required: ["name", "search"],
    optional: ["disabled", "description", ...Object.keys(savedSearchDefaults)],
    wildcard: WILDCARDS,
  },
  links: {
    dispatch: "dispatch",
    history: "history",
    acknowledge: "acknowledge",
    reschedule: "reschedule",
    scheduled_times: "scheduled_times",
    suppress: "suppress",
  },
  shows: savedSearchContent,
  blank: () => content(savedSearchDefaults),
  create(args) {
    const name = args.get("name") ?? "";
    if (name.length > 100)
      throw new RestError(400, "The saved search name is too long: 100 characters at most.");
    checkSavedSearch(args);
    return { name, content: withActions(ownArguments(args), content()) };
  },
  update(entity, args) {
    checkSavedSearch(args);
    return withActions(ownArguments(args), effective(entity));
  },
  changed(entity, what, call) {
    const { splunkd } = call;
    if (what !== "remove") return splunkd.scheduler.know(entity, call);
    splunkd.scheduler.forget(entity);
    splunkd.fired.forget(entity.name);
  },
  conflict: (name) =>
    new RestError(
      409,
      `Unable to create saved search with name '${name}'. A saved search with that name already exists.`,
    ),
});

/** `actions` switches on those it names, and off those it does not. Ground: REST API Reference, «saved/searches». */
function withActions(own: Content, before: Content): Content {
  if (own["actions"] === undefined) return own;
  const named = asText(own["actions"])
    .split(/[\s,]+/)
    .filter((one) => one !== "");
  const known = [...Object.keys(savedSearchDefaults), ...Object.keys(before)].flatMap(
    (key) => /^action\.([^.]+)$/.exec(key)?.[1] ?? [],
  );
  const { actions: _, ...others } = own;
  const off = known.map((name) => [`action.${name}`, "0"] as const);
  const on = named.map((name) => [`action.${name}`, "1"] as const);
  return content([...off, ...Object.entries(others), ...on]);
}

export const savedSearches: readonly Endpoint[] = [
  ...rows,
  { path: `${PATH}/{name}/suppress`, GET: { run: suppression }, POST: { run: suppress } },
  {
    path: `${PATH}/{name}/acknowledge`,
    POST: { run: (call) => (entityOf(call), info("Acknowledged.")) },
  },
  {
    path: `${PATH}/{name}/notify`,
    POST: { run: (call) => (entityOf(call), info("Notified.")) },
  },
  { path: `${PATH}/{name}/scheduled_times`, GET: { run: times } },
  {
    path: `${PATH}/{name}/reschedule`,
    POST: { run: (call) => (entityOf(call), info("Rescheduled.")) },
  },
];

function entityOf(call: Call): Entity {
  return pick(bucketOf(spec, call), call.params["name"] ?? "", call);
}

/** Ground: the types splunk-sdk's suite and the Terraform provider read them into. */
const TYPES = typesOf(
  "disabled is_scheduled is_visible realtime_schedule run_on_startup restart_on_searchpeer_add action.email action.populate_lookup action.rss action.script action.summary_index alert.digest_mode alert.suppress alert.track auto_summarize action.email.inline action.email.reportIncludeSplunkLogo action.email.reportServerEnabled action.email.sendpdf action.email.sendresults action.email.track_alert action.email.use_ssl action.email.use_tls action.email.width_sort_columns action.populate_lookup.track_alert action.rss.track_alert action.script.track_alert action.summary_index.inline action.summary_index.track_alert dispatch.indexedRealtime dispatch.lookups dispatch.rt_backfill dispatch.spawn_process",
  "alert.severity max_concurrent dispatch.buckets dispatch.max_count dispatch.max_time dispatch.reduce_freq dispatch.indexedRealtimeOffset dispatch.indexedRealtimeMinspan dispatch.rt_maximum_span action.email.maxresults action.populate_lookup.maxresults action.rss.maxresults action.script.maxresults action.summary_index.maxresults auto_summarize.max_disabled_buckets auto_summarize.max_summary_ratio auto_summarize.max_summary_size auto_summarize.max_time",
);

function savedSearchContent(entity: Entity, call: Call): Content {
  const own = effective(entity);
  const all = content({
    ...savedSearchDefaults,
    ...(showsActions(call)
      ? actionSettings(call.splunkd.store.bucket("conf-alert_actions").all())
      : {}),
    ...own,
  });
  const isScheduled = asBoolean(own["is_scheduled"] ?? own["enableSched"]);
  all["is_scheduled"] = isScheduled;
  const cron = asText(own["cron_schedule"]);
  const isActive = isScheduled && cron !== "" && !asBoolean(own["disabled"]);
  all["next_scheduled_time"] = isActive ? nextTime(cron, call) : "";
  if (call.args.has("earliest_time") && call.args.has("latest_time"))
    all["scheduled_times"] = isActive ? timesOf(cron, call) : [];
  if (asBoolean(call.args.get("add_orphan_field") ?? "")) all["orphan"] = false;
  all["qualifiedSearch"] = qualified(asText(own["search"]));
  all["triggered_alert_count"] = call.splunkd.fired.of(entity.name).length;
  all["eai:appName"] = entity.app;
  all["eai:userName"] = entity.sharing === "user" ? entity.owner : "nobody";
  tellActions(all);
  return typedContent(all, TYPES);
}

/** `actions` names those that are enabled; `action.<name>` is a switch in words. */
function tellActions(all: Record<string, Value>): void {
  const enabled = Object.keys(all).filter(
    (key) => /^action\.[^.]+$/.test(key) && asBoolean(all[key]),
  );
  if (all["actions"] === undefined) all["actions"] = enabled.map((key) => key.slice(7)).join(",");
  for (const [key, value] of Object.entries(all))
    // Ground: of actions, only those of splunkd itself are booleans; `action.logevent` is "1" to the Terraform provider.
    if (/^action\.[^.]+$/.test(key)) all[key] = asBoolean(value) ? "1" : "0";
}

/** Ground: listDefaultActionArgs of the reference; a search asked for by name shows them in recorded answers. */
function showsActions({ args, method, params }: Call): boolean {
  if (args.has("listDefaultActionArgs")) return asBoolean(args.get("listDefaultActionArgs") ?? "");
  return params["name"] !== undefined || method === "POST";
}

/** Ground: recorded answers: what does not begin with a pipe gets the command `search` in front. */
function qualified(search: string): string {
  const text = search.trim();
  return text === "" || text.startsWith("|") ? text : `search ${text}`;
}

function timesOf(cron: string, { args, splunkd }: Call): number[] {
  const from = args.get("earliest_time") ?? "now";
  const to = args.get("latest_time") ?? "+1d";
  return scheduledTimes(cron, from, to, splunkd.now() / 1000);
}

/** Ground: `2014-06-28 07:00:00 Pacific Daylight Time` in recorded answers; the stand-in's clock is UTC. */
function nextTime(cron: string, { splunkd }: Call): string {
  try {
    const [next] = scheduledTimes(cron, "now", "+366d", splunkd.now() / 1000, 1);
    if (next === undefined) return "";
    return `${new Date(next * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
  } catch {
    // A schedule that cannot be read is refused where it is set; one on disk never comes round.
    return "";
  }
}

function single(call: Call, entity: Entity, shown: Content): Feed {
  const { app, owner, sharing, perms } = entity;
  return {
    kind: "feed",
    title: "savedsearch",
    views: [
      {
        name: entity.name,
        collection: PATH,
        app,
        owner,
        sharing,
        perms,
        canWrite: true,
        removable: true,
        updated: call.splunkd.now(),
        content: shown,
      },
    ],
  };
}

/** Seconds that are left. */
function suppression(call: Call): Reply {
  const entity = entityOf(call);
  const until = Number(asText(entity.content["#suppressedUntil"]) || 0);
  const left = Math.max(0, Math.ceil((until - call.splunkd.now()) / 1000));
  return single(
    call,
    entity,
    content({ suppressed: left > 0 ? "1" : "0", expiration: String(left) }),
  );
}

function suppress(call: Call): Reply {
  const entity = entityOf(call);
  const seconds = Number(call.args.get("expiration") ?? 0);
  if (!Number.isFinite(seconds))
    throw new RestError(400, "expiration must be a number of seconds.");
  call.splunkd.store.edit(spec.kind, entity, {
    "#suppressedUntil": String(call.splunkd.now() + seconds * 1000),
  });
  return suppression(call);
}

function times(call: Call): Reply {
  const entity = entityOf(call);
  const cron = asText(effective(entity)["cron_schedule"]);
  return single(call, entity, content({ scheduled_times: timesOf(cron, call) }));
}
