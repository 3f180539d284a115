/**
 * alerts/reviewstatuses and alerts/correlationsearches of Enterprise Security, both only read here.
 * Ground: the SOAR connector for Splunk: name, label, status_type, and `disabled` as the text 0; ES release notes for what
 * became of the settings of a correlation search. Guess: the other fields.
 */
import { visible } from "../../instance/access.ts";
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import {
  asBoolean,
  asText,
  type Content,
  content,
  effective,
  type Entity,
} from "../../model/entity.ts";
import { DISPOSITIONS, STATUSES } from "./reviews.ts";
import { listViews } from "../../call/collection/list-views.ts";
import type { Feed, View } from "../../model/reply.ts";
import { notFound } from "../../model/rest-error.ts";

const STATUS_PATH = "alerts/reviewstatuses";
const SEARCH_PATH = "alerts/correlationsearches";

export const esAlerts: readonly Endpoint[] = [
  { path: STATUS_PATH, GET: { run: (call) => feedOf(statuses(call), "reviewstatuses", call) } },
  { path: `${STATUS_PATH}/{name}`, GET: { run: (call) => one(statuses(call), call) } },
  {
    path: SEARCH_PATH,
    GET: { run: (call) => feedOf(searches(call), "correlationsearches", call) },
  },
  { path: `${SEARCH_PATH}/{name}`, GET: { run: (call) => one(searches(call), call) } },
];

function feedOf(views: readonly View[], title: string, { args }: Call): Feed {
  return { kind: "feed", title, ...listViews(views, args) };
}

function one(views: readonly View[], call: Call): Feed {
  const name = call.params["name"] ?? "";
  const found = views.filter((view) => view.name === name);
  if (found.length === 0) throw notFound(name);
  return { kind: "feed", title: call.segments[1] ?? "", views: found };
}

function statuses({ splunkd }: Call): View[] {
  const all = [
    ...Object.entries(STATUSES).map(([name, label]) => [name, label, "notable"] as const),
    ...Object.entries(DISPOSITIONS).map(([name, label]) => [name, label, "disposition"] as const),
  ];
  return all.map(([name, label, kind]) => ({
    name,
    collection: STATUS_PATH,
    app: "SA-ThreatIntelligence",
    owner: "nobody",
    sharing: "global",
    perms: { read: ["*"], write: ["admin"] },
    canWrite: true,
    removable: false,
    updated: splunkd.startedAt,
    content: content({
      default: (kind === "notable" && name === "1") || name === "disposition:6" ? "1" : "0",
      description: label,
      disabled: "0",
      end: kind === "notable" && name === "5" ? "1" : "0",
      hidden: name === "0" ? "1" : "0",
      label,
      selected: "0",
      status_type: kind,
    }),
  }));
}

function searches(call: Call): View[] {
  const viewer = { namespace: call.namespace, user: call.user, splunkd: call.splunkd };
  return visible(call.splunkd.store.bucket("conf-savedsearches"), viewer)
    .filter((entity) => asBoolean(effective(entity)["action.correlationsearch.enabled"]))
    .map((entity) => ({
      name: entity.name,
      collection: SEARCH_PATH,
      app: entity.app,
      owner: entity.owner,
      sharing: entity.sharing,
      perms: entity.perms,
      canWrite: true,
      removable: false,
      updated: entity.updated,
      content: searchContent(entity),
    }));
}

function searchContent(entity: Entity): Content {
  const own = effective(entity);
  const text = (key: string): string => asText(own[key]);
  const notable = (key: string): string => text(`action.notable.param.${key}`);
  return content({
    default_owner: notable("default_owner"),
    default_status: notable("default_status"),
    description: text("description"),
    disabled: asBoolean(own["disabled"]) ? "1" : "0",
    drilldown_name: notable("drilldown_name"),
    drilldown_search: notable("drilldown_search"),
    rule_description: notable("rule_description"),
    rule_name: text("action.correlationsearch.label"),
    rule_title: notable("rule_title"),
    search: text("search"),
    security_domain: notable("security_domain"),
    severity: notable("severity"),
  });
}
