/** Saved searches dispatched, their history, and the alerts that fired. Ground: REST API Reference, «saved/searches/{name}/dispatch», «alerts/fired_alerts». */
import { pick } from "../../instance/access.ts";
import type { Family, Request } from "../../call/family.ts";
import { content, type Entity } from "../../model/entity.ts";
import { askerOf } from "../../search/asker.ts";
import type { FiredAlert, FiredAlerts } from "../../search/fired-alerts.ts";
import { jobView } from "../../search/jobs/job-content.ts";
import { runSaved } from "../../search/saved/run-saved.ts";
import { isJobOf } from "../../search/jobs/is-job-of.ts";
import { created } from "../../search/jobs/make-job.ts";
import { listViews } from "../../call/collection/list-views.ts";
import type { Feed, Reply, View } from "../../model/reply.ts";
import { encodeName } from "../../model/resource-path.ts";

const PATH = "/saved/searches/:name";
const FIRED = "alerts/fired_alerts";

type Named = Request<{ readonly name: string }>;

export const savedDispatch: Family = (app, parts) => {
  const { store, jobs, fired, now } = parts;
  const searchMeant = (request: Named): Entity =>
    pick(store.bucket("conf-savedsearches"), request.params.name, request);

  app.post(
    `${PATH}/dispatch`,
    { config: { capabilities: ["search"] } },
    async (request: Named): Promise<Reply> => {
      const asker = askerOf(request);
      return created(await runSaved(searchMeant(request), asker, request.args, parts));
    },
  );
  app.get(`${PATH}/history`, (request: Named) => {
    const { name } = searchMeant(request);
    const views = jobs
      .all()
      .filter((job) => job.label === name && isJobOf(job, request.user))
      .map((job) => jobView(job, `/servicesNS/nobody/${encodeName(job.app)}/search/jobs`, job.sid));
    return feedOf("history", views, request);
  });

  app.get(`/${FIRED}`, (request) => {
    const names = [...new Set(fired.all.map(({ savedSearch }) => savedSearch))];
    const views = ["-", ...names].map((name) => {
      const count = firedOf(name, fired).length;
      return viewOf(name, content({ triggered_alert_count: count }), request, now());
    });
    return feedOf("fired_alerts", views, request);
  });
  // Never fired is no error.
  app.get(`/${FIRED}/:name`, (request: Named) => {
    const views = firedOf(request.params.name, fired).map((alert) =>
      viewOf(alert.name, firedContent(alert), request, now()),
    );
    return feedOf("fired_alerts", views, request);
  });
};

function firedOf(name: string, fired: FiredAlerts): readonly FiredAlert[] {
  return name === "-" ? fired.all : fired.of(name);
}

function feedOf(title: string, views: readonly View[], { args }: Request): Feed {
  return { kind: "feed", title, ...listViews(views, args, { isSorted: true }) };
}

function firedContent(alert: FiredAlert): View["content"] {
  const rendered = new Date(alert.time * 1000).toISOString();
  return content({
    actions: alert.actions,
    alert_type: "historical",
    digest_mode: true,
    expiration_time_rendered: new Date((alert.time + 86_400) * 1000).toISOString(),
    savedsearch_name: alert.savedSearch,
    severity: alert.severity,
    sid: alert.sid,
    trigger_time: alert.time,
    trigger_time_rendered: rendered,
    triggered_alerts: "",
  });
}

function viewOf(
  name: string,
  shown: View["content"],
  { namespace }: Request,
  updated: number,
): View {
  return {
    name,
    collection: FIRED,
    app: namespace.app === "-" ? "search" : namespace.app,
    owner: "nobody",
    sharing: "app",
    perms: { read: ["*"], write: ["admin"] },
    canWrite: true,
    removable: true,
    updated,
    content: shown,
  };
}
