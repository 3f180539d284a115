/**
 * What Splunk Web keeps for itself: preferences, states of views, tours; and reports on schedule.
 * Ground: REST API Reference, «Knowledge endpoints», «scheduled/views»; the .conf.spec of each.
 */
import type { Endpoint } from "../../call/endpoint.ts";
import { facts } from "../../call/facts.ts";
import { stanzaObjects } from "../../call/collection/stanza-objects.ts";

const SCHEDULE = {
  "action.email": "0",
  "action.email.to": "",
  cron_schedule: "",
  description: "",
  disabled: false,
  is_scheduled: false,
  next_scheduled_time: "",
};

export const userInterface: readonly Endpoint[] = [
  ...stanzaObjects("data/ui/prefs", "ui-prefs", { title: "ui-prefs" }),
  ...stanzaObjects("data/ui/viewstates", "viewstates", { title: "viewstates" }),
  ...stanzaObjects("data/ui/ui-tour", "ui-tour", { title: "ui-tour" }),
  ...stanzaObjects("data/ui/visualizations", "visualizations", { title: "visualizations" }),
  ...stanzaObjects("data/ui/manager", "ui-manager", { title: "manager" }),
  ...stanzaObjects("data/ui/quickstart", "ui-quickstart", { title: "quickstart" }),
  ...stanzaObjects("data/user-prefs", "user-prefs", { title: "user-prefs" }),
  ...stanzaObjects("data/macros", "macros", { title: "macros" }),
  ...stanzaObjects("alerts/metric_alerts", "metric_alerts", { title: "metric_alerts" }),
  ...stanzaObjects("saved/fvtags", "tags", { title: "fvtags" }),
  ...stanzaObjects("server/httpsettings/proxysettings", "server", {
    title: "proxysettings",
    isMember: ({ name }) => name === "proxyConfig",
  }),
  ...facts("scheduled/views", ({ splunkd }) =>
    Object.fromEntries(
      [...splunkd.store.bucket("ui-views").all()].map(({ name }) => [name, SCHEDULE]),
    ),
  ),
  ...facts("search/distributed/groups", () => ({})),
  ...facts("admin/summarization", () => ({})),
  ...facts("server/introspection/kvstore/collectionstats", ({ splunkd }) => ({
    collectionStats: {
      data: splunkd.store.collections
        .sizes()
        .map(([name, count]) =>
          JSON.stringify({ ns: name.replace("/", "."), count, size: count * 256, nindexes: 1 }),
        ),
    },
  })),
];
