/**
 * data/props: field extractions, calculated fields, aliases, automatic lookups, renamed sourcetypes.
 * Ground: REST API Reference, «data/props/…»; props.conf.spec.
 */
import type { Arguments } from "../../model/arguments.ts";
import { type Content, content } from "../../model/entity.ts";
import {
  addPropsAttributes,
  type PropsAttribute,
} from "../../call/collection/add-props-attributes.ts";
import type { Family } from "../../call/family.ts";
import { RestError } from "../../model/rest-error.ts";

const text = (args: Arguments, name: string): string => args.get(name) ?? "";

const TYPES: Readonly<Record<string, string>> = { EXTRACT: "Inline", REPORT: "Uses transform" };

/** Each attribute of a stanza that is such an object. */
const ATTRIBUTES: readonly PropsAttribute[] = [
  {
    path: "extractions",
    title: "props-extract",
    attribute: /^(?:EXTRACT|REPORT)-/,
    fields: { required: ["name", "stanza", "type", "value"], optional: [], wildcard: [] },
    shows: (attribute) =>
      content({ type: TYPES[attribute.slice(0, attribute.indexOf("-"))] ?? "" }),
    place(args) {
      const type = text(args, "type").toUpperCase();
      if (TYPES[type] === undefined)
        throw new RestError(400, "Parameter type: must be EXTRACT or REPORT");
      return { stanza: text(args, "stanza"), attribute: `${type}-${text(args, "name")}` };
    },
    value: (args) => text(args, "value"),
  },
  {
    path: "calcfields",
    title: "calcfields",
    attribute: /^EVAL-/,
    fields: { required: ["name", "stanza", "value"], optional: [], wildcard: [] },
    shows: (attribute) => content({ "field.name": attribute.slice(5), type: "EVAL" }),
    place: (args) => ({ stanza: text(args, "stanza"), attribute: `EVAL-${text(args, "name")}` }),
    value: (args) => text(args, "value"),
  },
  {
    path: "fieldaliases",
    title: "fieldaliases",
    attribute: /^FIELDALIAS-/,
    fields: { required: ["name", "stanza"], optional: ["overwrite"], wildcard: ["alias\\..*"] },
    shows: (_, value) => content({ ...aliases(value), type: "FIELDALIAS" }),
    place: (args) => ({
      stanza: text(args, "stanza"),
      attribute: `FIELDALIAS-${text(args, "name")}`,
    }),
    value: (args) => pairs(args, "alias.").join(" "),
  },
  {
    path: "lookups",
    title: "props-lookup",
    attribute: /^LOOKUP-/,
    fields: {
      required: ["name", "stanza", "transform"],
      optional: ["overwrite"],
      wildcard: ["lookup\\.field\\.(?:input|output)\\..*"],
    },
    shows: (_, value) => content({ ...lookup(value), type: "LOOKUP" }),
    place: (args) => ({ stanza: text(args, "stanza"), attribute: `LOOKUP-${text(args, "name")}` }),
    value(args) {
      const given = pairs(args, "lookup.field.input.");
      const got = pairs(args, "lookup.field.output.");
      const isKept = /^(?:0|f|false|no)$/i.test(text(args, "overwrite"));
      const clause = got.length === 0 ? [] : [isKept ? "OUTPUTNEW" : "OUTPUT", ...got];
      return [text(args, "transform"), ...given, ...clause].join(" ");
    },
  },
  {
    path: "sourcetype-rename",
    title: "sourcetype-rename",
    attribute: /^rename$/,
    fields: { required: ["name", "value"], optional: [], wildcard: [] },
    shows: () => content({ type: "rename" }),
    place: (args) => ({ stanza: text(args, "name"), attribute: "rename" }),
    value: (args) => text(args, "value"),
  },
];

export const props: Family = (app, parts) => {
  for (const attribute of ATTRIBUTES) addPropsAttributes(app, parts, attribute);
};

/** `alias.src = source` is `src AS source`; a field that keeps its name is told once. */
function pairs(args: Arguments, prefix: string): string[] {
  return [...args.names()]
    .filter((name) => name.startsWith(prefix))
    .map((name) => {
      const [from, to] = [name.slice(prefix.length), text(args, name)];
      return to === "" || (to === from && prefix !== "alias.")
        ? quoted(from)
        : `${quoted(from)} AS ${quoted(to)}`;
    });
}

function quoted(name: string): string {
  return /\s/.test(name) ? `"${name}"` : name;
}

function aliases(value: string): Content {
  return content(readPairs(value).map(([from, to]) => [`alias.${from}`, to] as const));
}

function lookup(value: string): Content {
  const [, transform = "", inputs = "", clause, outputs = ""] =
    /^\s*(\S+)\s*(.*?)(?:\s+(OUTPUT|OUTPUTNEW)\s+(.*))?$/s.exec(value) ?? [];
  return content([
    ["transform", transform],
    ["overwrite", clause !== "OUTPUTNEW"],
    ...readPairs(inputs).map(([from, to]) => [`lookup.field.input.${from}`, to] as const),
    ...readPairs(outputs).map(([from, to]) => [`lookup.field.output.${from}`, to] as const),
  ]);
}

function readPairs(value: string): [string, string][] {
  const pairs = value.matchAll(/("[^"]*"|[^\s,"]+)(?:\s+AS(?:NEW)?\s+("[^"]*"|[^\s,"]+))?/gi);
  return [...pairs].map(([, from = "", to = from]) => [bare(from), bare(to)]);
}

function bare(name: string): string {
  return name.replace(/^"(.*)"$/, "$1");
}
