/**
 * deployment/server/*: server classes, and clients, of which there are none.
 * Ground: REST API Reference, «Deployment endpoints»; serverclass.conf.spec for the stanzas behind them.
 */
import type { FastifyInstance } from "fastify";
import { addFacts, type Facts, factsFeed } from "../../call/add-facts.ts";
import { addStanzas } from "../../call/collection/add-stanzas.ts";
import type { EntityCollection } from "../../call/collection/entity-collection.ts";
import { single } from "../../call/collection/single.ts";
import type { Family, PathRequest } from "../../call/family.ts";
import { typesOf } from "../../call/render/typed-content.ts";
import { type Content, content, effective, type Entity } from "../../model/entity.ts";
import type { Feed } from "../../model/reply.ts";
import { notFound, RestError } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";
import { appMappings, dropMapping, SERVER_CLASSES } from "./app-mappings.ts";

const EDIT: readonly string[] = ["edit_deployment_server", "admin_all_objects"];
const LIST: readonly string[] = ["list_deployment_server", ...EDIT];
const CONFIG = { disabled: true };

const CLASS: Content = content({
  continueMatching: true,
  currentDownloads: 0,
  filterType: "whitelist",
  machineTypesFilter: "",
  repositoryLocation: "$SPLUNK_HOME/etc/deployment-apps",
  restartSplunkWeb: false,
  restartSplunkd: false,
  stateOnClient: "enabled",
});

const CLASS_NAME = /^serverClass:[^:]+$/;

export const deploymentServer: Family = (app, parts) => {
  addRename(app, addClasses(app, parts), parts);
  // Ground: what `splunk reload deploy-server` asks for: nobody is served, so nothing changes.
  for (const method of ["GET", "POST"])
    app.route({
      method,
      url: "/deployment/server/config/_reload",
      config: { capabilities: EDIT },
      handler: () =>
        single("deploymentserver", "deployment/server/config", "config", content(CONFIG)),
    });
  // Guess: the shape of those whose keys the reference does not tell.
  const figures: Readonly<Record<string, Facts[string]>> = {
    "deployment/server/config/attributesUnsupportedInUI": { attributesUnsupportedInUI: [] },
    "deployment/server/config/listIsDisabled": CONFIG,
    "deployment/server/clients/countClients_by_machineType": {},
    "deployment/server/clients/countRecentDownloads": { count: 0 },
  };
  for (const [path, figure] of Object.entries(figures)) {
    const cut = path.lastIndexOf("/");
    const facts = { [path.slice(cut + 1)]: figure };
    app.get(`/${path}`, { config: { capabilities: LIST } }, (request: PathRequest) =>
      factsFeed(path.slice(0, cut), facts, request),
    );
  }
  addFacts(app, {
    "deployment/server/clients": {},
    "deployment/server/config": { config: CONFIG },
  });
  app.delete(
    "/deployment/server/clients/:name",
    { config: { capabilities: EDIT } },
    ({ params }: PathRequest) => {
      throw notFound(params["name"] ?? "");
    },
  );
};

function addClasses(app: FastifyInstance, parts: Parts): EntityCollection {
  return addStanzas(app, parts, {
    path: "deployment/server/serverclasses",
    conf: "serverclass",
    prefix: "serverClass:",
    isMember: ({ name }) => CLASS_NAME.test(name),
    isGlobal: true,
    isInApp: true,
    capabilities: { list: LIST, create: EDIT, edit: EDIT, remove: EDIT },
    defaults: CLASS,
    types: typesOf("continueMatching restartSplunkWeb restartSplunkd", ""),
    shows: (stanza, { name }) =>
      content({
        ...stanza,
        ...sizes(stanza),
        repositoryList: appMappings(parts)
          .filter(({ of }) => of === name)
          .map(({ app: mapped }) => mapped),
      }),
    changed(entity, what) {
      if (what !== "remove") return;
      for (const mapping of appMappings(parts))
        if (mapping.of === entity.name) dropMapping(parts, mapping);
    },
  });
}

/** How many entries its lists have. */
function sizes(stanza: Content): Readonly<Record<string, number>> {
  const count = (list: string): number =>
    Object.keys(stanza).filter((key) => key.startsWith(`${list}.`)).length;
  return { "blacklist-size": count("blacklist"), "whitelist-size": count("whitelist") };
}

/** Ground: REST API Reference, «deployment/server/serverclasses/rename»; a public client tells the 500 of an unknown one. */
function addRename(app: FastifyInstance, classes: EntityCollection, parts: Parts): void {
  const { store } = parts;
  const named = (name: string): Entity | undefined =>
    store.bucket(SERVER_CLASSES).named(`serverClass:${name}`)[0];
  app.post(
    "/deployment/server/serverclasses/rename",
    {
      config: {
        capabilities: EDIT,
        args: { required: ["oldName", "newName"], optional: [], wildcard: [] },
      },
    },
    (request: PathRequest): Feed => {
      const [from = "", to = ""] = ["oldName", "newName"].map((key) => request.args.get(key));
      const old = named(from);
      if (old === undefined)
        throw new RestError(500, `serverclass="${from}" ("from") does not exist`);
      if (!CLASS_NAME.test(`serverClass:${to}`))
        throw new RestError(400, `"${to}" is no name of a server class.`);
      // Guess: the text, after that of the other.
      if (named(to) !== undefined)
        throw new RestError(500, `serverclass="${to}" ("to") already exists`);
      const moved = appMappings(parts).filter(({ of }) => of === old.name);
      const renamed = rename(parts, old, `serverClass:${to}`);
      for (const { entity, app: name } of moved)
        rename(parts, entity, `serverClass:${to}:app:${name}`);
      return classes.feedOf(request, { views: [classes.viewOf(renamed, request)] });
    },
  );
}

function rename({ store, now }: Parts, entity: Entity, name: string): Entity {
  const { shipped: _, ...place } = entity;
  store.remove(SERVER_CLASSES, entity);
  return store.create(SERVER_CLASSES, {
    ...place,
    content: effective(entity),
    name,
    updated: now(),
  });
}
