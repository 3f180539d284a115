/** Lists of names that differ from release to release: `edit_messages>=9.2`, `use_file_operator<9.3`. */
import { isFrom } from "./splunk-profile.ts";
import type { SplunkRelease } from "./splunk-releases.ts";

/** The names that a release has, in the order of the text. */
export function namesIn(text: string, release: Pick<SplunkRelease, "version">): string[] {
  const names: string[] = [];
  for (const word of text.trim().split(/\s+/)) {
    const [, name = "", first, end] = /^([^<>]+?)(?:>=([\d.]+))?(?:<([\d.]+))?$/.exec(word) ?? [];
    const has = first === undefined || isFrom(release, first);
    const lost = end !== undefined && isFrom(release, end);
    if (has && !lost) names.push(name);
  }
  return names;
}
