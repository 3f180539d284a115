/**
 * Names the files of a package as `my-addon.spl:bin/x.py` in tracebacks, logs and remarks. By the time that somebody
 * reads these, the folder that the package was unpacked into is gone, and so is the throw-away SPLUNK_HOME.
 */
import type { Addon } from "../../addon/addon.ts";
import { mapTexts } from "../../text/map-texts.ts";
import type { RunRecord } from "../../verdict/yardstick.ts";

/** What the script was handed, and the events that it wrote, stay as they are. */
export function nameSources(record: RunRecord, { appId, root, tree }: Addon): RunRecord {
  if (tree.shownRoot === `${root}/`) return record;
  const folders = [`${root}/`];
  // A SPLUNK_HOME that is kept can still be looked into.
  if (!record.kept) folders.push(`${record.splunkHome}/etc/apps/${appId}/`);
  const named = (text: string): string =>
    folders.reduce((named, folder) => named.replaceAll(folder, tree.shownRoot), text);
  const { problems, logs, messages, outbound, invocations } = record;
  return {
    ...record,
    ...mapTexts({ problems, logs, messages, outbound }, named),
    invocations: invocations.map((invocation) => {
      const { stdout, stderr, splunkd } = invocation;
      return { ...invocation, ...mapTexts({ stdout, stderr, splunkd }, named) };
    }),
  };
}
