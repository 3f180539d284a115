/** Saved searches dispatched, their history, and the alerts that fired. Ground: REST API Reference, «saved/searches/{name}/dispatch», «alerts/fired_alerts». */
import { pick } from "../../instance/access.ts";
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { content } from "../../model/entity.ts";
import type { FiredAlert } from "../../search/fired-alerts.ts";
import { jobView } from "../../search/jobs/job-content.ts";
import { runSaved } from "../../search/saved/run-saved.ts";
import { isJobOf } from "../../search/jobs/is-job-of.ts";
import { created } from "../../search/jobs/make-job.ts";
import { listViews } from "../../call/collection/list-views.ts";
import type { Feed, Reply, View } from "../../model/reply.ts";
import { encodeName } from "../../model/resource-path.ts";

const PATH = "saved/searches/{name}";
const FIRED = "alerts/fired_alerts";

export const savedDispatch: readonly Endpoint[] = [
  { path: `${PATH}/dispatch`, POST: { capabilities: ["search"], run: dispatch } },
  { path: `${PATH}/history`, GET: { run: history } },
  { path: FIRED, GET: { run: groups } },
  { path: `${FIRED}/{name}`, GET: { run: firedOf } },
];

async function dispatch(call: Call): Promise<Reply> {
  const entity = pick(
    call.splunkd.store.bucket("conf-savedsearches"),
    call.params["name"] ?? "",
    call,
  );
  return created(await runSaved(entity, call, call.args, call.splunkd));
}

function history(call: Call): Feed {
  const entity = pick(
    call.splunkd.store.bucket("conf-savedsearches"),
    call.params["name"] ?? "",
    call,
  );
  const jobs = call.splunkd.jobs
    .all()
    .filter((job) => job.label === entity.name && isJobOf(job, call.user));
  const views = jobs.map((job) =>
    jobView(job, `/servicesNS/nobody/${encodeName(job.app)}/search/jobs`, job.sid),
  );
  return { kind: "feed", title: "history", ...listViews(views, call.args, { isSorted: true }) };
}

function groups(call: Call): Feed {
  const names = [...new Set(call.splunkd.fired.all.map((one) => one.savedSearch))];
  const all = ["-", ...names].map((name) => {
    const count = name === "-" ? call.splunkd.fired.all.length : call.splunkd.fired.of(name).length;
    return viewOf(name, content({ triggered_alert_count: count }), call);
  });
  return { kind: "feed", title: "fired_alerts", ...listViews(all, call.args, { isSorted: true }) };
}

/** Never fired is no error. */
function firedOf(call: Call): Feed {
  const name = call.params["name"] ?? "";
  const fired = name === "-" ? call.splunkd.fired.all : call.splunkd.fired.of(name);
  const views = fired.map((one) => viewOf(one.name, firedContent(one), call));
  return {
    kind: "feed",
    title: "fired_alerts",
    ...listViews(views, call.args, { isSorted: true }),
  };
}

function firedContent(one: FiredAlert): View["content"] {
  const rendered = new Date(one.time * 1000).toISOString();
  return content({
    actions: one.actions,
    alert_type: "historical",
    digest_mode: true,
    expiration_time_rendered: new Date((one.time + 86_400) * 1000).toISOString(),
    savedsearch_name: one.savedSearch,
    severity: one.severity,
    sid: one.sid,
    trigger_time: one.time,
    trigger_time_rendered: rendered,
    triggered_alerts: "",
  });
}

function viewOf(name: string, shown: View["content"], call: Call): View {
  return {
    name,
    collection: FIRED,
    app: call.namespace.app === "-" ? "search" : call.namespace.app,
    owner: "nobody",
    sharing: "app",
    perms: { read: ["*"], write: ["admin"] },
    canWrite: true,
    removable: true,
    updated: call.splunkd.now(),
    content: shown,
  };
}
