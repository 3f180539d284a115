/**
 * deployment/server/applications: the apps that server classes map.
 * Ground: REST API Reference, «Deployment endpoints». Guess: each app that a caller maps is taken to lie in
 * etc/deployment-apps, where the stand-in has no apps to look for.
 */
import { isTrue } from "../../../addon/read/read-eventtypes.ts";
import { addFacts, type Facts, factsFeed } from "../../call/add-facts.ts";
import { settingsIn } from "../../call/collection/settings-in.ts";
import type { Family, PathRequest } from "../../call/family.ts";
import { asText, effective, type Value } from "../../model/entity.ts";
import type { Feed } from "../../model/reply.ts";
import { notFound } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";
import { appMappings, dropMapping, SERVER_CLASSES } from "./app-mappings.ts";

const APPLICATIONS = "deployment/server/applications";
const EDIT: readonly string[] = ["edit_deployment_server", "admin_all_objects"];

export const deploymentApps: Family = (app, parts) => {
  const table = (): Facts => applications(parts);
  addFacts(app, { [APPLICATIONS]: table });
  app.post(
    `/${APPLICATIONS}/:name`,
    { config: { capabilities: EDIT } },
    (request: PathRequest): Feed => {
      const name = request.params["name"] ?? "";
      if (isTrue(request.args.get("deinstall"))) {
        if (!Object.hasOwn(table(), name)) throw notFound(name);
        for (const mapping of appMappings(parts))
          if (mapping.app === name) dropMapping(parts, mapping);
        return factsFeed(APPLICATIONS, {}, request);
      }
      map(parts, name, request);
      const shown = Object.entries(table()).filter(([app]) => app === name);
      return factsFeed(APPLICATIONS, Object.fromEntries(shown), request);
    },
  );
};

/** Maps the app to the class, changes what the mapping says, or unmaps it. */
function map(parts: Parts, name: string, { args }: PathRequest): void {
  const { store, now } = parts;
  const serverClass = args.get("serverclass") ?? "";
  const stanza = `serverClass:${serverClass}`;
  const of = store.bucket(SERVER_CLASSES).named(stanza)[0];
  if (serverClass === "" || of === undefined) throw notFound(serverClass);
  const mapping = appMappings(parts).find(
    ({ of: mapped, app }) => mapped === stanza && app === name,
  );
  if (isTrue(args.get("unmap"))) {
    if (mapping === undefined) throw notFound(name);
    dropMapping(parts, mapping);
    return;
  }
  const settings = settingsIn(args.without(["serverclass", "unmap", "deinstall"]));
  if (mapping !== undefined) store.edit(SERVER_CLASSES, mapping.entity, settings);
  else {
    const { shipped: _, ...place } = of;
    const mapped = `${stanza}:app:${name}`;
    store.create(SERVER_CLASSES, { ...place, name: mapped, content: settings, updated: now() });
  }
}

function applications(parts: Pick<Parts, "store">): Facts {
  const table: Record<string, Record<string, Value>> = {};
  for (const { entity, of, app } of appMappings(parts)) {
    const before = table[app]?.["serverclasses"] ?? [];
    const settings = effective(entity);
    table[app] = {
      archive: "",
      loadtime: 0,
      restartSplunkWeb: isTrue(asText(settings["restartSplunkWeb"])),
      restartSplunkd: isTrue(asText(settings["restartSplunkd"])),
      serverclasses: [...(Array.isArray(before) ? before : []), of.slice("serverClass:".length)],
      size: 0,
      stateOnClient: settings["stateOnClient"] ?? "enabled",
    };
  }
  return table;
}
