/** Runs the REST handlers of the apps in a sandbox, with the environment that splunkd's own children have. */
import { appendFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { HarnessError } from "../../errors.ts";
import { buildEnvironment } from "../../invocation/payload/build-environment.ts";
import type { SearchContext } from "../../invocation/invocation.ts";
import { copyApp } from "../home/copy-app.ts";
import { explainTraceback } from "../explain/explain-traceback.ts";
import { findPython } from "../interpreters/find-python.ts";
import { HandlerPool } from "./handler-pool.ts";
import type { HandlerEnd } from "../../host/handler-end.ts";
import { logLine } from "./log-line.ts";
import { removeTree } from "../home/remove-tree.ts";
import type { Sandbox } from "../home/sandbox.ts";

/** Longer than any answer that a script waits for. */
const TIMEOUT_MS = 60_000;

export interface RunnerParts {
  readonly sandbox: Sandbox;
  /** `--python`, which goes before what restmap.conf says. */
  readonly python: string | undefined;
  readonly search: Pick<SearchContext, "serverUri" | "serverHost">;
}

export interface HandlerAddress {
  readonly kind: "persist" | "python" | "admin" | "input";
  /** Stanza of restmap.conf. */
  readonly name: string;
  readonly app: string;
  /** Root of the app on the user's disk. */
  readonly appRoot: string;
  /** `module.Class`; of an admin handler or a modular input its file in bin/. */
  readonly handler: string;
  readonly script?: string | undefined;
  /** Whether its process answers more than one request. */
  readonly isKept: boolean;
  readonly python: {
    readonly required: string | undefined;
    readonly version: string | undefined;
  };
}

export interface RestScriptRunner extends AsyncDisposable {
  run(script: HandlerAddress, request: string): Promise<HandlerEnd>;
}

export function restScriptRunner({ sandbox, python, search }: RunnerParts): RestScriptRunner {
  const pool = new HandlerPool();
  let isClosed = false;
  const roots = new Map<string, string>();
  const log = join(sandbox.splunkHome, "var/log/splunk/splunkd.log");
  // What splunkd names in its log, whichever program it is here.
  const appserver = join(
    sandbox.splunkHome,
    "lib/python3/site-packages/splunk/persistconn/appserver.py",
  );
  /** An app that was installed since is laid out with its first request. */
  async function folderOf({ app, appRoot }: HandlerAddress): Promise<string> {
    const folder = sandbox.appFolder(app);
    const known = roots.get(app);
    if (known === undefined && existsSync(folder)) roots.set(app, appRoot);
    else if (known !== appRoot) {
      await pool.forget(`${app}/`);
      await removeTree(folder);
      copyApp(appRoot, folder);
      roots.set(app, appRoot);
    }
    return folder;
  }
  return {
    async run(script, request) {
      if (isClosed) return { error: `${script.name}: its SPLUNK_HOME is gone` };
      const bin = join(await folderOf(script), "bin");
      let interpreter;
      try {
        interpreter = findPython({ asked: python, ...script.python });
      } catch (error) {
        if (error instanceof HarnessError) return { error: error.message };
        throw error;
      }
      const env = buildEnvironment({
        splunkHome: sandbox.splunkHome,
        serverUri: search.serverUri,
        serverHost: search.serverHost,
        pythonPath: [
          ...sandbox.pythonPath,
          ...(interpreter.venv === undefined ? [] : [interpreter.venv]),
        ],
        platform: process.platform,
        host: process.env,
      });
      mkdirSync(bin, { recursive: true });
      const end = await pool.ask(
        `${script.app}/${script.name}`,
        {
          kind: script.kind,
          script: script.script,
          handler:
            isFile(script) && !isAbsolute(script.handler)
              ? join(bin, script.handler)
              : script.handler,
          bin,
          python: interpreter.path,
          env: {
            ...env,
            PYTHONPATH: [bin, env["PYTHONPATH"]]
              .filter((part) => part !== undefined)
              .join(delimiter),
          },
          timeoutMs: TIMEOUT_MS,
        },
        request,
        script.isKept,
      );
      if (!("error" in end)) return end;
      // The last words of one that was ended must not bring back a folder that is taken away.
      if (isClosed) return end;
      tell(log, script, `${interpreter.path} ${appserver}`, end.error);
      const [problem] = explainTraceback(end.error, {
        python: interpreter.version,
        hasShipped: interpreter.venv !== undefined,
        bin: readdirSync(bin),
      });
      return problem === undefined
        ? end
        : { ...end, hint: `${problem.message}. ${problem.hint ?? ""}`.trim() };
    },
    [Symbol.asyncDispose]() {
      isClosed = true;
      return pool[Symbol.asyncDispose]();
    },
  };
}

function isFile({ kind }: HandlerAddress): boolean {
  return kind === "admin" || kind === "input";
}

/** Ground: lines of splunkd.log that people quote: AdminManagerExternal and PersistentScript tell tracebacks. */
function tell(file: string, script: HandlerAddress, command: string, traceback: string): void {
  const text = traceback.trimEnd();
  const last = text.slice(text.lastIndexOf("\n") + 1);
  const kind = script.name.replace(/^input:/, "");
  const lines = {
    admin: [`AdminManagerExternal|Stack trace from python handler:\n${text}`],
    input: [
      `ModularInputs|Unable to initialize modular input "${kind}" defined in the app "${script.app}": Introspecting scheme=${kind}: ${last}`,
    ],
    persist: text.split("\n").map((line) => `PersistentScript|From {${command}}: ${line}`),
    python: text.split("\n").map((line) => `script|From {${script.handler}}: ${line}`),
  }[script.kind].map((line) => {
    const cut = line.indexOf("|");
    return logLine("ERROR", line.slice(0, cut), line.slice(cut + 1));
  });
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${lines.join("\n")}\n`);
}
