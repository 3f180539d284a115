/**
 * Writes a payload as XML. Only one public sample exists, so all but its outline is a guess. Add-ons should use JSON.
 */
import type { Payload } from "./payload.ts";
import { sortedByBytes } from "./payload-json.ts";
import { escapeMarkup } from "../../text/escape-markup.ts";

export function payloadXml(payload: Payload, withResult: boolean): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<alert>",
    ...payload.keys.map(([key, value]) => `  <${key}>${escapeMarkup(value)}</${key}>`),
    "  <configuration>",
    ...stanza(payload),
    "  </configuration>",
    ...(withResult ? result(payload) : []),
    "</alert>",
    "",
  ].join("\n");
}

/** Guess: parameters are written as in the XML of modular inputs. */
function stanza({ searchName, params }: Payload): string[] {
  const open = `    <stanza name="${escapeMarkup(searchName)}"`;
  if (params.size === 0) return [`${open}/>`];
  const children = sortedByBytes(params).map(
    ([name, value]) => `      <param name="${escapeMarkup(name)}">${escapeMarkup(value)}</param>`,
  );
  return [`${open}>`, ...children, "    </stanza>"];
}

/** Guess: as in the XML of search results. */
function result({ row }: Payload): string[] {
  const fields = sortedByBytes(Object.entries(row ?? {})).map(([field, value]) => {
    const values = [value].flat().map((text) => `<value>${escapeMarkup(text)}</value>`);
    return `    <field k="${escapeMarkup(field)}">${values.join("")}</field>`;
  });
  return ["  <result>", ...fields, "  </result>"];
}
