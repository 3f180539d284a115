/** apps/local, apps/appinstall and apps/apptemplates. Ground: REST API Reference, «Application endpoint descriptions». */
import { existsSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import { pick } from "../../instance/access.ts";
import type { Arguments } from "../../model/arguments.ts";
import { addCollection } from "../../call/collection/add-collection.ts";
import { removeEntity } from "../../call/collection/entity-verbs.ts";
import type { CollectionSpec, EntityCollection } from "../../call/collection/entity-collection.ts";
import type { Family, PathRequest } from "../../call/family.ts";
import type { Parts } from "../../parts.ts";
import { asBoolean, type Content, content } from "../../model/entity.ts";
import { installApp, makeApp } from "../../instance/apps/install-app.ts";
import type { Feed } from "../../model/reply.ts";
import { notFound, RestError } from "../../model/rest-error.ts";
import { appContent } from "../../store/seeds/app-content.ts";
import { single } from "../../call/collection/single.ts";

const TEXTS = ["author", "label", "description", "version"];
const FLAGS = ["visible", "configured", "disabled", "check_for_updates"];
const TEMPLATES = ["barebones", "sample_app"];
const INSTALL = ["install_apps", "edit_local_apps"];

const SPEC: CollectionSpec = {
  path: "apps/local",
  kind: "apps",
  title: "localapps",
  sharing: "app",
  shownSharing: "app",
  links: { package: "package" },
  capabilities: { create: INSTALL, edit: ["edit_local_apps"], remove: ["edit_local_apps"] },
  fields: {
    required: ["name"],
    optional: [
      ...TEXTS,
      ...FLAGS,
      "template",
      "filename",
      "explicit_appname",
      "update",
      "auth",
      "session",
    ],
    wildcard: [],
  },
  // Where it really is made: below, since a package takes a while.
  create: (args) => ({ name: args.get("name") ?? "", content: content() }),
  update: (_entity, args) => read(args),
  blank: () => appContent("", {}),
};

export const apps: Family = (app, parts) => {
  const { apps: present, restart, settings } = parts;
  const spec: CollectionSpec = {
    ...SPEC,
    changed(entity, what) {
      if (what === "remove") {
        present.installed.delete(entity.name);
        restart.isNeeded(`app ${entity.name}`);
      }
      present.changed();
    },
  };
  const list = addCollection(app, parts, spec, {
    create(collection, request) {
      checkInstalls(settings);
      return create(collection, request, parts);
    },
    remove(collection, request) {
      present.rememberFor(collection.nameIn(request));
      return removeEntity(collection, request);
    },
  });
  app.post(
    "/apps/appinstall",
    {
      config: {
        capabilities: INSTALL,
        args: { required: ["name"], optional: ["update", "explicit_appname"], wildcard: [] },
      },
    },
    (request: PathRequest) => {
      checkInstalls(settings);
      return install(list, request, parts);
    },
  );
  app.get("/apps/apptemplates", templates);
  app.get("/apps/apptemplates/:name", ({ params }: PathRequest) => template(params["name"] ?? ""));
  addAbout(app, list, parts);
};

function checkInstalls({ installApps }: Parts["settings"]): void {
  if (installApps) return;
  throw new RestError(403, "This stand-in of ar-sim was started so that it installs no app.");
}

/** What an app tells of its setup, of a newer version, and where a package of it was made. */
function addAbout(app: FastifyInstance, list: EntityCollection, parts: Parts): void {
  const nameOf = (request: PathRequest): string =>
    pick(list.bucketOf(request), request.params["name"] ?? "", list.viewerOf(request)).name;
  app.get("/apps/local/:name/setup", (request: PathRequest) => setup(nameOf(request), parts));
  app.get("/apps/local/:name/update", (request: PathRequest) => about(nameOf(request), {}));
  app.get(
    "/apps/local/:name/package",
    { config: { capabilities: ["edit_local_apps", "install_apps"] } },
    (request: PathRequest) => packaged(nameOf(request), parts),
  );
}

async function create(
  collection: EntityCollection,
  request: PathRequest,
  parts: Parts,
): Promise<Feed> {
  const { args } = request;
  const name = args.get("name") ?? "";
  if (asBoolean(args.get("filename")) || /[/\\:]/.test(name))
    return install(collection, request, parts);
  if (!/^[\w.-]*\w[\w.-]*$/.test(name)) {
    throw new RestError(
      400,
      `Invalid app name "${name}": letters, digits, dots, dashes and underscores are what a name may have.`,
    );
  }
  if (collection.bucketOf(request).named(name).length > 0)
    throw new RestError(409, `An app with name=${name} already exists`);
  const template = args.get("template") ?? "barebones";
  if (!TEMPLATES.includes(template))
    throw new RestError(400, `Unable to create app from template ${template}: no such template.`);
  const entity = makeApp(parts, name, read(args), template);
  return collection.feedOf(request, {
    status: 201,
    views: [collection.viewOf(entity, request)],
  });
}

/** From the path or URL that `name` is. */
async function install(
  collection: EntityCollection,
  request: PathRequest,
  parts: Parts,
): Promise<Feed> {
  const { args } = request;
  const source = args.get("name") ?? "";
  const given = args.get("explicit_appname") ?? "";
  if (given !== "" && !/^[\w.-]*\w[\w.-]*$/.test(given))
    throw new RestError(400, `Invalid app name "${given}".`);
  const { entity, isNew } = await installApp(parts, {
    source,
    appName: given === "" ? undefined : given,
    update: asBoolean(args.get("update")),
  });
  const view = collection.viewOf(entity, request);
  const installed = {
    location: `${parts.settings.splunkHome}/etc/apps/${entity.name}`,
    name: entity.name,
    source_location: source,
    status: isNew ? "installed" : "upgraded",
  };
  return collection.feedOf(request, {
    status: isNew ? 201 : 200,
    views: [{ ...view, content: content({ ...view.content, ...installed }) }],
  });
}

function read(args: Arguments): Content {
  const made = content();
  for (const key of TEXTS) if (args.has(key)) made[key] = args.get(key) ?? "";
  for (const key of FLAGS) if (args.has(key)) made[key] = asBoolean(args.get(key));
  return made;
}

function templates(): Feed {
  const views = TEMPLATES.flatMap(
    (name) => single("apptemplates", "apps/apptemplates", name, content({ lbl: name })).views,
  );
  return { kind: "feed", title: "apptemplates", views };
}

function template(name: string): Feed {
  if (!TEMPLATES.includes(name)) throw notFound(name);
  return single("apptemplates", "apps/apptemplates", name, content({ lbl: name }));
}

function about(name: string, shown: Record<string, string>): Feed {
  return single("localapps", "apps/local", name, content(shown));
}

/**
 * Ground: the words for an app without one as splunk-sdk-csharp-pcl recorded them. Of an app that fixtures only name it is
 * not known whether it has one; splunk-sdk's suite takes for given that its app does.
 */
function setup(name: string, { apps: present, settings }: Parts): Feed {
  const addon = present.named(name);
  const file = addon?.tree.read("default/setup.xml")?.toString("utf8");
  // Ground: told with another root, as splunk-sdk-csharp-pcl recorded it.
  if (file !== undefined)
    return about(name, { "eai:setup": file.replace(/(<\/?)setup(?=[\s>])/g, "$1SetupInfo") });
  const isNamedOnly = addon === undefined && settings.fixtures.apps?.includes(name) === true;
  if (isNamedOnly) return about(name, { "eai:setup": "<SetupInfo/>" });
  const path = `${settings.splunkHome}/etc/apps/${name}/default/setup.xml`;
  throw new RestError(
    500,
    `In handler 'localapps': Setup configuration file does not exist: ${path}`,
  );
}

/** The package is there where the app lies on disk; of an app of Splunk's own only the place is told. */
async function packaged(name: string, { apps: present, address, settings }: Parts): Promise<Feed> {
  const app = present.named(name);
  const isOnDisk = app !== undefined && existsSync(app.root);
  const path =
    isOnDisk && settings.packApp !== undefined
      ? await settings.packApp(app.root, name)
      : `${settings.splunkHome}/share/splunk/app_packages/${name}.spl`;
  return about(name, { name, path, url: `${address.uri}/static/app-packages/${name}.spl` });
}
