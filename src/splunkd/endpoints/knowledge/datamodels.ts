/**
 * datamodel/model and data/models: data models as objects, those of the add-on with their definition; none is accelerated,
 * and no search runs over one. Ground: REST API Reference, «datamodel/model»; datamodels.conf.spec.
 */
import { SCOPES } from "../../../conf/layered-conf.ts";
import { addStanzas } from "../../call/collection/add-stanzas.ts";
import { settingsIn } from "../../call/collection/settings-in.ts";
import type { Family } from "../../call/family.ts";
import type { Apps } from "../../instance/apps/apps.ts";
import type { Arguments } from "../../model/arguments.ts";
import { asText, type Content, content, type Entity } from "../../model/entity.ts";
import { normalisedModel } from "./normalised-model.ts";
import { RestError } from "../../model/rest-error.ts";

/** What a data model says of its acceleration where nobody said anything. Ground: splunk-sdk's DataModel reads it as JSON. */
const NOT_ACCELERATED = '{"enabled":false,"earliest_time":"","max_time":3600,"backfill_time":""}';

/**
 * Models that Splunk ships. Ground: the SDKs' suites look for them. Guess: what their datasets find.
 */
const SHIPPED = [
  {
    modelName: "internal_audit_logs",
    displayName: "Splunk's Internal Audit Logs - SAMPLE",
    objects: [rootEvent("Audit", "index=_audit"), child("searches", "Audit", "action=search")],
  },
  {
    modelName: "internal_server",
    displayName: "Splunk's Internal Server Logs - SAMPLE",
    objects: [
      rootEvent("server", "index=_internal"),
      child("scheduler", "server", "sourcetype=scheduler"),
      child("splunkdaccess", "server", "sourcetype=splunkd_access"),
    ],
  },
];

function rootEvent(objectName: string, search: string): object {
  return child(objectName, "BaseEvent", search);
}

function child(objectName: string, parentName: string, search: string): object {
  return { objectName, displayName: objectName, parentName, constraints: [{ search }] };
}

export const datamodels: Family = (app, parts) => {
  const { apps } = parts;
  for (const path of ["datamodel/model", "data/models"])
    addStanzas(app, parts, {
      path,
      conf: "datamodels",
      title: "datamodels",
      fields: {
        required: ["name"],
        optional: ["eai:data", "description", "acceleration"],
        wildcard: [".*"],
      },
      isMember: (entity) => entity.name !== "default",
      shows: (stanza, entity) => shownModel(stanza, entity, toldDefinition(entity, apps)),
      blank: () => content(),
      create: (args) => ({ name: args.get("name") ?? "", content: modelSettings(args) }),
      update: (_entity, args) => modelSettings(args),
    });
};

function shownModel(
  stanza: Content,
  { name, content: written }: Entity,
  definition: string,
): Content {
  const { displayName } = parsed(definition);
  return content({
    ...stanza,
    acceleration: asText(written["#acceleration"]) || NOT_ACCELERATED,
    // Ground: splunk-sdk's DataModel: the description of a model is its definition.
    description: definition,
    displayName: typeof displayName === "string" ? displayName : name,
    "eai:data": definition,
    "eai:type": "models",
  });
}

/** Definition and acceleration are kept beside the stanza: a file of its own, and settings that are made of it. */
function modelSettings(args: Arguments): Content {
  const settings = settingsIn(args);
  const kept: (readonly [string, string])[] = [];
  for (const [name, key] of [
    ["description", "#definition"],
    ["eai:data", "#definition"],
    ["acceleration", "#acceleration"],
  ] as const) {
    const text = args.get(name);
    if (text === undefined || (name === "acceleration" && !text.trimStart().startsWith("{")))
      continue;
    if (Object.keys(parsed(text)).length === 0)
      throw new RestError(400, `Parameter ${name}: this of a data model is a JSON object.`);
    kept.push([key, text]);
    delete settings[name];
  }
  return content([...Object.entries(settings), ...kept]);
}

/** As it was written where it is no JSON that can be read. */
function toldDefinition(entity: Entity, apps: Apps): string {
  const text = definitionOf(entity, apps);
  const model = parsed(text);
  return Object.keys(model).length === 0
    ? text
    : JSON.stringify(normalisedModel(model, entity.name));
}

function definitionOf(entity: Entity, apps: Apps): string {
  const written = asText(entity.content["#definition"]);
  if (written !== "") return written;
  const shipped = SHIPPED.find(({ modelName }) => modelName === entity.name);
  if (shipped !== undefined && entity.app === "search") return JSON.stringify(shipped);
  const app = apps.named(entity.app);
  for (const layer of SCOPES.toReversed()) {
    const file = app?.tree.read(`${layer}/data/models/${entity.name}.json`)?.toString("utf8");
    if (file !== undefined) return file;
  }
  return JSON.stringify({ modelName: entity.name, displayName: entity.name, objects: [] });
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
