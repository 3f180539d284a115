/** A row of the verb table: a path, and what each verb needs and does. */
import type { Call } from "./call.ts";
import type { Fields, Reply } from "../model/reply.ts";

export interface Verb {
  /** Answers without a login. */
  readonly isOpen?: true;
  /** The caller needs one of them. */
  readonly capabilities?: readonly string[];
  /** Checked before `run`; undefined takes anything. */
  readonly args?: Fields;
  /** The body is no form. */
  readonly rawBody?: true;
  /** What a user gets by a path and query holds until something in the store changes. */
  readonly holds?: boolean;
  run(call: Call): Reply | Promise<Reply>;
}

export interface Endpoint {
  /** Below the namespace: `storage/passwords/{name}`, `configs/conf-{file}`; a last `{rest*}` takes all that follows. */
  readonly path: string;
  readonly GET?: Verb;
  readonly POST?: Verb;
  readonly DELETE?: Verb;
}
