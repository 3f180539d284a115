/** Starts an action for a search that was posted to `ar-sim serve`, and reports on stderr how it ended. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Addon } from "../../../addon/addon.ts";
import { isBuiltIn } from "../../../addon/read/built-in-actions.ts";
import { HarnessError } from "../../../errors.ts";
import { messageOf } from "../../../host/caught.ts";
import { makeFolder } from "../../../host/files/make-folder.ts";
import { ASSUMED } from "../../../invocation/assumptions.ts";
import { standsIn } from "../../../invocation/built-in/stands-in.ts";
import type { FenceRequest, SendAlertRequest } from "../../../run/send-alert-request.ts";
import { sendalertErrorOf } from "../../../run/search/sendalert-error.ts";
import type { SearchRun } from "../../../run-search.ts";
import { errorInSendalert } from "../../../sandbox/process/splunkd-log.ts";
import type { ActionEnd, ActionStart, StartAction } from "../../../splunkd/model/run-records.ts";
import type { Splunkd } from "../../../splunkd/start-stand-in.ts";
import { printable } from "../../../text/printable.ts";
import type { Transcript } from "../../../transcript.ts";
import { paintFor } from "../../report/paint-for.ts";

export interface ActionStarts {
  readonly addon: Addon;
  /** The one that the search was posted to, which serves the action too. */
  splunkd(): Splunkd;
  /** Folder for the transcripts; undefined where nobody wants them. */
  readonly transcripts: string | undefined;
  /** What stands around it. */
  readonly fence: FenceRequest;
}

export function startActionOf({
  addon,
  splunkd,
  transcripts,
  fence: around,
}: ActionStarts): StartAction {
  let count = 0;
  return async (start) => {
    const keep = async (transcript: Transcript | SearchRun): Promise<void> => {
      count += 1;
      if (transcripts !== undefined) await write(transcripts, count, start, transcript);
    };
    try {
      if (standsIn(addon, start.action)) {
        const shown = await show(addon, start);
        await keep(shown);
        return { error: undefined, transcript: shown };
      }
      if (isOfSplunk(addon, start.action)) return leaveOut(start);
      const transcript = await run(addon, start, splunkd(), around);
      const { terminal } = await import("../../../reporters/transcript/terminal.ts");
      const paint = paintFor(process.stderr);
      process.stderr.write(terminal(transcript, { paint, verbose: false, base: process.cwd() }));
      await keep(transcript);
      return { error: sendalertErrorOf(transcript, ASSUMED.killedCode), transcript };
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      return { error: errorInSendalert(error.message), transcript: undefined };
    }
  };
}

async function run(
  addon: Addon,
  start: ActionStart,
  splunkd: Splunkd,
  { fence, network, isolate, writable }: FenceRequest,
): Promise<Transcript> {
  const { action, savedSearch } = start;
  const { sendAlert } = await import("../../../sendalert.ts");
  return sendAlert(addon, {
    ...requestOf(start),
    action,
    splunkd,
    mode: savedSearch && (savedSearch.isPerResult ? "per-result" : "saved"),
    searchName: savedSearch?.name,
    fence,
    network,
    isolate,
    writable,
  });
}

/** What an action of Splunk's own, or of Enterprise Security's, would do, as `ar-sim run` shows it. */
async function show(addon: Addon, start: ActionStart): Promise<SearchRun> {
  const { action } = start;
  const { runBuiltIn } = await import("../run/run-built-in.ts");
  const shown = await runBuiltIn(addon, action, requestOf(start));
  const { searchRows } = await import("../../../reporters/transcript/search-rows.ts");
  process.stderr.write(`sendalert ${action}\n${searchRows(shown, paintFor(process.stderr))}`);
  return shown;
}

/** What the search gives to its action, whoever runs it. */
function requestOf({ params, rows, sid, now, search, owner, app }: ActionStart): SendAlertRequest {
  return {
    params: Object.fromEntries(params),
    rows: { kind: "rows", rows },
    searchText: search,
    searchApp: app,
    owner,
    sid,
    now,
  };
}

/** One of Splunk's own, unless the add-on brings one of that name. */
function isOfSplunk(addon: Addon, action: string): boolean {
  return isBuiltIn(action) && addon.actions.every(({ name }) => name !== action);
}

/** Nothing leaves the machine. */
function leaveOut({ action, rows }: ActionStart): ActionEnd {
  process.stderr.write(
    `sendalert ${action}: one of Splunk's own actions. ar-sim does nothing with its ${rows.length} results.\n`,
  );
  return { error: undefined, transcript: undefined };
}

/** The sid may have been chosen by whoever made the search. */
async function write(
  folder: string,
  number: number,
  { action, sid }: ActionStart,
  transcript: Transcript | SearchRun,
): Promise<void> {
  const { json } = await import("../../../reporters/transcript/json.ts");
  const name = `${number}-${action}-${sid}`.replace(/[^\w.@-]/g, "_").slice(0, 200);
  const file = join(folder, `${name}.json`);
  try {
    makeFolder(folder);
    writeFileSync(file, json(transcript));
  } catch (error) {
    // The search goes on: a transcript is also to be had from its job.
    process.stderr.write(`cannot write ${printable(file)}: ${printable(messageOf(error))}\n`);
  }
}
