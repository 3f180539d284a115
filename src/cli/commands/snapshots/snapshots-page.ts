/** What `ar-sim snapshots` takes, and what its help says. */
import type { CommandPage } from "../../command-line/command-page.ts";
import { type OptionSet, repeatable } from "../../command-line/option.ts";

interface SnapshotsValues {
  readonly snapshot: readonly string[];
}

export const SNAPSHOTS_OPTIONS: OptionSet<SnapshotsValues> = {
  snapshot: repeatable("PATH", "Works on this snapshot only."),
};

export const snapshotsPage: CommandPage = {
  about: `ar-sim test writes a new or changed snapshot beside the accepted one, as .snap.new. These commands work on all
pending snapshots in this folder and below.`,
  examples: ["ar-sim snapshots review", "ar-sim snapshots accept"],
  verbs: {
    review:
      "Shows each pending snapshot as a diff and, on a terminal, asks what to do. The default.",
    accept: "Accepts the pending snapshots.",
    reject: "Deletes the pending snapshots.",
  },
  groups: { Options: SNAPSHOTS_OPTIONS },
};
