/**
 * A data model as splunkd tells of it, whatever was written: each dataset with its lineage, its children, and the fields it
 * inherits, and each field, constraint and calculation with all that belongs to it. Ground: datamodels.conf.spec; answers
 * of datamodel/model that public clients keep beside the JSON that was written. Guess: the id of a calculation.
 */
import { createHash } from "node:crypto";

type Json = Readonly<Record<string, unknown>>;

/** Datasets that every model has above its own, and what they bring. */
const ROOTS: Readonly<Record<string, readonly string[]>> = {
  BaseEvent: ["_time", "host", "source", "sourcetype"],
  BaseSearch: [],
  BaseTransaction: ["_time", "host", "source", "sourcetype", "duration", "eventcount"],
  BaseInterface: [],
  BaseImplements: [],
};

/** Parents of parents end there: a model may name itself. */
const DEEPEST = 100;

/** `name`: of the object, where the definition says none. */
export function normalisedModel(model: Json, name: string): Json {
  const datasets = recordsIn(model["objects"]).filter((json) => textIn(json, "objectName") !== "");
  const byName = new Map(datasets.map((json) => [textIn(json, "objectName"), json]));
  const modelName = textIn(model, "modelName") || name;
  const objects = datasets.map((json) => dataset(json, { byName, datasets, modelName }));
  return {
    ...model,
    modelName,
    displayName: textIn(model, "displayName") || modelName,
    description: textIn(model, "description"),
    objectSummary: summaryOf(datasets, byName),
    objects,
    objectNameList: [...byName.keys()],
  };
}

interface Model {
  readonly modelName: string;
  readonly datasets: readonly Json[];
  readonly byName: ReadonlyMap<string, Json>;
}

function dataset(json: Json, { byName, datasets, modelName }: Model): Json {
  const name = textIn(json, "objectName");
  const above = ancestors(json, byName);
  const root = textIn(above.at(-1) ?? json, "parentName") || "BaseEvent";
  const lineage = [...above.toReversed(), json].map((ancestor) => textIn(ancestor, "objectName"));
  const inherited = [...above].toReversed();
  const rooted = (ROOTS[root] ?? []).map((field) => fullField(rootField(field), root));
  const ofAll = (key: string, make: (json: Json, owner: string) => Json): Json[] =>
    [...inherited, json].flatMap((from) =>
      recordsIn(from[key]).map((part) => make(part, textIn(from, "objectName"))),
    );
  return {
    ...json,
    displayName: textIn(json, "displayName") || name,
    parentName: textIn(json, "parentName") || "BaseEvent",
    comment: textIn(json, "comment"),
    children: datasets
      .filter((other) => textIn(other, "parentName") === name)
      .map((other) => textIn(other, "objectName")),
    lineage: lineage.join("."),
    fields: unique([...rooted, ...ofAll("fields", fullField), countOf(name)]),
    constraints: ofAll("constraints", (json, owner) => ({ search: "", ...json, owner })),
    calculations: ofAll("calculations", fullCalculation),
    tsidxNamespace: `datamodel="${modelName}"`,
  };
}

/** The nearest first. */
function ancestors(json: Json, byName: Model["byName"]): Json[] {
  const above: Json[] = [];
  let at = byName.get(textIn(json, "parentName"));
  while (at !== undefined && at !== json && !above.includes(at) && above.length < DEEPEST) {
    above.push(at);
    at = byName.get(textIn(at, "parentName"));
  }
  return above;
}

function rootField(fieldName: string): Json {
  return { fieldName, type: fieldName === "_time" ? "timestamp" : "string", editable: false };
}

/** How many events there are of it. */
function countOf(name: string): Json {
  return fullField({ fieldName: name, type: "objectCount", editable: false }, name);
}

function fullField(field: Json, owner: string): Json {
  const fieldName = textIn(field, "fieldName");
  const isRequired = field["required"] === true;
  return {
    fieldName,
    displayName: textIn(field, "displayName") || fieldName,
    owner: textIn(field, "owner") || owner,
    type: textIn(field, "type") || "string",
    fieldSearch: textIn(field, "fieldSearch") || (isRequired ? `${fieldName}=* ` : ""),
    comment: textIn(field, "comment"),
    required: isRequired,
    multivalue: field["multivalue"] === true,
    hidden: field["hidden"] === true,
    editable: field["editable"] !== false,
  };
}

function fullCalculation(calculation: Json, owner: string): Json {
  const outputs = recordsIn(calculation["outputFields"]);
  const id = createHash("md5")
    .update(JSON.stringify([owner, calculation["expression"], outputs]))
    .digest("hex");
  return {
    ...calculation,
    calculationID: textIn(calculation, "calculationID") || id,
    owner: textIn(calculation, "owner") || owner,
    comment: textIn(calculation, "comment"),
    editable: calculation["editable"] !== false,
    outputFields: outputs.map((field) => fullField(field, owner)),
  };
}

/** What a dataset says of its own counts more than what it inherits. */
function unique(fields: readonly Json[]): Json[] {
  return [...new Map(fields.map((field) => [textIn(field, "fieldName"), field])).values()];
}

function summaryOf(datasets: readonly Json[], byName: Model["byName"]): Json {
  const count = (root: string): number =>
    datasets.filter((json) => {
      const top = ancestors(json, byName).at(-1) ?? json;
      return (textIn(top, "parentName") || "BaseEvent") === root;
    }).length;
  return {
    "Event-Based": count("BaseEvent"),
    "Search-Based": count("BaseSearch"),
    "Transaction-Based": count("BaseTransaction"),
    Interfaces: count("BaseInterface"),
    "Interface Implementations": count("BaseImplements"),
  };
}

function recordsIn(value: unknown): Json[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (item: unknown): item is Json =>
      typeof item === "object" && item !== null && !Array.isArray(item),
  );
}

function textIn(json: Json, key: string): string {
  const value = json[key];
  return typeof value === "string" ? value : "";
}
