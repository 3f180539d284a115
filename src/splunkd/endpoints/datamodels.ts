/**
 * datamodel/model and data/models: data models as objects, those of the add-on with their definition; none is accelerated,
 * and no search runs over one. Ground: REST API Reference, «datamodel/model»; datamodels.conf.spec.
 */
import type { Call } from "../call.ts";
import { collection, ownArguments } from "../collection.ts";
import { recordWrite } from "../conf-writes.ts";
import type { Endpoint } from "../endpoint.ts";
import { asText, type Content, content, type Entity } from "../entity.ts";
import { RestError } from "../rest-error.ts";
import { confContent } from "./configs.ts";

export const datamodels: readonly Endpoint[] = ["datamodel/model", "data/models"].flatMap((path) =>
  collection({
    path,
    kind: "conf-datamodels",
    title: "datamodels",
    fields: { required: ["name"], optional: ["eai:data", "acceleration"], wildcard: [".*"] },
    isMember: (entity) => entity.name !== "default",
    shows(entity, call) {
      const text = definitionOf(entity, call);
      const { displayName, description } = parsed(text);
      return content({
        ...confContent(entity, call.namespace.owner),
        description: typeof description === "string" ? description : "",
        displayName: typeof displayName === "string" ? displayName : entity.name,
        "eai:data": text,
        "eai:type": "models",
      });
    },
    create: (args) => ({ name: args.get("name") ?? "", content: given(args) }),
    update: (_entity, args) => given(args),
    changed: (entity, what, call) => recordWrite(call, "datamodels", entity, what),
  }),
);

function given(args: Call["args"]): Content {
  const text = args.get("eai:data");
  if (text !== undefined && Object.keys(parsed(text)).length === 0)
    throw new RestError(
      400,
      "Parameter eai:data: the definition of a data model is a JSON object.",
    );
  return content([
    ...Object.entries(ownArguments(args)),
    // Kept beside the stanza: the definition is a file of its own.
    ...(text === undefined ? [] : [["#definition", text] as const]),
  ]);
}

function definitionOf(entity: Entity, { splunkd }: Call): string {
  const own = asText(entity.content["#definition"]);
  if (own !== "") return own;
  const { addon } = splunkd;
  const app = [addon, ...(addon?.also ?? [])].find((one) => one?.appId === entity.app);
  for (const layer of ["local", "default"]) {
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
