/**
 * data/outputs: where a forwarder would send to. Nothing is sent. Ground: REST API Reference, «Output endpoint
 * descriptions»; outputs.conf.spec for the stanzas.
 */
import type { FastifyInstance } from "fastify";
import { addStanzas, type StanzaFamily } from "../../call/collection/add-stanzas.ts";
import { createEntity, updateEntity } from "../../call/collection/entity-verbs.ts";
import type { Family, Request } from "../../call/family.ts";
import { typesOf } from "../../call/render/typed-content.ts";
import { pick } from "../../instance/access.ts";
import type { Arguments } from "../../model/arguments.ts";
import { asText, content } from "../../model/entity.ts";
import type { Feed, Fields } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";

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

export const outputs: Family = (app, parts) => {
  const { store } = parts;
  addDefault(app, parts);
  for (const stanzas of STANZAS) addStanzas(app, parts, stanzas);
  // Nothing is ever sent, so nobody is connected.
  app.get(
    "/data/outputs/tcp/server/:name/allconnections",
    (request: Request<{ readonly name: string }>): Feed => {
      pick(store.bucket("conf-outputs"), `${SERVER_PREFIX}${request.params.name}`, request);
      return { kind: "feed", title: "allconnections", views: [] };
    },
  );
};

function addDefault(app: FastifyInstance, parts: Parts): void {
  const { store } = parts;
  const stanzas: StanzaFamily = {
    path: "data/outputs/tcp/default",
    conf: "outputs",
    title: "tcpout-default",
    capabilities: RIGHTS,
    isInApp: true,
    fields: fields("name", `defaultGroup indexAndForward forwardedindex.filter.disable ${TCPOUT}`),
    types: TYPES,
    isMember: (entity) => entity.name === "tcpout",
    checkArguments(args) {
      const name = args.get("name") ?? "tcpout";
      if (name !== "tcpout") throw new RestError(400, "Parameter name: must be 'tcpout'");
    },
  };
  addStanzas(app, parts, stanzas, {
    // Ground: the reference has a POST to the collection edit what is there, as splunk-sdk-java's OutputDefault does.
    create(collection, request) {
      const name = request.args.get("name") ?? "tcpout";
      const isThere = store.bucket("conf-outputs").named(name).length > 0;
      return isThere ? updateEntity(collection, request, name) : createEntity(collection, request);
    },
    // What was set goes, the stanza stays, and is off. Ground: the Terraform provider's test looks for that.
    remove(_collection, request) {
      const entity = pick(store.bucket("conf-outputs"), "tcpout", request);
      const cleared = Object.keys(entity.content).map((name) => [name, undefined] as const);
      store.edit("conf-outputs", entity, { ...Object.fromEntries(cleared), disabled: "1" });
      return { kind: "feed", title: "tcpout-default", views: [] };
    },
  });
}

const STANZAS: readonly StanzaFamily[] = [
  {
    path: "data/outputs/tcp/group",
    conf: "outputs",
    title: "tcpout-group",
    capabilities: RIGHTS,
    isInApp: true,
    prefix: "tcpout:",
    fields: fields("name servers", TCPOUT),
    types: TYPES,
    renames: { servers: "server" },
    checkArguments: (args) => checkServers(args, "servers"),
    shows({ server, ...others }) {
      const servers = asText(server).split(/\s*,\s*/);
      return content({ method: "autobalance", ...others, servers });
    },
  },
  {
    path: "data/outputs/tcp/server",
    conf: "outputs",
    title: "tcpout-server",
    capabilities: RIGHTS,
    isInApp: true,
    prefix: SERVER_PREFIX,
    fields: fields("name", TCPOUT),
    types: TYPES,
    checkArguments: (args) => checkServers(args, "name"),
    shows(stanza, { name }) {
      const address = name.slice(SERVER_PREFIX.length);
      const cut = address.lastIndexOf(":");
      return content({
        method: "autobalance",
        destHost: address.slice(0, cut),
        destPort: address.slice(cut + 1),
        status: "connect_fail",
        ...stanza,
      });
    },
  },
  {
    path: "data/outputs/tcp/syslog",
    conf: "outputs",
    capabilities: RIGHTS,
    isInApp: true,
    prefix: "syslog:",
    types: TYPES,
    fields: fields(
      "name",
      "disabled priority server syslogSourceType timestampformat type maxEventSize",
    ),
    checkArguments: (args) => checkServers(args, "server"),
  },
];
