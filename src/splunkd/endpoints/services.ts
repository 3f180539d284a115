/** The root: which services there are. Ground: the SDKs ask for it when they are to be sure of a login. */
import type { Endpoint } from "../endpoint.ts";
import { content } from "../entity.ts";
import type { View } from "../reply.ts";

const NAMES =
  "apps auth authentication authorization configs data messages properties saved search server storage".split(
    " ",
  );

export const services: readonly Endpoint[] = [
  {
    path: "",
    GET: {
      run: ({ splunkd }) => ({
        kind: "feed",
        title: "services",
        views: NAMES.map((name): View => ({
          name,
          collection: "",
          app: undefined,
          owner: "system",
          sharing: "system",
          perms: { read: ["*"], write: [] },
          canWrite: false,
          removable: false,
          updated: splunkd.startedAt,
          content: content(),
          readOnly: true,
        })),
      }),
    },
  },
];
