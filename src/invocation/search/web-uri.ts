/**
 * The address of Splunk Web, which every link begins with. Ground: alert_actions.conf.spec: a `hostname` with a
 * protocol
 * is used as it is, and a bare host gets the configured protocol and port, for which see web.conf.spec.
 */
import type { Addon } from "../../addon/addon.ts";

export function webUriOf(
  addon: Addon,
  hostname: string,
  serverHost: string,
  listening?: number,
): string {
  const asked = hostname.trim().replace(/\/+$/, "");
  if (/^https?:\/\//i.test(asked)) return asked;
  const { isTls, port } = webSettings(addon);
  const host = asked === "" ? serverHost : asked;
  const authority = /:\d+$/.test(host) ? host : `${host}:${listening ?? port}`;
  return `${isTls ? "https" : "http"}://${authority}`;
}

function webSettings(addon: Addon): { readonly isTls: boolean; readonly port: string } {
  const settings = addon.conf("web").stanzas.get("settings")?.settings;
  const value = (key: string): string => settings?.get(key)?.value.trim() ?? "";
  return {
    isTls: /^(?:1|t|true|y|yes|on|enabled)$/i.test(value("enableSplunkWebSSL")),
    port: settings?.has("httpport") === true ? value("httpport") : "8000",
  };
}
