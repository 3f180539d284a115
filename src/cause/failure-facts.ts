/** Gathers what is known of a failed run, for the explanation of its cause. Reads a few files of the add-on, once. */
import { join } from "node:path";
import type { Addon, AlertAction, Program } from "../addon/addon.ts";
import type { Row } from "../invocation/invocation.ts";
import type { InvocationRecord } from "../sandbox/process/invocation-record.ts";
import type { Outbound } from "../sandbox/fence/fence-types.ts";
import type { Interpreter } from "../sandbox/process/script-run.ts";
import type { RestRecord } from "../splunkd/model/rest-record.ts";
import { askedObject, refusedBy } from "./asked-object.ts";
import type { FailureFacts, Raised } from "./cause.ts";
import { ownFiles } from "./own-files.ts";
import { readHanded } from "./read-handed.ts";
import { faultWords, lastWords, readTraceback } from "./read-traceback.ts";

/** The run that failed. */
export interface FailedRun {
  readonly addon: Addon;
  readonly action: AlertAction;
  readonly program: Program;
  readonly python: Pick<Interpreter, "version"> | undefined;
  readonly splunkHome: string;
  /** As the payload has them before tokens are expanded: for a payload in XML. */
  readonly params: ReadonlyMap<string, string>;
  readonly given: Readonly<Record<string, string>>;
  readonly results: {
    readonly count: number;
    readonly hasFiles: boolean;
    readonly fields: readonly string[];
    readonly firstRow: Row | undefined;
  };
}

/** What it left. */
export interface Remains {
  /** The start that failed. */
  readonly invocation: InvocationRecord;
  readonly logs: readonly { readonly text: string }[];
  /** Exceptions that the script's own code raised, where they were recorded: the last one is last. */
  readonly caught: readonly Raised[];
  readonly outbound: readonly Outbound[];
  readonly rest: readonly RestRecord[];
  readonly mode: FailureFacts["mode"];
}

export function failureFacts(run: FailedRun, remains: Remains): FailureFacts {
  const { addon, action, program, splunkHome, results } = run;
  const files = ownFiles(splunkHome, [addon, ...addon.also]);
  const raised = raisedBy(remains);
  const place = files.place(raised.frames);
  const handed = readHanded(remains.invocation.payload);
  const { exitCode } = remains.invocation;
  const main = join(program.appRoot, program.file);
  return {
    raised,
    place,
    exitedAt: files.place(remains.caught.findLast(isExit)?.frames ?? []),
    exitCode,
    killedAfterMs: remains.invocation.timedOut ? remains.invocation.durationMs : null,
    python: run.python?.version ?? "",
    mode: remains.mode,
    action: action.name,
    payloadFormat: action.payloadFormat,
    params: handed?.params ?? Object.fromEntries(run.params),
    given: run.given,
    unexpanded: Object.fromEntries(run.params),
    declared: [...action.params.keys()],
    rowCount: results.count,
    hasResultsFile: results.hasFiles,
    fields: results.fields,
    row: handed?.row ?? results.firstRow ?? null,
    rest: remains.rest,
    outbound: remains.outbound,
    appsWithCollection: (name) =>
      [addon, ...addon.also]
        .filter((app) => app.conf("collections").stanzas.has(name))
        .map(({ appId }) => appId),
    settingsOf: (conf, stanza) => settingsOf(addon, conf, stanza),
    get functions() {
      return files.functions(program.app);
    },
    sources: [...new Set([place?.file ?? main, main])].map((file) => ({
      file,
      text: files.read(file),
    })),
    refusedBy: (request) => refusedBy(addon, request),
    askedObject: (request) => askedObject(addon, request),
  };
}

/** A shorter message, such as a key, stands in many a line. */
const LEAST_LETTERS = 4;

/** `sys.exit(1)` is how a script ends, and not why. `sys.exit("text")` is both. */
function isExit({ type, message }: Raised): boolean {
  return type === "SystemExit" && /^(?:-?\d*|None)$/.test(message);
}

/** Raised and caught in many a script that works: to see which modules there are, and at the end of a loop. */
function isUsual({ type }: Raised): boolean {
  return /(?:ImportError|ModuleNotFoundError|StopIteration|GeneratorExit|SystemExit)$/.test(type);
}

/** What ended the script: a traceback on stderr or in a log, an exception that it caught, or its last words. */
function raisedBy({ invocation, logs, caught }: Remains): Raised {
  const texts = [invocation.stderr, ...logs.map(({ text }) => text)];
  for (const text of texts) {
    const raised = readTraceback(text);
    if (raised !== undefined) return raised;
  }
  const ended = invocation.exitCode === 0;
  const words = ended
    ? texts.map(faultWords).find((line) => line !== undefined)
    : (texts.map(lastWords).find((line) => line !== undefined) ?? lastWords(invocation.stdout));
  const faults = caught.filter((raised) => !isExit(raised) && !(ended && isUsual(raised)));
  const named = faults.findLast(
    ({ message }) => message.length >= LEAST_LETTERS && words?.includes(message) === true,
  );
  if (named !== undefined) return named;
  const last = faults.at(-1);
  if (words === undefined && last !== undefined) return last;
  return { type: "", message: words?.trim() ?? "", frames: last?.frames ?? [] };
}

function settingsOf(addon: Addon, conf: string, stanza: string): readonly string[] | undefined {
  if (!addon.confNames.includes(conf)) return undefined;
  const settings = addon.conf(conf).stanzas.get(stanza)?.settings;
  return settings === undefined ? undefined : [...settings.keys()];
}
