/** A scenario file once it is read: what is given, what is expected. The shapes are those of its declaration. */
import type { KnownSecret } from "../../text/masking/mask.ts";
import type { Problem, Where } from "../../errors.ts";
import type { Expect } from "../expect/expect.ts";
import type { Fault } from "../../vendor/faults/fault.ts";
import type { PlacedStub } from "../../vendor/stubs/stub.ts";
import type { Fixtures } from "../../splunkd/model/fixtures.ts";
import type { FileText, ScenarioDef } from "./declaration/scenario-schema.ts";

export type ScenarioText = FileText;
export type Given = ScenarioDef<"given">;
export type GivenRows = ScenarioDef<"rows">;
export type GenerateSpec = ScenarioDef<"generate">;
/** A case as it stands in the file; a file with one case needs no name. */
export type CaseText = Partial<ScenarioDef<"case">>;
export type Texts = ScenarioDef<"texts">;
/** One cell of one case: what is run. */
export interface ScenarioCase {
  /** Stable over runs: file, name and cell. */
  readonly id: string;
  readonly name: string;
  readonly cell: string | null;
  /** Name and cell with the secrets in them, where they differ: what somebody may ask for. Written nowhere. */
  readonly trueTitle: string | undefined;
  /** All that the file gives as a secret. */
  readonly secrets: readonly KnownSecret[];
  /** Relative to the root of the run, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly addon: AddonPlace;
  readonly given: Given;
  /** What ar-sim.config beside the add-on gives; `given` lies over it. */
  readonly fixtures: Fixtures;
  readonly network: Given["network"];
  /** What the command line gives, or else ar-sim.config. */
  readonly splunkVersion: string | undefined;
  /** Those of ar-sim.config. The ones of the case come first. */
  readonly http: readonly PlacedStub[];
  /** undefined: the action's own verdict must pass. */
  readonly expect: Expect | undefined;
  /** What is expected under each fault. */
  readonly faults: ScenarioDef<"faults"> | undefined;
  /** Where the case is run under a fault. */
  readonly fault?: Fault | undefined;
  readonly timeLimitMs: number;
  /** Why it is not to be run; null when it is. */
  readonly skippedBecause: string | null;
  /** Where an expectation stands: `expect.events.any[0]`; the nearest above it that is known. */
  where(path: string): Where;
}

/** Which add-on, by absolute paths. */
export interface AddonPlace {
  /** Links may lead out of the add-on. */
  readonly followLinks?: boolean | undefined;
  readonly root: string;
  readonly also: readonly string[];
  readonly appId: string | undefined;
}

export interface ReadScenario {
  /** Empty when there are errors. */
  readonly cases: readonly ScenarioCase[];
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

export interface ScenarioSource {
  /** Absolute. */
  readonly path: string;
  /** As it is shown: relative to the root of the run. */
  readonly file: string;
  readonly text: string;
  /** Cells that a matrix may have at most. */
  readonly maxCells?: number | undefined;
  /** Users or roles that each case runs as, whatever its matrix says. */
  readonly roles?: readonly string[] | undefined;
  /** Folder of the add-on, whatever the text says. */
  readonly addon?: string | undefined;
}
