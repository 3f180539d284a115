/**
 * data/outputs: where a forwarder would send to. Nothing is sent. Ground: REST API Reference, «Output endpoint
 * descriptions»; outputs.conf.spec for the stanzas.
 */
import type { Arguments } from "../../model/arguments.ts";
import type { Call } from "../../call/call.ts";
import type { Endpoint, Verb } from "../../call/endpoint.ts";
import { pick } from "../../instance/access.ts";
import { asText, type Content, content } from "../../model/entity.ts";
import type { Feed, Fields } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import { stanzaObjects } from "../../call/collection/stanza-objects.ts";
import { typedContent, typesOf } from "../../call/render/typed-content.ts";
import { confContent } from "../../call/collection/conf-content.ts";

const fields = (required: string, optional: string): Fields => ({
  required: required.split(" "),
  optional: optional.split(" "),
  wildcard: ["_.*"],
});

const TCPOUT =
  "autoLB autoLBFrequency blockOnCloning blockOnQueueFull compressed connectionTimeout disabled dropClonedEventsOnQueueFull dropEventsOnQueueFull heartbeatFrequency maxConnectionsPerIndexer maxFailuresPerInterval maxQueueSize method readTimeout secsInFailureInterval sendCookedData sslAltNameToCheck sslCertPath sslCipher sslCommonNameToCheck sslPassword sslRootCAPath sslVerifyServerCert token useACK writeTimeout";

const TYPES = typesOf(
  "autoLB blockOnCloning compressed disabled forwardedindex.filter.disable indexAndForward sendCookedData sslVerifyServerCert useACK",
  "autoLBFrequency connectionTimeout dropClonedEventsOnQueueFull dropEventsOnQueueFull heartbeatFrequency maxConnectionsPerIndexer maxFailuresPerInterval readTimeout secsInFailureInterval writeTimeout",
);
const typed = (own: Content): Content => typedContent(own, TYPES);

const RIGHTS = { create: ["edit_forwarders"], edit: ["edit_forwarders"] };
const SERVER = /^(?:\[[\da-f:.]+\]|[^\s:/]+):(\d{1,5})$/i;

function checkServers(args: Arguments, name: string): void {
  for (const server of (args.get(name) ?? "").split(",").map((text) => text.trim())) {
    const port = Number(SERVER.exec(server)?.[1]);
    if (server !== "" && !(port > 0 && port <= 65_535))
      throw new RestError(400, `Parameter ${name}: '${server}' must be <host>:<port>`);
  }
}

const SERVER_PREFIX = "tcpout-server://";

export const outputs: readonly Endpoint[] = [
  ...editedByName("data/outputs/tcp/default", {
    title: "tcpout-default",
    capabilities: RIGHTS,
    isInApp: true,
    fields: fields("name", `defaultGroup indexAndForward forwardedindex.filter.disable ${TCPOUT}`),
    shows: (entity, call) => typed(confContent(entity, call.namespace.owner)),
    isMember: (entity) => entity.name === "tcpout",
    check(args) {
      const name = args.get("name") ?? "tcpout";
      if (name !== "tcpout") throw new RestError(400, "Parameter name: must be 'tcpout'");
    },
  }),
  ...stanzaObjects("data/outputs/tcp/group", "outputs", {
    title: "tcpout-group",
    capabilities: RIGHTS,
    isInApp: true,
    prefix: "tcpout:",
    fields: fields("name servers", TCPOUT),
    renames: { servers: "server" },
    check: (args) => checkServers(args, "servers"),
    shows(entity, call) {
      const { server, ...others } = typed(confContent(entity, call.namespace.owner));
      const servers = asText(server).split(/\s*,\s*/);
      return content({ method: "autobalance", ...others, servers });
    },
  }),
  ...stanzaObjects("data/outputs/tcp/server", "outputs", {
    title: "tcpout-server",
    capabilities: RIGHTS,
    isInApp: true,
    prefix: SERVER_PREFIX,
    fields: fields("name", TCPOUT),
    check: (args) => checkServers(args, "name"),
    shows(entity, call) {
      const address = entity.name.slice(SERVER_PREFIX.length);
      const cut = address.lastIndexOf(":");
      return content({
        method: "autobalance",
        destHost: address.slice(0, cut),
        destPort: address.slice(cut + 1),
        status: "connect_fail",
        ...typed(confContent(entity, call.namespace.owner)),
      });
    },
  }),
  { path: "data/outputs/tcp/server/{name}/allconnections", GET: { run: connections } },
  ...stanzaObjects("data/outputs/tcp/syslog", "outputs", {
    title: "syslog",
    capabilities: RIGHTS,
    isInApp: true,
    prefix: "syslog:",
    shows: (entity, call) => typed(confContent(entity, call.namespace.owner)),
    fields: fields(
      "name",
      "disabled priority server syslogSourceType timestampformat type maxEventSize",
    ),
    check: (args) => checkServers(args, "server"),
  }),
];

/** Ground: the reference has a POST to the collection edit what is there, as splunk-sdk-java's OutputDefault does. */
function editedByName(path: string, spec: Parameters<typeof stanzaObjects>[2]): Endpoint[] {
  const rows = stanzaObjects(path, "outputs", spec);
  const edit = rows.find((row) => row.path === `${path}/{name}`)?.POST;
  return rows
    .map((row) => {
      const { POST } = row;
      if (row.path !== path || POST === undefined || edit === undefined) return row;
      const run: Verb["run"] = (call) => {
        const name = call.args.get("name") ?? "tcpout";
        const isThere = call.splunkd.store.bucket("conf-outputs").named(name).length > 0;
        return isThere ? edit.run({ ...call, params: { name } }) : POST.run(call);
      };
      return { ...row, POST: { ...POST, run } };
    })
    .map((row) =>
      row.DELETE === undefined ? row : { ...row, DELETE: { ...row.DELETE, run: clear } },
    );
}

/** What was set goes, the stanza stays, and is off. Ground: the Terraform provider's test looks for that. */
function clear(call: Call): Feed {
  const { splunkd } = call;
  const entity = pick(splunkd.store.bucket("conf-outputs"), "tcpout", call);
  const cleared = Object.keys(entity.content).map((name) => [name, undefined] as const);
  splunkd.store.edit("conf-outputs", entity, { ...Object.fromEntries(cleared), disabled: "1" });
  return { kind: "feed", title: "tcpout-default", views: [] };
}

/** Nothing is ever sent, so nobody is connected. */
function connections(call: Call): Feed {
  const name = `${SERVER_PREFIX}${call.params["name"] ?? ""}`;
  pick(call.splunkd.store.bucket("conf-outputs"), name, call);
  return { kind: "feed", title: "allconnections", views: [] };
}
