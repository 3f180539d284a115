/** What an action needs of the stand-in for splunkd and of others, in the shapes of `given`. Types and their sum. */
import type { Given } from "../../scenario/file/scenario.ts";

export type Needs = Pick<Given, "credentials" | "settings" | "conf">;

export const NO_NEEDS: Needs = {};

/** What both need. What `high` says of a stanza goes over what `low` says of it. */
export function sumOfNeeds(low: Needs, high: Needs): Needs {
  const credentials = [...(low.credentials ?? []), ...(high.credentials ?? [])];
  const names = credentials.map(({ realm = "", username }) => `${realm}:${username}`);
  return {
    credentials: credentials.filter((_, place) => names.indexOf(names[place] ?? "") === place),
    settings: stanzasOf(low.settings, high.settings),
    conf: stanzasOf(low.conf, high.conf),
  };
}

type Stanzas = NonNullable<Needs["conf"]>;

function stanzasOf(low: Stanzas = {}, high: Stanzas = {}): Stanzas {
  const files = new Set([...Object.keys(low), ...Object.keys(high)]);
  return Object.fromEntries([...files].map((file) => [file, { ...low[file], ...high[file] }]));
}

/** Without what is empty, as it is written. */
export function givenOf(needs: Needs): Needs {
  const parts = Object.entries(needs).filter(([, part]) => part !== undefined && hasAny(part));
  return Object.fromEntries(parts);
}

function hasAny(part: object): boolean {
  return Object.keys(part).length > 0;
}

/** The same needs give the same text. */
export function keyOf(needs: Needs): string {
  return JSON.stringify(givenOf(needs));
}
