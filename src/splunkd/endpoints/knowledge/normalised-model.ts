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
  const datasets = recordsIn(model["objects"]).filter((one) => textIn(one, "objectName") !== "");
  const byName = new Map(datasets.map((one) => [textIn(one, "objectName"), one]));
  const modelName = textIn(model, "modelName") || name;
  const objects = datasets.map((one) => dataset(one, { byName, datasets, modelName }));
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

function dataset(one: Json, { byName, datasets, modelName }: Model): Json {
  const name = textIn(one, "objectName");
  const above = ancestors(one, byName);
  const root = textIn(above.at(-1) ?? one, "parentName") || "BaseEvent";
  const lineage = [...above.toReversed(), one].map((ancestor) => textIn(ancestor, "objectName"));
  const inherited = [...above].toReversed();
  const rooted = (ROOTS[root] ?? []).map((field) => fullField(rootField(field), root));
  const ofAll = (key: string, make: (json: Json, owner: string) => Json): Json[] =>
    [...inherited, one].flatMap((from) =>
      recordsIn(from[key]).map((json) => make(json, textIn(from, "objectName"))),
    );
  return {
    ...one,
    displayName: textIn(one, "displayName") || name,
    parentName: textIn(one, "parentName") || "BaseEvent",
    comment: textIn(one, "comment"),
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
function ancestors(one: Json, byName: Model["byName"]): Json[] {
  const above: Json[] = [];
  let at = byName.get(textIn(one, "parentName"));
  while (at !== undefined && at !== one && !above.includes(at) && above.length < DEEPEST) {
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
    datasets.filter((one) => {
      const top = ancestors(one, byName).at(-1) ?? one;
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
    (one: unknown): one is Json => typeof one === "object" && one !== null && !Array.isArray(one),
  );
}

function textIn(json: Json, key: string): string {
  const value = json[key];
  return typeof value === "string" ? value : "";
}
