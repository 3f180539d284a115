/** What a modular input's script reads with `--validate-arguments`. Ground: developer guide, «Set up external validation». */
import type { Call } from "../call/call.ts";
import { asText, type Content } from "../model/entity.ts";
import { escapeMarkup } from "../../text/escape-markup.ts";

export function validationItems(call: Call, name: string, settings: Content): string {
  const { splunkd } = call;
  const key = call.sessionKey ?? splunkd.sessions.open(call.user.name);
  const params = Object.entries(settings)
    .filter(([setting]) => !setting.startsWith("#"))
    .map(
      ([setting, value]) =>
        `<param name="${escapeMarkup(setting)}">${escapeMarkup(asText(value))}</param>`,
    );
  return `<?xml version="1.0" encoding="UTF-8"?>
<items>
  <server_host>${escapeMarkup(splunkd.settings.serverName)}</server_host>
  <server_uri>${escapeMarkup(splunkd.address.uri)}</server_uri>
  <session_key>${escapeMarkup(key)}</session_key>
  <checkpoint_dir>$CHECKPOINT_DIR</checkpoint_dir>
  <item name="${escapeMarkup(name)}">${params.join("")}</item>
</items>
`;
}
