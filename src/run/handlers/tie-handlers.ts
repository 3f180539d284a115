/**
 * The one knot of a run. A script calls the stand-in for splunkd. The stand-in runs the REST handlers of the add-on, and
 * lays what is written to a .conf into the sandbox. The handlers run in the sandbox, and call the stand-in again.
 *
 * So the stand-in starts first, since the sandbox and the handlers need its address. Then the sandbox is laid out. Then
 * this file makes what the stand-in is handed last: how to run a handler, and where to write.
 */
import { type LocalWrite, writeLocalConf } from "../../sandbox/home/write-local-conf.ts";
import { commandRunner } from "../../sandbox/commands/command-runner.ts";
import type { Sandbox } from "../../sandbox/home/sandbox.ts";
import {
  restScriptRunner,
  type RestScriptRunner,
} from "../../sandbox/process/rest-script-runner.ts";

import type { CommandHome } from "../search/commands/app-commands.ts";

export interface TiedHandlers extends AsyncDisposable {
  readonly runRestScript: RestScriptRunner["run"];
  readonly writeConf: (write: LocalWrite) => void;
  /** Where search commands of the add-on start. */
  readonly commands: CommandHome;
}

/** How handlers and search commands reach splunkd. */
export interface SplunkdAddress {
  readonly serverUri: string;
  readonly serverHost: string;
  /** Of who searches, where nobody else does. */
  readonly sessionKey: string;
  /** `10.0`. */
  readonly splunkVersion: string;
}

/** `python` is the interpreter that the user asked for; undefined leaves it to restmap.conf. */
export function tieHandlers(
  sandbox: Sandbox,
  python: string | undefined,
  address: SplunkdAddress,
): TiedHandlers {
  const { serverUri, serverHost, splunkVersion, sessionKey } = address;
  const runner = restScriptRunner({ sandbox, python, search: address });
  const starter = commandRunner({ sandbox, python, serverUri, serverHost, splunkVersion });
  return {
    commands: { runner: starter, serverUri, serverHost, sessionKey },
    runRestScript: runner.run,
    writeConf: (write) => writeLocalConf(sandbox.splunkHome, write),
    [Symbol.asyncDispose]: () => runner[Symbol.asyncDispose](),
  };
}
