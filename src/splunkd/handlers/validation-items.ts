/** What a modular input's script reads with `--validate-arguments`. Ground: developer guide, «Set up external validation». */
import { escapeMarkup } from "../../text/escape-markup.ts";
import { asText, type Content } from "../model/entity.ts";
import type { Parts } from "../parts.ts";

export interface InputToValidate {
  readonly name: string;
  readonly settings: Content;
  /** Of who wants to save it. */
  readonly sessionKey: string;
}

export function validationItems(
  { name, settings, sessionKey }: InputToValidate,
  { settings: { serverName }, address }: Pick<Parts, "settings" | "address">,
): string {
  const params = Object.entries(settings)
    .filter(([setting]) => !setting.startsWith("#"))
    .map(
      ([setting, value]) =>
        `<param name="${escapeMarkup(setting)}">${escapeMarkup(asText(value))}</param>`,
    );
  return `<?xml version="1.0" encoding="UTF-8"?>
<items>
  <server_host>${escapeMarkup(serverName)}</server_host>
  <server_uri>${escapeMarkup(address.uri)}</server_uri>
  <session_key>${escapeMarkup(sessionKey)}</session_key>
  <checkpoint_dir>$CHECKPOINT_DIR</checkpoint_dir>
  <item name="${escapeMarkup(name)}">${params.join("")}</item>
</items>
`;
}
