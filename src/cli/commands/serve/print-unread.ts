/** Names what is not read of the add-ons of a stand-in, before it starts: pipes, devices, links elsewhere, huge files. */
import type { Addon } from "../../../addon/addon.ts";
import { printable } from "../../../text/printable.ts";

/** More of them are counted, not listed. */
const MOST_LISTED = 20;

export async function printUnread(addon: Addon): Promise<void> {
  const { gatherFacts } = await import("../../../checks/facts/gather-facts.ts");
  const unread = [addon, ...addon.also].flatMap((app) =>
    gatherFacts(app).unread.map(
      ({ path, why }) => `${app.tree.shownRoot}${path} is not read: it ${why}`,
    ),
  );
  const more = unread.length - MOST_LISTED;
  const lines = [...unread.slice(0, MOST_LISTED), ...(more > 0 ? [`and ${more} more`] : [])];
  process.stderr.write(lines.map((line) => `warning: ${printable(line)}\n`).join(""));
}
