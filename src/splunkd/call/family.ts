/**
 * A family of endpoints: a Fastify plugin that registers routes and closes over the parts it uses. What every request
 * passes before and after its handler is in lifecycle.ts; what a route wants of that stands in its `config`.
 */
import type { FastifyPluginCallback, FastifyRequest } from "fastify";
import type { User } from "../instance/users.ts";
import type { Arguments } from "../model/arguments.ts";
import type { Fields } from "../model/reply.ts";
import type { Write } from "../store/state/journal.ts";
import type { Namespace } from "../model/resource-path.ts";
import type { RestError } from "../model/rest-error.ts";
import type { Parts } from "../parts.ts";

export type Family = FastifyPluginCallback<Parts>;

/** One request as a handler sees it; `P` are the parameters of its path. */
export type Request<P = unknown> = FastifyRequest<{ Params: P }>;

/** Where one handler answers paths whose parameters differ. */
export type PathRequest = Request<Readonly<Record<string, string>>>;

declare module "fastify" {
  interface FastifyContextConfig {
    /** Answers without a login. */
    readonly isOpen?: boolean | undefined;
    /** The caller needs one of them. */
    readonly capabilities?: readonly string[] | undefined;
    /** Checked before the handler; undefined takes anything. */
    readonly args?: Fields | undefined;
    /** The body is no form. */
    readonly rawBody?: boolean | undefined;
    /** What a user gets by a path and query holds until something in the store changes. */
    readonly holds?: boolean | undefined;
  }

  interface FastifyRequest {
    /** Of its route. The `routeOptions` of Fastify are made anew each time that they are asked for. */
    config: FastifyContextConfig;
    /** When it came, by `performance.now()`. */
    begunAt: number;
    /** Path below the namespace, decoded: `['storage', 'passwords', 'realm:user:']`. */
    segments: readonly string[];
    namespace: Namespace;
    /** Query and form body together. */
    args: Arguments;
    queryArgs: Arguments;
    outputMode: string;
    /** Who calls; for the few endpoints open to all, `nobody`. */
    user: User;
    /** The session key the caller came with, if it came with one. */
    sessionKey: string | undefined;
    /** To be repeated in the answer: the caller came with a cookie. */
    cookie: string | undefined;
    /** Who it is recorded of; null where nobody was told. */
    recordedUser: string | null;
    /** False where nobody here plays this endpoint. */
    isKnown: boolean;
    /** Why the user may not, where it was refused so. */
    refusal: RestError | undefined;
    /** What it changes. null until its turn has come. */
    write: Write | null;
    /** The store when the handler began, where its answer may hold. */
    heldSince: number | undefined;
  }
}
