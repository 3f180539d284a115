/** The messages between two processes of ar-sim, of which one has the run and the other has the stand-in. */
import type { WrittenEvent } from "../../events/event.ts";
import type { AlertJob, ConfWrite } from "../model/run-records.ts";
import type { RestRecord } from "../model/rest-record.ts";

/** Below /services. Requests there are no part of a run. */
export const REMOTE_RUNS = "ar-sim/runs-1";

export interface RunAccount {
  /** The user that is logged in. */
  readonly user: string;
  /** The number in the next sid. */
  readonly number: number;
  readonly webPort: number | null;
  /** `10.0` */
  readonly splunkVersion: string;
}

export interface RunBegin {
  readonly app: string;
  readonly owner: string;
  readonly sessionKey: string;
}

/** `files` are the results files in base64. */
export interface RunEnd {
  readonly job: Omit<AlertJob, "resultsFiles">;
  /** Where its script stages lookup files, if it is on the same machine. */
  readonly splunkHome: string;
  readonly files: readonly string[];
}

export interface RunLine {
  readonly id?: string | undefined;
  readonly sessionKey?: string | undefined;
  readonly conf?: readonly ConfWrite[] | undefined;
  readonly secrets?: unknown;
  readonly account?: RunAccount | undefined;
  /** Of the owner of the run. */
  readonly capabilities?: readonly string[] | undefined;
  readonly write?: ConfWrite | undefined;
  readonly request?: RestRecord | undefined;
  readonly event?: WrittenEvent | undefined;
  readonly isOver?: true | undefined;
}
