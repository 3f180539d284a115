/** A payload as XML. Only one public sample exists, so all beyond its outline is a guess: JSON is what authors should ask for. */
import type { Payload } from "./build-payload.ts";
import { sortedByBytes } from "./payload-json.ts";

export function payloadXml(payload: Payload, withResult: boolean): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<alert>",
    ...payload.keys.map(([key, value]) => `  <${key}>${escape(value)}</${key}>`),
    "  <configuration>",
    ...stanza(payload),
    "  </configuration>",
    ...(withResult ? result(payload) : []),
    "</alert>",
    "",
  ].join("\n");
}

/** Guess: parameters are written as in the XML of modular inputs, made by the same hands. */
function stanza({ searchName, params }: Payload): string[] {
  const open = `    <stanza name="${escape(searchName)}"`;
  if (params.size === 0) return [`${open}/>`];
  const children = sortedByBytes(params).map(
    ([name, value]) => `      <param name="${escape(name)}">${escape(value)}</param>`,
  );
  return [`${open}>`, ...children, "    </stanza>"];
}

/** Guess: as in the XML of search results. */
function result({ row }: Payload): string[] {
  const fields = sortedByBytes(Object.entries(row)).map(([field, value]) => {
    const values = [value].flat().map((one) => `<value>${escape(one)}</value>`);
    return `    <field k="${escape(field)}">${values.join("")}</field>`;
  });
  return ["  <result>", ...fields, "  </result>"];
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Characters that XML 1.0 cannot hold become U+FFFD, or no script could parse the rest. */
function escape(value: string): string {
  return value
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
