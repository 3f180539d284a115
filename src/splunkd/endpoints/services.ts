/** The roots: what the server has, and which services. Ground: the SDKs ask for them when they are to be sure of a login. */
import type { Endpoint } from "../endpoint.ts";
import { content } from "../entity.ts";
import type { Instance } from "../instance.ts";
import type { Feed, View } from "../reply.ts";
import { ROOT } from "../resource-path.ts";

const NAMES =
  "alerts apps auth authentication authorization cluster configs data deployment kvstore licenser messages properties receivers saved scheduled search server storage".split(
    " ",
  );

export const services: readonly Endpoint[] = [
  {
    path: ROOT,
    GET: {
      // Seen in splunk-sdk-java's HttpServiceTest: the root answers who is nobody.
      isOpen: true,
      run: ({ splunkd }) =>
        listOf("splunkd", ["rpc", "services", "servicesNS", "static"], "", splunkd),
    },
  },
  { path: "", GET: { run: ({ splunkd }) => listOf("services", NAMES, "/services", splunkd) } },
];

function listOf(title: string, names: readonly string[], below: string, splunkd: Instance): Feed {
  const views = names.map((name): View => ({
    name,
    collection: "",
    address: `${below}/${name}`,
    app: undefined,
    owner: "system",
    sharing: "system",
    perms: { read: ["*"], write: [] },
    canWrite: false,
    removable: false,
    updated: splunkd.startedAt,
    content: content(),
    readOnly: true,
  }));
  return { kind: "feed", title, views };
}
