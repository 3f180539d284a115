/**
 * Rows of a job as XML: `output_mode=xml` and `atom`. Ground: recorded answers in public client suites, white space
 * included. Guess: the entries of `atom`, a mode that the reference names and nobody shows.
 */
import { escapeMarkup } from "../../../text/escape-markup.ts";
import { markTerms } from "./mark-terms.ts";
import { cell, joined, type ResultRow, type ResultSet } from "./result-set.ts";

const START = "<?xml version='1.0' encoding='UTF-8'?>\n";

export function resultsXml(set: ResultSet): string {
  const preview = set.isPreview ? 1 : 0;
  const messages = messagesXml(set);
  if (set.rows.length === 0 && messages === "") return `${START}<results preview='${preview}'/>\n`;
  const order = set.fields.map((name) => `<field>${escapeMarkup(name)}</field>\n`).join("");
  const rows = set.rows.map((row, number) => xmlRow(row, set, set.offset + number));
  return (
    `${START}<results preview='${preview}'>\n<meta>\n<fieldOrder>\n${order}</fieldOrder>\n</meta>\n` +
    `${messages}${rows.join("")}</results>\n`
  );
}

function messagesXml({ messages = [] }: ResultSet): string {
  if (messages.length === 0) return "";
  const lines = messages.map(
    ({ type, text }) => `  <msg type="${escapeMarkup(type)}">${escapeMarkup(text)}</msg>\n`,
  );
  return `<messages>\n${lines.join("")}</messages>\n\n`;
}

function xmlRow(row: ResultRow, set: ResultSet, offset: number): string {
  const all = set.fields.flatMap((name) => {
    const value = cell(name, row);
    return value === undefined ? [] : [xmlField(name, value, set)];
  });
  return `\t<result offset='${offset}'>\n${all.join("")}\t</result>\n`;
}

/** The text of an event has an element of its own. */
function xmlField(name: string, value: string | readonly string[], set: ResultSet): string {
  const start = `\t\t<field k='${escapeMarkup(name)}'>`;
  if (name === "_raw") {
    const text = markTerms(joined(value), set.marks ?? []);
    return `${start}<v xml:space='preserve' trunc='0'>${text}</v></field>\n`;
  }
  const values = (typeof value === "string" ? [value] : value).map(
    (text) =>
      `\t\t\t<value${askedFor(name, text, set)}><text>${escapeMarkup(text)}</text></value>\n`,
  );
  return `${start}\n${values.join("")}\t\t</field>\n`;
}

/** Ground: `<value h='1'>` of a field that the search names, in recorded answers. */
function askedFor(name: string, text: string, { shape }: ResultSet): string {
  const isAsked = shape?.pairs.some(
    ([field, value]) => field === name && value.toLowerCase() === text.toLowerCase(),
  );
  return isAsked === true ? " h='1'" : "";
}

export function resultsAtom(set: ResultSet): string {
  const entries = set.rows.map((row, number) => {
    const keys = set.fields.flatMap((name) => {
      const value = cell(name, row);
      if (value === undefined) return [];
      const text =
        typeof value === "string"
          ? escapeMarkup(value)
          : `<s:list>${value.map((text) => `<s:item>${escapeMarkup(text)}</s:item>`).join("")}</s:list>`;
      return [`        <s:key name="${escapeMarkup(name)}">${text}</s:key>\n`];
    });
    return (
      `  <entry>\n    <title>${set.offset + number}</title>\n    <content type="text/xml">\n` +
      `      <s:dict>\n${keys.join("")}      </s:dict>\n    </content>\n  </entry>\n`
    );
  });
  return (
    `${START}<feed xmlns="http://www.w3.org/2005/Atom" xmlns:s="http://dev.splunk.com/ns/rest">\n` +
    `  <title>results</title>\n${entries.join("")}</feed>\n`
  );
}
