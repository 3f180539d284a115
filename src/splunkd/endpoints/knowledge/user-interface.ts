/** Reports on schedule, and what Splunk Web asks for on its pages. Ground: REST API Reference, «scheduled/views». */
import { addFacts } from "../../call/add-facts.ts";
import type { Family } from "../../call/family.ts";

const SCHEDULE = {
  "action.email": "0",
  "action.email.to": "",
  cron_schedule: "",
  description: "",
  disabled: false,
  is_scheduled: false,
  next_scheduled_time: "",
};

export const userInterface: Family = (app, { store }) => {
  addFacts(app, {
    "scheduled/views": () =>
      Object.fromEntries([...store.bucket("ui-views").all()].map(({ name }) => [name, SCHEDULE])),
    "search/distributed/groups": {},
    "admin/summarization": {},
    "server/introspection/kvstore/collectionstats": () => ({
      collectionStats: {
        data: store.collections
          .sizes()
          .map(([name, count]) =>
            JSON.stringify({ ns: name.replace("/", "."), count, size: count * 256, nindexes: 1 }),
          ),
      },
    }),
  });
};
