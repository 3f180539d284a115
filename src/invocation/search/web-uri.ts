/**
 * Where Splunk Web answers, which every link begins with. Ground: alert_actions.conf.spec, `hostname`: a bare host gets the
 * configured protocol and port, a value with a protocol is taken as it stands; web.conf.spec for protocol and port.
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
  const web = addon.conf("web").stanzas.get("settings")?.settings;
  const isTls = /^(?:1|t|true|y|yes|on|enabled)$/i.test(
    web?.get("enableSplunkWebSSL")?.value.trim() ?? "",
  );
  const port = listening ?? web?.get("httpport")?.value.trim() ?? "8000";
  const host = asked === "" ? serverHost : asked;
  const authority = /:\d+$/.test(host) ? host : `${host}:${port}`;
  return `${isTls ? "https" : "http"}://${authority}`;
}
