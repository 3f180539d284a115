/** Which actions ar-sim stands in for: it shows what they would do, and starts nothing. */
import type { Addon } from "../../addon/addon.ts";

const KNOWN: ReadonlySet<string> = new Set(["email", "logevent", "notable", "risk", "webhook"]);

/** An action of Enterprise Security or of Splunk itself, unless an add-on brings one of that name. */
export function standsIn({ actions }: Addon, action: string): boolean {
  return KNOWN.has(action) && actions.every(({ name }) => name !== action);
}
