/** apps/local, apps/appinstall and apps/apptemplates. Ground: REST API Reference, «Application endpoint descriptions». */
import { existsSync } from "node:fs";
import { pick } from "../../instance/access.ts";
import type { Arguments } from "../../model/arguments.ts";
import type { Call } from "../../call/call.ts";
import { collection } from "../../call/collection/collection.ts";
import {
  bucketOf,
  feedOf,
  viewerOf,
  viewOf,
  type CollectionSpec,
} from "../../call/collection/collection-spec.ts";
import type { Endpoint, Verb } from "../../call/endpoint.ts";
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

const spec: CollectionSpec = {
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
  changed(entity, what, { splunkd }) {
    if (what === "remove") {
      splunkd.apps.installed.delete(entity.name);
      splunkd.restart.isNeeded(`app ${entity.name}`);
    }
    splunkd.apps.changed();
  },
  blank: () => appContent("", {}),
};

async function create(call: Call): Promise<Feed> {
  const { args, splunkd } = call;
  const name = args.get("name") ?? "";
  if (asBoolean(args.get("filename")) || /[/\\:]/.test(name)) return install(call, name);
  if (!/^[\w.-]*\w[\w.-]*$/.test(name)) {
    throw new RestError(
      400,
      `Invalid app name "${name}": letters, digits, dots, dashes and underscores are what a name may have.`,
    );
  }
  if (bucketOf(spec, call).named(name).length > 0)
    throw new RestError(409, `An app with name=${name} already exists`);
  const template = args.get("template") ?? "barebones";
  if (!TEMPLATES.includes(template))
    throw new RestError(400, `Unable to create app from template ${template}: no such template.`);
  const entity = makeApp(splunkd, name, read(args), template);
  return feedOf(spec, call, { status: 201, views: [viewOf(spec, entity, call)] });
}

async function install(
  call: Call,
  source: string,
  update = call.args.get("update"),
): Promise<Feed> {
  const { args, splunkd } = call;
  const given = args.get("explicit_appname") ?? "";
  if (given !== "" && !/^[\w.-]*\w[\w.-]*$/.test(given))
    throw new RestError(400, `Invalid app name "${given}".`);
  const { entity, isNew } = await installApp(splunkd, {
    source,
    appName: given === "" ? undefined : given,
    update: asBoolean(update),
  });
  const view = viewOf(spec, entity, call);
  const told = {
    location: `${splunkd.settings.splunkHome}/etc/apps/${entity.name}`,
    name: entity.name,
    source_location: source,
    status: isNew ? "installed" : "upgraded",
  };
  return feedOf(spec, call, {
    status: isNew ? 201 : 200,
    views: [{ ...view, content: content({ ...view.content, ...told }) }],
  });
}

function read(args: Arguments): Content {
  const made = content();
  for (const key of TEXTS) if (args.has(key)) made[key] = args.get(key) ?? "";
  for (const key of FLAGS) if (args.has(key)) made[key] = asBoolean(args.get(key));
  return made;
}

const PATH = "apps/local/{name}";

const rows = collection(spec).map((endpoint): Endpoint =>
  endpoint.path === spec.path && endpoint.POST !== undefined
    ? { ...endpoint, POST: { ...endpoint.POST, run: create } satisfies Verb }
    : endpoint,
);

export const apps: readonly Endpoint[] = [
  ...rows,
  {
    path: "apps/appinstall",
    POST: {
      capabilities: INSTALL,
      args: { required: ["name"], optional: ["update", "explicit_appname"], wildcard: [] },
      run: (call) => install(call, call.args.get("name") ?? ""),
    },
  },
  { path: "apps/apptemplates", GET: { run: templates } },
  {
    path: "apps/apptemplates/{name}",
    GET: {
      run(call) {
        const name = call.params["name"] ?? "";
        if (!TEMPLATES.includes(name)) throw notFound(name);
        return single("apptemplates", "apps/apptemplates", name, content({ lbl: name }));
      },
    },
  },
  // What an app tells of its setup, of a newer version, and where a package of it was made.
  { path: `${PATH}/setup`, GET: { run: setup } },
  { path: `${PATH}/update`, GET: { run: (call) => told(call, {}) } },
  {
    path: `${PATH}/package`,
    GET: { capabilities: ["edit_local_apps", "install_apps"], run: packaged },
  },
];

function templates(): Feed {
  const views = TEMPLATES.flatMap(
    (name) => single("apptemplates", "apps/apptemplates", name, content({ lbl: name })).views,
  );
  return { kind: "feed", title: "apptemplates", views };
}

function told(call: Call, shown: Record<string, string>): Feed {
  const { name } = pick(bucketOf(spec, call), call.params["name"] ?? "", viewerOf(spec, call));
  return single("localapps", "apps/local", name, content(shown));
}

/**
 * Ground: the words for an app without one as splunk-sdk-csharp-pcl recorded them. Of an app that fixtures only name it is
 * not known whether it has one; splunk-sdk's suite takes for given that its app does.
 */
function setup(call: Call): Feed {
  const { apps: present, settings } = call.splunkd;
  const { name } = pick(bucketOf(spec, call), call.params["name"] ?? "", viewerOf(spec, call));
  const own = present.named(name);
  const file = own?.tree.read("default/setup.xml")?.toString("utf8");
  // Ground: told with another root, as splunk-sdk-csharp-pcl recorded it.
  if (file !== undefined)
    return told(call, { "eai:setup": file.replace(/(<\/?)setup(?=[\s>])/g, "$1SetupInfo") });
  const isNamedOnly = own === undefined && settings.fixtures.apps?.includes(name) === true;
  if (isNamedOnly) return told(call, { "eai:setup": "<SetupInfo/>" });
  const path = `${settings.splunkHome}/etc/apps/${name}/default/setup.xml`;
  throw new RestError(
    500,
    `In handler 'localapps': Setup configuration file does not exist: ${path}`,
  );
}

/** The package is there where the app lies on disk; of an app of Splunk's own only the place is told. */
async function packaged(call: Call): Promise<Feed> {
  const { apps: present, address, settings } = call.splunkd;
  const { name } = pick(bucketOf(spec, call), call.params["name"] ?? "", viewerOf(spec, call));
  const app = present.named(name);
  const isOnDisk = app !== undefined && existsSync(app.root);
  const path =
    isOnDisk && settings.packApp !== undefined
      ? await settings.packApp(app.root, name)
      : `${settings.splunkHome}/share/splunk/app_packages/${name}.spl`;
  return told(call, { name, path, url: `${address.uri}/static/app-packages/${name}.spl` });
}
