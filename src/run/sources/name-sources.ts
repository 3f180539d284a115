/**
 * Names the files of the add-on as the user knows them in tracebacks, logs and remarks: by their own path, or as
 * `my-addon.spl:bin/x.py` for a package. By the time that somebody reads these, the throw-away SPLUNK_HOME is gone.
 */
import type { Addon } from "../../addon/addon.ts";
import { mapTexts } from "../../text/map-texts.ts";
import type { RunRecord } from "../../verdict/yardstick.ts";

/** What the script was handed, and the events that it wrote, stay as they are. */
export function nameSources(record: RunRecord, { appId, root, tree }: Addon): RunRecord {
  const folders = tree.shownRoot === `${root}/` ? [] : [`${root}/`];
  // A SPLUNK_HOME that is kept can still be looked into.
  if (!record.kept) folders.push(`${record.splunkHome}/etc/apps/${appId}/`);
  if (folders.length === 0) return record;
  const named = (text: string): string =>
    folders.reduce((named, folder) => named.replaceAll(folder, tree.shownRoot), text);
  const { cause, timeline, problems, logs, messages, outbound, invocations } = record;
  return {
    ...record,
    ...mapTexts({ cause, timeline, problems, logs, messages, outbound }, named),
    invocations: invocations.map((invocation) => {
      const { stdout, stderr, splunkd } = invocation;
      return { ...invocation, ...mapTexts({ stdout, stderr, splunkd }, named) };
    }),
  };
}
