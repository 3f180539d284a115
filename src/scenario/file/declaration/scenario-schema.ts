/** What a scenario file may hold. Its reader, the types, scenario.schema.json and the tables in docs/ come from here. */
import { FIXTURE_DEFS, type MadeFixtures } from "../../../addon/config/fixture-defs.ts";
import { HTTP_DEFS } from "../../../addon/config/http-defs.ts";
import { NETWORK_DEFS } from "../../../addon/config/network-defs.ts";
import type { Read, ReadNamed, Schema } from "../../../host/document/schema.ts";
import { EXPECT_DEFS } from "./expect-defs.ts";
import { GIVEN_DEFS } from "./given-defs.ts";
import { VALUE_DEFS } from "./value-defs.ts";

const CASE_DEFS = {
  faults: {
    title: "expectations by fault, such as { 503: { exit: 2 } }",
    description:
      "With `--faults`: what must hold under a fault, in place of a failure. Keys are the faults of a stub.",
    type: "object",
    properties: {
      dns: { $ref: "#/$defs/expect" },
      refused: { $ref: "#/$defs/expect" },
      timeout: { $ref: "#/$defs/expect" },
      tls: { $ref: "#/$defs/expect" },
      "wrong-host": { $ref: "#/$defs/expect" },
      reset: { $ref: "#/$defs/expect" },
      400: { $ref: "#/$defs/expect" },
      401: { $ref: "#/$defs/expect" },
      403: { $ref: "#/$defs/expect" },
      404: { $ref: "#/$defs/expect" },
      429: { $ref: "#/$defs/expect" },
      500: { $ref: "#/$defs/expect" },
      502: { $ref: "#/$defs/expect" },
      503: { $ref: "#/$defs/expect" },
      html: { $ref: "#/$defs/expect" },
      empty: { $ref: "#/$defs/expect" },
      malformed: { $ref: "#/$defs/expect" },
      truncated: { $ref: "#/$defs/expect" },
      slow: { $ref: "#/$defs/expect" },
      stall: { $ref: "#/$defs/expect" },
    },
    additionalProperties: false,
  },
  matrix: {
    description: "Values of `given` to try in every combination, by path: `params.count: [1, 2]`.",
    type: "object",
    additionalProperties: { type: "array", minItems: 1 },
  },
  case: {
    description: "One case.",
    type: "object",
    properties: {
      name: {
        type: "string",
        minLength: 1,
        description: "The name of the case. It is unique in its file.",
      },
      given: { $ref: "#/$defs/given" },
      expect: { $ref: "#/$defs/expect" },
      faults: { $ref: "#/$defs/faults" },
      matrix: { $ref: "#/$defs/matrix" },
      timeLimit: {
        $ref: "#/$defs/time",
        description:
          "When the case is stopped: `500ms`, `10s`, `2m`, or seconds. The default is `60s`.",
      },
      skip: {
        type: ["boolean", "string"],
        description: "`true`, or a text that says why. The case does not run.",
      },
      only: {
        type: "boolean",
        description: "`true` runs only the cases of this file that have it.",
      },
    },
    additionalProperties: false,
    required: ["name"],
  },
} as const;

/** What stands only at the top of a file. */
const HEAD = {
  $schema: { type: "string", description: "The schema of this file, for editors." },
  addon: {
    type: "string",
    description:
      "The folder of the add-on, relative to this file. The default is the nearest add-on above.",
  },
  also: {
    type: "array",
    items: { type: "string" },
    description: "Folders of other add-ons to install beside it.",
  },
  appId: { type: "string", description: "Its folder in `etc/apps`." },
  cases: {
    type: "array",
    items: { $ref: "#/$defs/case" },
    minItems: 1,
    description: "The cases. What stands above is shared by all of them.",
  },
} as const;

type Defs = typeof FIXTURE_DEFS &
  typeof NETWORK_DEFS &
  typeof HTTP_DEFS &
  typeof VALUE_DEFS &
  typeof GIVEN_DEFS &
  typeof EXPECT_DEFS &
  typeof CASE_DEFS;

/** What the definitions with a reader of their own are read as. */
interface Made extends MadeFixtures {
  readonly matrix: Readonly<Record<string, readonly unknown[]>>;
}

export const FILE_KEYS: Readonly<Record<string, Schema>> = HEAD;

export const SCENARIO_SCHEMA: Schema & Required<Pick<Schema, "$defs">> = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "A scenario file of ar-sim test",
  type: "object",
  properties: { ...HEAD, ...CASE_DEFS.case.properties },
  additionalProperties: false,
  $defs: {
    ...FIXTURE_DEFS,
    ...NETWORK_DEFS,
    ...HTTP_DEFS,
    ...VALUE_DEFS,
    ...GIVEN_DEFS,
    ...EXPECT_DEFS,
    ...CASE_DEFS,
  },
};

/** The type of what a definition is read to: `ScenarioDef<"given">`. */
export type ScenarioDef<Name extends keyof Defs> = ReadNamed<Name, Defs, Made>;

/** What stands at the top of a file. A file with one case has the keys of the case there, too. */
export type FileText = Read<
  { readonly type: "object"; readonly properties: typeof HEAD },
  Defs,
  Made
> &
  Partial<ScenarioDef<"case">>;
