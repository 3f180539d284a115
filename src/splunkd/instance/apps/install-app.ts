/**
 * Installs an app from a package, or makes one from a template. Ground: REST API Reference, «apps/local» and
 * «apps/appinstall» for arguments and what is told; splunk-operator and splunk-ansible for the texts of refusals.
 */
import type { Addon } from "../../../addon/addon.ts";
import { loadAddonFromTree } from "../../../addon/load-addon.ts";
import { literalTree } from "../../../addon/tree.ts";
import { HarnessError } from "../../../errors.ts";
import { type Content, content, type Entity } from "../../model/entity.ts";
import type { Faults } from "../../store/faults.ts";
import type { Store } from "../../store/store.ts";
import type { Apps } from "./apps.ts";
import type { Home } from "../home.ts";
import type { Restart } from "../restart.ts";
import type { Settings } from "../settings.ts";
import { pathOnDisk } from "../path-on-disk.ts";
import { RestError } from "../../model/rest-error.ts";
import { appContent, toldOf } from "../../store/seeds/app-content.ts";

/** What is touched where an app comes. */
export interface AppPlace {
  readonly store: Store;
  readonly apps: Apps;
  now(): number;
}

/** What it takes to unpack one too. */
export interface PackagePlace extends AppPlace {
  readonly settings: Settings;
  readonly home: Home;
  readonly restart: Restart;
  readonly faults: Faults;
}

export interface InstallRequest {
  /** Path or URL. */
  readonly source: string;
  /** Folder name in place of the one in the package. */
  readonly appName: string | undefined;
  readonly update: boolean;
}

export interface Installed {
  readonly entity: Entity;
  readonly isNew: boolean;
}

export async function installApp(
  splunkd: PackagePlace,
  request: InstallRequest,
): Promise<Installed> {
  const { source, appName } = request;
  const addon = await unpacked(splunkd, source, appName);
  const known = splunkd.store.bucket("apps").named(addon.appId)[0];
  if (known !== undefined && !request.update) {
    splunkd.settings.dropApp?.(addon);
    throw new RestError(
      409,
      `App "${addon.appId}" already exists; use the "update" argument to install anyway`,
    );
  }
  const shown = content({ ...appContent(addon.appId, toldOf(addon)), "#source": source });
  if (appName !== undefined) shown["#appName"] = appName;
  const entity = place(splunkd, addon, shown);
  const setting = addon
    .conf("app")
    .stanzas.get("install")
    ?.own.get("state_change_requires_restart");
  if (/^(?:1|t|true|yes)$/i.test(setting?.value.trim() ?? ""))
    splunkd.restart.isNeeded(`app ${addon.appId}`);
  return { entity, isNew: known === undefined };
}

/** Packages that an earlier start installed, from where they were; one that is not there any more is passed over. */
export async function installAgain(splunkd: PackagePlace): Promise<void> {
  for (const entity of splunkd.store.bucket("apps").all()) {
    const source = entity.content["#source"];
    const appName = entity.content["#appName"];
    if (typeof source !== "string") continue;
    try {
      const addon = await unpacked(
        splunkd,
        source,
        typeof appName === "string" ? appName : undefined,
      );
      splunkd.apps.installed.set(addon.appId, addon);
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      splunkd.faults.add(error.message);
    }
  }
  splunkd.apps.changed();
}

/** Ground: «apps/apptemplates»: barebones has the folders and an app.conf, sample_app a first dashboard too. */
export function makeApp(splunkd: AppPlace, name: string, given: Content, template: string): Entity {
  const text = (key: string): string => String(given[key] ?? "").replace(/[\r\n]+/g, " ");
  const isSample = template === "sample_app";
  const addon = loadAddonFromTree(
    literalTree({
      "default/app.conf": `[install]\nis_configured = ${given["configured"] === true ? 1 : 0}\n\n[ui]\nis_visible = ${given["visible"] === false ? 0 : 1}\nlabel = ${text("label") || name}\n\n[launcher]\nauthor = ${text("author")}\ndescription = ${text("description")}\nversion = ${text("version") || "1.0.0"}\n`,
      // A stub, as splunk-sdk-java's ApplicationTest expects.
      "default/setup.xml": "<setup>\n  <!-- stub -->\n</setup>\n",
      ...(isSample
        ? {
            "default/savedsearches.conf":
              "[Sample search]\nsearch = index=_internal | head 10\ndescription = A search to begin with.\n",
          }
        : {}),
      "metadata/default.meta": "[]\naccess = read : [ * ], write : [ admin, power ]\n",
    }),
    [],
    name,
  );
  return place(splunkd, addon, {
    ...appContent(name, { author: "", version: "1.0.0" }),
    configured: false,
    ...given,
  });
}

/** As it lies on disk. */
export function installAddon(splunkd: AppPlace, addon: Addon): Entity {
  return place(splunkd, addon, appContent(addon.appId, toldOf(addon)));
}

function place(splunkd: AppPlace, addon: Addon, shown: Content): Entity {
  const { appId: name } = addon;
  const apps = splunkd.store.bucket("apps");
  const before = apps.named(name)[0];
  const entity: Entity = {
    name,
    app: "system",
    owner: "nobody",
    sharing: "system",
    perms: { read: ["*"], write: ["admin", "power"] },
    shipped: before?.shipped,
    ...(before && placeOf(before)),
    content: content(shown),
    updated: splunkd.now(),
  };
  splunkd.apps.rememberFor(name);
  splunkd.store.forgetRemoved(name);
  splunkd.store.create("apps", entity);
  splunkd.apps.installed.set(name, addon);
  splunkd.apps.changed();
  return entity;
}

function placeOf({
  app,
  owner,
  sharing,
  perms,
}: Entity): Pick<Entity, "app" | "owner" | "sharing" | "perms"> {
  return { app, owner, sharing, perms };
}

async function unpacked(
  splunkd: PackagePlace,
  source: string,
  appName: string | undefined,
): Promise<Addon> {
  const { settings } = splunkd;
  const { unpackApp } = settings;
  const failed = (why: string): RestError =>
    new RestError(
      400,
      `Error during app install: failed to extract app from ${source} to ${settings.splunkHome}/var/run/splunk/bundle_tmp: ${why}`,
    );
  if (unpackApp === undefined)
    throw failed("this stand-in of ar-sim serves a run and installs no packages");
  try {
    return await unpackApp(pathOnDisk(source, splunkd), appName);
  } catch (error) {
    if (error instanceof HarnessError) throw failed(error.message);
    throw error;
  }
}
