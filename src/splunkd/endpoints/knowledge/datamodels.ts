/**
 * datamodel/model and data/models: data models as objects, those of the add-on with their definition; none is accelerated,
 * and no search runs over one. Ground: REST API Reference, «datamodel/model»; datamodels.conf.spec.
 */
import { SCOPES } from "../../../conf/layered-conf.ts";
import type { Call } from "../../call/call.ts";
import { collection, ownArguments } from "../../call/collection/collection.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { asText, type Content, content, type Entity } from "../../model/entity.ts";
import { RestError } from "../../model/rest-error.ts";
import { confContent } from "../../call/collection/conf-content.ts";

/** What a data model says of its acceleration where nobody said anything. Ground: splunk-sdk's DataModel reads it as JSON. */
const NOT_ACCELERATED = '{"enabled":false,"earliest_time":"","max_time":3600,"backfill_time":""}';

export const datamodels: readonly Endpoint[] = ["datamodel/model", "data/models"].flatMap((path) =>
  collection({
    path,
    kind: "conf-datamodels",
    title: "datamodels",
    fields: {
      required: ["name"],
      optional: ["eai:data", "description", "acceleration"],
      wildcard: [".*"],
    },
    isMember: (entity) => entity.name !== "default",
    shows(entity, call) {
      const text = definitionOf(entity, call);
      const { displayName } = parsed(text);
      const acceleration = asText(entity.content["#acceleration"]);
      return content({
        ...confContent(entity, call.namespace.owner),
        acceleration: acceleration === "" ? NOT_ACCELERATED : acceleration,
        // Ground: splunk-sdk's DataModel: the description of a model is its definition.
        description: text,
        displayName: typeof displayName === "string" ? displayName : entity.name,
        "eai:data": text,
        "eai:type": "models",
      });
    },
    create: (args) => ({ name: args.get("name") ?? "", content: given(args) }),
    update: (_entity, args) => given(args),
  }),
);

/** Definition and acceleration are kept beside the stanza: a file of its own, and settings that are made of it. */
function given(args: Call["args"]): Content {
  const own = ownArguments(args);
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
    delete own[name];
  }
  return content([...Object.entries(own), ...kept]);
}

function definitionOf(entity: Entity, { splunkd }: Call): string {
  const own = asText(entity.content["#definition"]);
  if (own !== "") return own;
  const app = splunkd.apps.named(entity.app);
  for (const layer of SCOPES.toReversed()) {
    const file = app?.tree.read(`${layer}/data/models/${entity.name}.json`)?.toString("utf8");
    if (file !== undefined) return file;
  }
  return JSON.stringify({ modelName: entity.name, displayName: entity.name, objects: [] });
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
