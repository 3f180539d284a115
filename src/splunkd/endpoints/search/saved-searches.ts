/**
 * saved/searches. Ground: REST API Reference, «saved/searches»; savedsearches.conf as shipped for what a new one has;
 * solnlib's and the SDKs' suites for texts and kinds of values.
 */
import type { FastifyInstance } from "fastify";
import { addCollection } from "../../call/collection/add-collection.ts";
import { settingsIn } from "../../call/collection/settings-in.ts";
import type { Family, Request } from "../../call/family.ts";
import { pick } from "../../instance/access.ts";
import type { Arguments } from "../../model/arguments.ts";
import { asText, type Content, content, effective, type Entity } from "../../model/entity.ts";
import { type Feed, info } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import { checkSavedSearch } from "../../model/shipped/saved-search-checks.ts";
import { SAVED_ALWAYS, savedSearchDefaults } from "../../model/shipped/saved-search-defaults.ts";
import type { Parts } from "../../parts.ts";
import { askerOf } from "../../search/asker.ts";
import { conditionInConf } from "../../search/saved/saved-condition.ts";
import { savedSearchContent, timesOf } from "./saved-search-content.ts";

const PATH = "saved/searches";
const KIND = "conf-savedsearches";

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

export const savedSearches: Family = (app, parts) => {
  const { scheduler, fired, settings } = parts;
  addCollection(app, parts, {
    path: PATH,
    kind: KIND,
    title: "savedsearch",
    // Ground: the Ansible collection for Enterprise Security makes its correlation searches so.
    isMadeByName: true,
    fields: {
      required: ["name", "search"],
      optional: ["disabled", "description", ...Object.keys(savedSearchDefaults(settings.profile))],
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
    shows: (entity, request) => savedSearchContent(entity, request, parts),
    blank: () => content(savedSearchDefaults(settings.profile)),
    create(args) {
      const name = args.get("name") ?? "";
      if (name.length > 100)
        throw new RestError(400, "The saved search name is too long: 100 characters at most.");
      checkSavedSearch(args, settings.profile);
      return { name, content: inConf(args, content()) };
    },
    update(entity, args) {
      checkSavedSearch(args, settings.profile);
      return inConf(args, effective(entity));
    },
    changed(entity, what, request) {
      if (what !== "remove") return scheduler.know(entity, askerOf(request));
      scheduler.forget(entity);
      fired.forget(entity.name);
    },
    conflict: (name) =>
      new RestError(
        409,
        `Unable to create saved search with name '${name}'. A saved search with that name already exists.`,
      ),
  });
  addActions(app, parts);
};

/** What is written of it to the .conf. */
function inConf(args: Arguments, before: Content): Content {
  return withActions(conditionInConf(settingsIn(args)), before);
}

/** `actions` switches on those it names, and off those it does not. Ground: REST API Reference, «saved/searches». */
function withActions(settings: Content, before: Content): Content {
  if (settings["actions"] === undefined) return settings;
  const named = asText(settings["actions"])
    .split(/[\s,]+/)
    .filter((name) => name !== "");
  const known = [...Object.keys(SAVED_ALWAYS), ...Object.keys(before)].flatMap(
    (key) => /^action\.([^.]+)$/.exec(key)?.[1] ?? [],
  );
  const { actions: _, ...others } = settings;
  const off = known.map((name) => [`action.${name}`, "0"] as const);
  const on = named.map((name) => [`action.${name}`, "1"] as const);
  return content([...off, ...Object.entries(others), ...on]);
}

type Named = Request<{ readonly name: string }>;

function addActions(app: FastifyInstance, { store, now }: Parts): void {
  const item = `/${PATH}/:name`;
  const searchMeant = (request: Named): Entity =>
    pick(store.bucket(KIND), request.params.name, request);

  // Seconds that are left.
  const showSuppression = (request: Named): Feed => {
    const entity = searchMeant(request);
    const until = Number(asText(entity.content["#suppressedUntil"]) || 0);
    const left = Math.max(0, Math.ceil((until - now()) / 1000));
    const shown = content({ suppressed: left > 0 ? "1" : "0", expiration: String(left) });
    return entryFeed(entity, shown, now());
  };
  app.get(`${item}/suppress`, showSuppression);
  app.post(`${item}/suppress`, (request: Named) => {
    const entity = searchMeant(request);
    const seconds = Number(request.args.get("expiration") ?? 0);
    if (!Number.isFinite(seconds))
      throw new RestError(400, "expiration must be a number of seconds.");
    store.edit(KIND, entity, { "#suppressedUntil": String(now() + seconds * 1000) });
    return showSuppression(request);
  });

  app.get(`${item}/scheduled_times`, (request: Named) => {
    const entity = searchMeant(request);
    const cron = asText(effective(entity)["cron_schedule"]);
    const times = timesOf(cron, request.args, now());
    return entryFeed(entity, content({ scheduled_times: times }), now());
  });

  for (const [action, message] of Object.entries(NOTED))
    app.post(`${item}/${action}`, (request: Named) => {
      searchMeant(request);
      return info(message);
    });
}

/** Actions that change nothing here. */
const NOTED = {
  acknowledge: "Acknowledged.",
  notify: "Notified.",
  reschedule: "Rescheduled.",
};

function entryFeed(entity: Entity, shown: Content, updated: number): Feed {
  const { name, app, owner, sharing, perms } = entity;
  const view = {
    name,
    collection: PATH,
    app,
    owner,
    sharing,
    perms,
    canWrite: true,
    removable: true,
    updated,
    content: shown,
  };
  return { kind: "feed", title: "savedsearch", views: [view] };
}
