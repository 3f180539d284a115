/** What the scripts of an action ask for by their texts alone, read off their calls. */
import { findPrograms } from "../../checks/reading/action-programs.ts";
import { gatherFacts } from "../../checks/facts/gather-facts.ts";
import type {
  PythonAsk,
  PythonFile,
  PythonValue,
} from "../../checks/reading/python/python-reading.ts";
import { readPython } from "../../checks/reading/python/read-python.ts";
import type { Addon } from "../../addon/addon.ts";

/** What is known of one action without a run. */
export interface Asked {
  readonly asks: readonly PythonAsk[];
  /** Parameters that the scripts read. */
  readonly params: readonly string[];
  /** Fields of rows that they use. */
  readonly fields: readonly string[];
}

const NOTHING: Asked = { asks: [], params: [], fields: [] };
/** Keys of the payload and of answers, which are no fields of a row. */
const NO_FIELDS: ReadonlySet<string> = new Set(
  "result results results_file results_link configuration sid search_name search_uri app owner server_host server_uri session_key content entry name status messages data text id".split(
    " ",
  ),
);

/** By the name of the action. */
export function readAsked(addon: Addon): (action: string) => Asked {
  const facts = gatherFacts(addon);
  const programs = findPrograms(addon);
  const { files } = readPython({ ...pickFiles(facts), addon, programs }, { asks: true });
  return (action) => {
    const reached = files.filter((file) => file.actions.includes(action));
    return reached.length === 0 ? NOTHING : askedIn(reached);
  };
}

function pickFiles(facts: ReturnType<typeof gatherFacts>) {
  const { files } = facts;
  return { files, has: facts.has, text: facts.text };
}

function askedIn(files: readonly PythonFile[]): Asked {
  const asks = files.flatMap((file) => file.asks);
  const fields = asks
    .filter(({ what }) => what === "field")
    .flatMap(({ args }) => args.flatMap(textsOf));
  return {
    asks: asks.filter(({ what }) => what !== "field"),
    params: [...new Set(files.flatMap(({ reads }) => reads.map(({ name }) => name)))],
    fields: [...new Set(fields)].filter((name) => !NO_FIELDS.has(name) && isFieldName(name)),
  };
}

/** A row gets `_time`, `rid` and `sid` by themselves. */
function isFieldName(name: string): boolean {
  return /^[\w.:-]+$/.test(name) && !/^_|^(?:rid|sid|orig_rid|orig_sid)$/.test(name);
}

/** Texts that are known in full. */
export function textsOf(values: readonly PythonValue[] = []): string[] {
  return values.flatMap((value) =>
    value.kind === "text" && !value.parts.includes(null) ? [value.parts.join("")] : [],
  );
}

/** Texts whose unknown parts are shown as `*`. */
export function patternsOf(values: readonly PythonValue[] = []): string[] {
  return values.flatMap((value) =>
    value.kind === "text" ? [value.parts.map((part) => part ?? "*").join("")] : [],
  );
}
