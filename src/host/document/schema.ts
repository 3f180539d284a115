/**
 * The words of JSON Schema (draft 2020-12) that declare our files, and the types of what is read by them.
 *
 * A declaration is a literal, so that the published schema, the reader, the types and the tables in docs/ all come from
 * it. TypeBox was tried in its place (MIT, no dependencies, 7 ms of start-up once it is bundled): what it infers cannot
 * be exported under `isolatedDeclarations`, so each type would have to be written a second time.
 */

export interface Schema {
  readonly $schema?: string;
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

/** The value that is read by the schema `S`. `Defs`: the definitions; `Made`: those with a reader of their own. */
export type Read<S, Defs, Made> = S extends { readonly $ref: `#/$defs/${infer Name}` }
  ? ReadNamed<Name, Defs, Made>
  : S extends { readonly anyOf: readonly (infer Branch)[] }
    ? ReadEach<Branch, Defs, Made>
    : S extends { readonly enum: readonly (infer Value)[] }
      ? Value
      : S extends { readonly type: "array" }
        ? ReadList<S, Defs, Made>
        : S extends { readonly type: "object" }
          ? ReadMap<S, Defs, Made>
          : S extends { readonly type: infer Kind }
            ? Scalar<Kind>
            : unknown;

export type ReadNamed<Name, Defs, Made> = Name extends keyof Made
  ? Made[Name]
  : Name extends keyof Defs
    ? Read<Defs[Name], Defs, Made>
    : never;

type ReadEach<Branch, Defs, Made> = Branch extends unknown ? Read<Branch, Defs, Made> : never;

type ReadList<S, Defs, Made> = S extends { readonly items: infer Item }
  ? readonly Read<Item, Defs, Made>[]
  : readonly unknown[];

type ReadMap<S, Defs, Made> = S extends { readonly properties: infer Properties }
  ? Together<ReadProperties<Properties, RequiredOf<S>, Defs, Made>>
  : S extends { readonly additionalProperties: infer Other }
    ? Readonly<Record<string, Read<Other, Defs, Made>>>
    : Readonly<Record<string, unknown>>;

type RequiredOf<S> = S extends { readonly required: readonly (infer Key)[] } ? Key : never;

type ReadProperties<Properties, Required, Defs, Made> = {
  readonly [K in keyof Properties as K extends Required ? K : never]: Read<
    Properties[K],
    Defs,
    Made
  >;
} & {
  readonly [K in keyof Properties as K extends Required ? never : K]?:
    | Read<Properties[K], Defs, Made>
    | undefined;
};

/** One mapping instead of two, for whoever reads a message of the type checker. */
type Together<T> = { [K in keyof T]: T[K] };

interface Kinds {
  string: string;
  number: number;
  integer: number;
  boolean: boolean;
  null: null;
}

type Scalar<Kind> = Kind extends keyof Kinds
  ? Kinds[Kind]
  : Kind extends readonly (infer One)[]
    ? One extends keyof Kinds
      ? Kinds[One]
      : unknown
    : unknown;

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
