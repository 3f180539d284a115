/**
 * alerts/reviewstatuses and alerts/correlationsearches of Enterprise Security, both only read here.
 * Ground: the SOAR connector for Splunk: name, label, status_type, and `disabled` as the text 0; ES release notes for what
 * became of the settings of a correlation search. Guess: the other fields.
 */
import type { FastifyInstance } from "fastify";
import { type Viewer, visible } from "../../instance/access.ts";
import type { Family, Request } from "../../call/family.ts";
import type { Parts } from "../../parts.ts";
import {
  asBoolean,
  asText,
  type Content,
  content,
  effective,
  type Entity,
} from "../../model/entity.ts";
import type { Bucket } from "../../store/bucket.ts";
import { DISPOSITIONS, STATUSES } from "../../model/shipped/review-labels.ts";
import { listViews } from "../../call/collection/list-views.ts";
import type { Feed, View } from "../../model/reply.ts";
import { notFound } from "../../model/rest-error.ts";

const STATUS_PATH = "alerts/reviewstatuses";
const SEARCH_PATH = "alerts/correlationsearches";

export const esAlerts: Family = (app, { store, startedAt }) => {
  addViews(app, STATUS_PATH, () => statuses(startedAt));
  addViews(app, SEARCH_PATH, (viewer) => searches(store.bucket("conf-savedsearches"), viewer));
};

/** A list, and each of it by its name. */
function addViews(
  app: FastifyInstance,
  path: string,
  viewsFor: (viewer: Viewer) => readonly View[],
): void {
  const title = path.slice(path.lastIndexOf("/") + 1);
  app.get(`/${path}`, (request): Feed => ({
    kind: "feed",
    title,
    ...listViews(viewsFor(request), request.args),
  }));
  app.get(`/${path}/:name`, (request: Request<{ readonly name: string }>): Feed => {
    const { name } = request.params;
    const views = viewsFor(request).filter((view) => view.name === name);
    if (views.length === 0) throw notFound(name);
    return { kind: "feed", title, views };
  });
}

function statuses(startedAt: Parts["startedAt"]): View[] {
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
    updated: startedAt,
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

function searches(savedSearches: Bucket, viewer: Viewer): View[] {
  return visible(savedSearches, viewer)
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
  const settings = effective(entity);
  const text = (key: string): string => asText(settings[key]);
  const notable = (key: string): string => text(`action.notable.param.${key}`);
  return content({
    default_owner: notable("default_owner"),
    default_status: notable("default_status"),
    description: text("description"),
    disabled: asBoolean(settings["disabled"]) ? "1" : "0",
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
