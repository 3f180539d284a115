/** storage/collections/config and kvstore/status. Ground: REST API Reference, «KV store endpoints»; collections.conf.spec. */
import { describeServer } from "../../../invocation/search/server-info.ts";
import type { Call } from "../../call/call.ts";
import { collection, ownArguments } from "../../call/collection/collection.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { content } from "../../model/entity.ts";
import { RestError } from "../../model/rest-error.ts";
import { confContent } from "../../call/collection/conf-content.ts";
import { single } from "../../call/collection/single.ts";

const rows = collection({
  path: "storage/collections/config",
  kind: "conf-collections",
  title: "collections-conf",
  fields: {
    required: ["name"],
    optional: ["enforceTypes", "profilingEnabled", "replicate", "type"],
    wildcard: [".*"],
  },
  shows: (entity, call) => confContent(entity, call.namespace.owner),
  blank: () =>
    content({
      disabled: false,
      profilingEnabled: "false",
      profilingThresholdMs: "1000",
      replicate: "false",
      type: "undefined",
    }),
  guard: checkOwner,
  create(args) {
    const name = args.get("name") ?? "";
    if (!/^[\w.-]+$/.test(name)) throw new RestError(400, `Invalid collection name: ${name}`);
    const shipped = {
      profilingEnabled: "false",
      profilingThresholdMs: "1000",
      replicate: "false",
      type: "undefined",
    };
    return { name, content: content({ ...shipped, ...ownArguments(args) }) };
  },
  update(_entity, args) {
    return ownArguments(args);
  },
  changed(entity, what, call) {
    if (what === "remove") call.splunkd.store.collections.drop(`${entity.app}/${entity.name}`);
  },
  conflict: (name) => new RestError(409, `An object with name=${name} already exists`),
});

export const kvConfig: readonly Endpoint[] = [
  ...rows,
  {
    path: "kvstore/status",
    GET: {
      run: (call) =>
        single(
          "kvstore-status",
          "kvstore/status",
          "status",
          content({
            // Ground: REST API Reference, «kvstore/status».
            current: {
              backupRestoreStatus: "Ready",
              date: new Date(call.splunkd.now()).toString(),
              dateSec: call.splunkd.now() / 1000,
              disabled: false,
              guid: describeServer(call.splunkd.settings.serverName)["guid"] ?? "",
              port: 8191,
              replicaSet: describeServer(call.splunkd.settings.serverName)["guid"] ?? "",
              replicationStatus: "KV store captain",
              standalone: true,
              status: "ready",
              storageEngine: "wiredTiger",
              versionUpgradeInProgress: false,
            },
            members: {},
          }),
        ),
    },
  },
];

/** Collections are an app's, never a user's. Ground: searches in wide use list them of all owners, `/servicesNS/-/-/…`. */
function checkOwner({ namespace, user, method }: Call): void {
  if (namespace.owner === "nobody" || (!namespace.isExplicit && namespace.owner === user.name))
    return;
  if (namespace.owner === "-" && method === "GET") return;
  throw new RestError(
    400,
    `Must use user context of 'nobody' when interacting with collection configurations (used user='${namespace.owner}')`,
  );
}
