/** Runs the REST handlers of the apps in a sandbox, with the environment that splunkd's own children have. */
import { join } from "node:path";
import { buildEnvironment } from "../invocation/build-environment.ts";
import type { SearchContext } from "../invocation/invocation.ts";
import { type RestHandlerEnd, runRestHandler } from "./run-rest-handler.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Interpreter } from "./script-run.ts";

/** Longer than any answer that a script waits for. */
const TIMEOUT_MS = 60_000;

export interface RunnerParts {
  readonly sandbox: Sandbox;
  readonly python: Interpreter;
  readonly search: Pick<SearchContext, "serverUri" | "serverHost">;
}

export interface HandlerAddress {
  readonly kind: "persist" | "python";
  readonly app: string;
  /** `module.Class`. */
  readonly handler: string;
}

export function restScriptRunner({
  sandbox,
  python,
  search,
}: RunnerParts): (script: HandlerAddress, request: string) => Promise<RestHandlerEnd> {
  return (script, request) =>
    runRestHandler({
      kind: script.kind,
      handler: script.handler,
      request,
      bin: join(sandbox.appFolder(script.app), "bin"),
      python: python.path,
      env: buildEnvironment({
        splunkHome: sandbox.splunkHome,
        serverUri: search.serverUri,
        serverHost: search.serverHost,
        pythonPath: [...sandbox.pythonPath, ...(python.venv === undefined ? [] : [python.venv])],
        host: process.env,
      }),
      scratch: sandbox.splunkHome,
      timeoutMs: TIMEOUT_MS,
    });
}
