/** A scenario file once it is read: what is given, what is expected. The shapes are those of scenario.schema.json. */
import type { Where } from "../../errors.ts";
import type { Mode } from "../../invocation/invocation.ts";
import type { NotableSpec } from "../../invocation/notable/notable.ts";
import type { Fixtures } from "../../splunkd/model/fixtures.ts";
import type { Expect } from "../expect/expect.ts";

export type Texts = Readonly<Record<string, string>>;
export type RowTexts = Readonly<Record<string, string | readonly string[]>>;

export interface GenerateSpec {
  readonly count?: number;
  readonly fields?: RowTexts;
  readonly mv?: boolean | number;
  readonly unicode?: boolean;
  readonly empty?: boolean;
  readonly duplicateRid?: boolean;
}

export type GivenRows =
  | readonly RowTexts[]
  | { readonly file: string; readonly set?: Texts }
  | { readonly notable: boolean | (Omit<NotableSpec, "set"> & { readonly set?: Texts }) }
  | { readonly spl: string }
  | { readonly generate: GenerateSpec };

export interface Given {
  readonly action?: string;
  readonly mode?: Mode;
  readonly line?: string;
  readonly params?: Texts;
  readonly rows?: GivenRows;
  readonly savedSearch?: string;
  readonly searchName?: string;
  readonly search?: string;
  readonly app?: string;
  readonly owner?: string;
  /** conf → stanza → setting. */
  readonly conf?: Readonly<Record<string, Readonly<Record<string, Texts>>>>;
  readonly files?: Texts;
  readonly credentials?: Fixtures["credentials"];
  /** Tab → stanza → field. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, Texts>>>>;
  readonly kv?: NonNullable<Fixtures["collections"]>;
  readonly users?: Fixtures["users"];
  readonly roles?: Fixtures["roles"];
  readonly indexes?: Fixtures["indexes"];
  readonly hecTokens?: Fixtures["hecTokens"];
  readonly unknownEndpoints?: "answer" | "warn" | "fail";
  readonly env?: Texts;
  readonly now?: string | number;
  readonly seed?: number;
  readonly serverHost?: string;
  readonly python?: string;
  readonly maxResults?: number;
  readonly preview?: boolean;
  readonly cwd?: "bin" | "root";
  readonly emptyParams?: "include" | "omit";
  readonly unresolved?: "default" | "literal" | "empty";
  readonly numericSid?: boolean;
}

/** A case as it stands in the file. */
export interface CaseText {
  readonly name?: string;
  readonly given?: Given;
  readonly expect?: Expect;
  /** Path below `given` → values. */
  readonly matrix?: Readonly<Record<string, readonly unknown[]>>;
  readonly timeLimit?: string | number;
  readonly skip?: boolean | string;
  readonly only?: boolean;
}

/** One cell of one case: what is run. */
export interface ScenarioCase {
  /** Stable over runs: file, name and cell. */
  readonly id: string;
  readonly name: string;
  readonly cell: string | null;
  /** Relative to the root of the run, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly addon: AddonPlace;
  readonly given: Given;
  /** What ar-sim.config beside the add-on gives; `given` lies over it. */
  readonly fixtures: Fixtures;
  /** undefined: the action's own verdict must pass. */
  readonly expect: Expect | undefined;
  readonly timeLimitMs: number;
  /** Why it is not to be run; null when it is. */
  readonly skippedBecause: string | null;
  /** Where an expectation stands: `expect.events.any[0]`; the nearest above it that is known. */
  where(path: string): Where;
}

/** Which add-on, by absolute paths. */
export interface AddonPlace {
  readonly root: string;
  readonly also: readonly string[];
  readonly appId: string | undefined;
}
