/** What a modular input's script reads with `--validate-arguments`. Ground: developer guide, «Set up external validation». */
import type { Call } from "./call.ts";
import { asText, type Content } from "../model/entity.ts";
import { escapeXml } from "./render/xml.ts";

export function validationItems(call: Call, name: string, settings: Content): string {
  const { splunkd } = call;
  const key = call.sessionKey ?? splunkd.sessions.open(call.user.name);
  const params = Object.entries(settings)
    .filter(([setting]) => !setting.startsWith("#"))
    .map(
      ([setting, value]) =>
        `<param name="${escapeXml(setting)}">${escapeXml(asText(value))}</param>`,
    );
  return `<?xml version="1.0" encoding="UTF-8"?>
<items>
  <server_host>${escapeXml(splunkd.settings.serverName)}</server_host>
  <server_uri>${escapeXml(splunkd.base)}</server_uri>
  <session_key>${escapeXml(key)}</session_key>
  <checkpoint_dir>$CHECKPOINT_DIR</checkpoint_dir>
  <item name="${escapeXml(name)}">${params.join("")}</item>
</items>
`;
}
