/**
 * search/distributed/peers: search peers as their caller adds them. None is asked, and no search goes to one.
 * Ground: REST API Reference, «search/distributed/peers»: arguments and keys. Guess: the figures of a peer that is up,
 * since splunkd refuses one that it does not reach.
 */
import { serverGuid } from "../../../invocation/search/server-info.ts";
import { addCollection } from "../../call/collection/add-collection.ts";
import type { Family } from "../../call/family.ts";
import { asText, type Content, content, effective, type Entity } from "../../model/entity.ts";
import { RestError } from "../../model/rest-error.ts";

const EDIT: readonly string[] = ["edit_search_server", "edit_dist_peer", "admin_all_objects"];

export const searchPeers: Family = (app, parts) => {
  addCollection(app, parts, {
    path: "search/distributed/peers",
    kind: "search-peers",
    isGlobal: true,
    sharing: "system",
    capabilities: { create: EDIT, edit: EDIT, remove: EDIT },
    fields: {
      required: ["name", "remotePassword", "remoteUsername"],
      optional: [],
      wildcard: [],
    },
    // What it is called is where it is, with or without a scheme.
    create(args) {
      const name = (args.get("name") ?? "").replace(/^https?:\/\//i, "").replace(/\/$/, "");
      if (!/^[^\s/:]+:\d{1,5}$|^\[[\da-f:.]+\]:\d{1,5}$/i.test(name))
        throw new RestError(400, `"${name}" is no search peer: it takes <host>:<management port>.`);
      return { name, content: content({ disabled: false }) };
    },
    // The password was for an exchange of keys, and is not kept.
    update: () => content(),
    blank: () => content({ disabled: false }),
    shows: (entity) => shown(entity, parts.serverInfo.content),
  });
};

function shown(entity: Entity, { build, version }: Content): Content {
  const { name } = entity;
  const host = name.slice(0, name.lastIndexOf(":"));
  return content({
    build: asText(build),
    bundle_versions: [],
    disabled: false,
    guid: serverGuid(name),
    host,
    host_fqdn: host,
    is_https: true,
    licenseSignature: "",
    peerName: host,
    peerType: "configured",
    replicationStatus: "Successful",
    server_roles: ["indexer"],
    status: "Up",
    version: asText(version),
    ...effective(entity),
  });
}
