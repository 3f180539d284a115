/** One request as an endpoint sees it. */
import type { IncomingHttpHeaders } from "node:http";
import type { Arguments } from "../model/arguments.ts";
import type { Namespace } from "../model/resource-path.ts";
import type { User } from "../instance/users.ts";
import type { Parts } from "../parts.ts";

export interface Call {
  readonly method: string;
  /** Path below the namespace, decoded: `['storage', 'passwords', 'realm:user:']`. */
  readonly segments: readonly string[];
  /** What the placeholders of the endpoint's path stand for. */
  readonly params: Readonly<Record<string, string>>;
  readonly namespace: Namespace;
  /** Query and form body together. */
  readonly args: Arguments;
  readonly query: Arguments;
  readonly body: Buffer;
  readonly headers: IncomingHttpHeaders;
  /** Who calls; for the few endpoints open to all, `nobody`. */
  readonly user: User;
  /** The session key the caller came with, if it came with one. */
  readonly sessionKey: string | undefined;
  readonly outputMode: string;
  /** Address of the caller. */
  readonly client: string;
  readonly splunkd: Parts;
}
