/** storage/collections/config and kvstore/status. Ground: REST API Reference, «KV store endpoints»; collections.conf.spec. */
import { serverGuid } from "../../../invocation/search/server-info.ts";
import { addStanzas } from "../../call/collection/add-stanzas.ts";
import { settingsIn } from "../../call/collection/settings-in.ts";
import { single } from "../../call/collection/single.ts";
import type { Family, Request } from "../../call/family.ts";
import { type Content, content } from "../../model/entity.ts";
import { RestError } from "../../model/rest-error.ts";

/** Ground: collections.conf.spec. */
const DEFAULTS = {
  profilingEnabled: "false",
  profilingThresholdMs: "1000",
  replicate: "false",
  type: "undefined",
};

export const kvConfig: Family = (app, parts) => {
  const { store, settings, now } = parts;
  addStanzas(app, parts, {
    path: "storage/collections/config",
    conf: "collections",
    title: "collections-conf",
    fields: {
      required: ["name"],
      optional: ["enforceTypes", "profilingEnabled", "replicate", "type"],
      wildcard: [".*"],
    },
    blank: () => content({ disabled: false, ...DEFAULTS }),
    guard: checkOwner,
    create(args) {
      const name = args.get("name") ?? "";
      if (!/^[\w.-]+$/.test(name)) throw new RestError(400, `Invalid collection name: ${name}`);
      return { name, content: content({ ...DEFAULTS, ...settingsIn(args) }) };
    },
    changed(entity, what) {
      if (what === "remove") store.collections.drop(`${entity.app}/${entity.name}`);
    },
  });
  app.get("/kvstore/status", () => {
    const guid = serverGuid(settings.serverName);
    return single(
      "kvstore-status",
      "kvstore/status",
      "status",
      statusContent(guid, now(), settings.profile.kvServer),
    );
  });
};

/** Ground: REST API Reference, «kvstore/status». */
function statusContent(guid: string, now: number, serverVersion: string): Content {
  return content({
    current: {
      backupRestoreStatus: "Ready",
      date: new Date(now).toString(),
      dateSec: now / 1000,
      disabled: false,
      guid,
      port: 8191,
      replicaSet: guid,
      // Guess: the name of the key. The version is that of «Upgrade the KV store server version».
      serverVersion,
      replicationStatus: "KV store captain",
      standalone: true,
      status: "ready",
      storageEngine: "wiredTiger",
      versionUpgradeInProgress: false,
    },
    members: {},
  });
}

/** Collections are an app's, never a user's. Ground: searches in wide use list them of all owners, `/servicesNS/-/-/…`. */
function checkOwner({ namespace, user, method }: Request): void {
  const { owner, isExplicit } = namespace;
  if (owner === "nobody" || (!isExplicit && owner === user.name)) return;
  if (owner === "-" && method === "GET") return;
  throw new RestError(
    400,
    `Must use user context of 'nobody' when interacting with collection configurations (used user='${owner}')`,
  );
}
