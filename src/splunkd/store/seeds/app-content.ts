/** An app as apps/local tells of it. */
import type { Addon } from "../../../addon/addon.ts";
import { type Content, content } from "../../model/entity.ts";

/** What app.conf says of itself. */
export function toldOf(addon: Addon): Readonly<Record<string, string>> {
  const { stanzas } = addon.conf("app");
  const value = (stanza: string, key: string): string =>
    stanzas.get(stanza)?.own.get(key)?.value ?? "";
  return {
    author: value("launcher", "author"),
    description: value("launcher", "description"),
    label: value("ui", "label"),
    version: value("launcher", "version"),
  };
}

/** Ground: REST API Reference, apps/local: what the SDKs read of an app. */
export function appContent(name: string, given: Readonly<Record<string, string>>): Content {
  return content({
    author: given["author"] ?? "Splunk",
    check_for_updates: true,
    configured: true,
    core: false,
    description: given["description"] ?? "",
    disabled: false,
    label: given["label"] || name,
    managed_by_deployment_client: false,
    show_in_nav: true,
    state_change_requires_restart: false,
    version: given["version"] || "1.0.0",
    visible: true,
  });
}
