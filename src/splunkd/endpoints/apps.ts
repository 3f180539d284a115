/** apps/local. Ground: REST API Reference, «apps/local». */
import { existsSync } from "node:fs";
import { collection } from "../collection.ts";
import type { Endpoint } from "../endpoint.ts";
import { type Content, content } from "../entity.ts";
import type { Call } from "../call.ts";
import type { Feed } from "../reply.ts";
import { single } from "./server.ts";
import { notFound, RestError } from "../rest-error.ts";
import { appContent } from "../seeds.ts";

const TEXTS = ["author", "label", "description", "version"];
const FLAGS = ["visible", "configured", "disabled", "check_for_updates"];

const rows = collection({
  path: "apps/local",
  kind: "apps",
  title: "localapps",
  sharing: "app",
  shownSharing: "app",
  links: { package: "package" },
  capabilities: {
    create: ["install_apps", "edit_local_apps"],
    edit: ["edit_local_apps"],
    remove: ["edit_local_apps"],
  },
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
  create(args) {
    const name = args.get("name") ?? "";
    if (/^(?:1|true)$/i.test(args.get("filename") ?? "") || name.includes("/")) {
      const what = existsSync(name)
        ? "ar-sim installs no packages: start it with the app"
        : `${name} does not exist`;
      throw new RestError(
        400,
        `Error during app install: failed to extract app from ${name}: ${what}`,
      );
    }
    return {
      name,
      content: content({ ...appContent(name, { author: "", version: "1.0.0" }), ...read(args) }),
    };
  },
  update: (_entity, args) => read(args),
  changed(entity, what, { splunkd }) {
    if (what === "remove") splunkd.needsRestart(`app ${entity.name}`);
  },
  conflict: (name) => new RestError(409, `An app with name=${name} already exists`),
  blank: () => appContent("", {}),
});

function read(args: {
  get(name: string): string | undefined;
  has(name: string): boolean;
}): Content {
  const made = content();
  for (const key of TEXTS) if (args.has(key)) made[key] = args.get(key) ?? "";
  for (const key of FLAGS)
    if (args.has(key)) made[key] = /^(?:1|t|true|yes)$/i.test(args.get(key) ?? "");
  return made;
}

const PATH = "apps/local/{name}";

/** What an app tells of its setup, of a newer version, and where a package of it was made. */
export const apps: readonly Endpoint[] = [
  ...rows,
  { path: `${PATH}/setup`, GET: { run: (call) => told(call, { "eai:setup": "<setup/>" }) } },
  { path: `${PATH}/update`, GET: { run: (call) => told(call, {}) } },
  { path: `${PATH}/package`, GET: { run: (call) => told(call, packaged(call)) } },
];

function told(call: Call, shown: Record<string, string>): Feed {
  const name = call.params["name"] ?? "";
  if (call.splunkd.entities("apps").named(name).length === 0) throw notFound(name);
  return single("localapps", "apps/local", name, content(shown), call);
}

function packaged(call: Call): Record<string, string> {
  const name = call.params["name"] ?? "";
  return {
    name,
    path: `${call.splunkd.settings.splunkHome}/share/splunk/app_packages/${name}.spl`,
    url: `${call.splunkd.base}/static/app-packages/${name}.spl`,
  };
}
