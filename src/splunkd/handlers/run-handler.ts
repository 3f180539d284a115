/** Has a handler run, and turns one that failed into what splunkd answers then. */
import type { FastifyRequest } from "fastify";
import { RestError } from "../model/rest-error.ts";
import type { HandlerEnd } from "../../host/handler-end.ts";
import type { Parts } from "../parts.ts";
import type { HandlerScript } from "../model/handler-script.ts";

/** What a handler's run takes from the stand-in. */
export type HandlerParts = Pick<
  Parts,
  "settings" | "faults" | "sessions" | "address" | "apps" | "now"
>;

/** In place of an answer, where whoever asks has another. */
export const LACKS_MODULE: unique symbol = Symbol("lacks a module");

export async function runHandler(
  script: HandlerScript,
  input: string,
  { headers }: Pick<FastifyRequest, "headers">,
  { settings, faults }: Pick<Parts, "settings" | "faults">,
  mayLackModule = false,
): Promise<unknown> {
  const { runs, runRestScript } = settings;
  // Where the run's own script has its files.
  const run = runs.of(headers).at(-1)?.runRestScript ?? runRestScript;
  if (run === undefined) {
    throw new RestError(
      503,
      `ar-sim has no Python at hand here to run ${script.handler} of ${script.app}.`,
    );
  }
  const end = await run(script, input);
  if ("returned" in end) return end.returned;
  if ("failed" in end) throw new RestError(end.failed.status, end.failed.text);
  if (mayLackModule && lacksModule(end)) return LACKS_MODULE;
  faults.add(`${script.name} of ${script.app}: ${end.error}`);
  settings.onHandlerError?.(script, end.error, end.hint);
  throw raised(script, end);
}

type Raised = Extract<HandlerEnd, { readonly error: string }>;

/** Python 2 has no ModuleNotFoundError; a process that ended before it could tell has no type at all. */
function lacksModule({ type = "" }: Raised): boolean {
  return type === "" || /ImportError|ModuleNotFoundError/.test(type);
}

/** What splunkd answers for a handler that raised. */
function raised(script: HandlerScript, { type, text, error }: Raised): RestError {
  // Ground: as splunktaucclib's pages take it apart, and as people quote it.
  if (script.kind === "admin") {
    return new RestError(
      500,
      `Unexpected error "${type ?? "<class 'Exception'>"}" from python handler: "${text ?? lastLine(error)}". See splunkd.log/python.log for more details.`,
    );
  }
  // Ground: words that people who run public apps on Splunk saw, of a class that is none and of arguments it does not
  // take. Guess: that splunkd tells those of handle() likewise.
  return new RestError(500, text || lastLine(error));
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
