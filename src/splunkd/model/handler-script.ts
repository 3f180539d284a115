/** A script of an app that splunkd runs for itself, a REST handler or a modular input, and whoever runs it. */
import type { HandlerEnd } from "../../host/handler-end.ts";

export interface WantedPython {
  readonly required: string | undefined;
  readonly version: string | undefined;
}

/** What whoever runs it must know. */
export interface HandlerScript {
  readonly kind: "persist" | "python" | "admin" | "input";
  /** The stanza, `script:my_handler`. */
  readonly name: string;
  readonly app: string;
  /** Root of the app on the user's disk. */
  readonly appRoot: string;
  readonly handler: string;
  /** Setting `script`, which some name in place of the module of the handler. */
  readonly script?: string | undefined;
  /** Whether its process answers more than one request. */
  readonly isKept: boolean;
  readonly python: WantedPython;
}

/** Runs a handler in a process of its own. */
export type RunRestScript = (script: HandlerScript, request: string) => Promise<HandlerEnd>;
