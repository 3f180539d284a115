/** The published JSON Schema of scenario files, and the few words of that language that it uses. */
import { readFileSync } from "node:fs";
import { packageFile } from "../../host/package-file.ts";

export interface Schema {
  readonly $id?: string;
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
  /** What it is in a few words, for messages. */
  readonly title?: string;
  readonly description?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

let loaded: Schema | undefined;

export function scenarioSchema(): Schema {
  loaded ??= JSON.parse(
    readFileSync(packageFile("src/scenario/file/scenario.schema.json"), "utf8"),
  ) as Schema;
  return loaded;
}

/** The schema behind a `$ref`, and the name it goes by. */
export function resolveRef(schema: Schema): { readonly schema: Schema; readonly name: string } {
  let name = "";
  let at = schema;
  while (at.$ref !== undefined) {
    name = at.$ref.slice("#/$defs/".length);
    const next = scenarioSchema().$defs?.[name];
    if (next === undefined) break;
    at = next;
  }
  return { schema: at, name };
}

export function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "integer":
      return Number.isSafeInteger(value);
    case "boolean":
      return typeof value === "boolean";
    case "null":
      return value === null;
    default:
      return false;
  }
}
