/** The hosts whose certificates the Python of a script did not verify, of those that ar-sim answered for. */
import { dirname, join } from "node:path";
import type { Problem } from "../../errors.ts";
import { readRegularText } from "../../host/files/read-regular.ts";
import type { Outbound } from "../fence/fence-types.ts";
import { outboundFolder } from "../fence/lay-rules.ts";

/** As many bytes as the script's Python writes at most, and some more. */
const MOST_BYTES = 2 ** 20;

/** `outbound` is where the script went, and so holds the line that a host was called from. */
export function unverifiedHosts(splunkHome: string, outbound: readonly Outbound[]): Problem[] {
  let text: string;
  try {
    const file = join(outboundFolder(dirname(splunkHome)), "unverified");
    text = readRegularText(file, { most: MOST_BYTES });
  } catch {
    // Each certificate was verified, or the script has put something else in its place.
    return [];
  }
  const hosts = new Set(text.split("\n"));
  const called = new Map(
    outbound.filter(({ host }) => hosts.has(host)).map((attempt) => [attempt.host, attempt]),
  );
  return [...called.values()].map(({ host, where }) => ({
    code: "HTTP_UNVERIFIED",
    message: `the script does not verify the certificate of ${host}, so anybody could answer in its place`,
    hint: "splunkd sets PYTHONHTTPSVERIFY=0, and then urllib and http.client verify nothing. Give them a context: `ssl.create_default_context()`.",
    where: where ?? undefined,
  }));
}
