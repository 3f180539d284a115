/** Fixtures of two sources as one: the later source lies over the earlier one, name by name. Pure. */
import type { Fixtures } from "../model/fixtures.ts";

type Names<V> = Readonly<Record<string, V>>;
/** A new kind of fixtures cannot be forgotten here: the type asks for every one. */
type EveryFixture = { readonly [K in keyof Required<Fixtures>]: Fixtures[K] };

/** Lists become one list, where a later entry of the same name wins; settings are laid over each other one by one. */
export function mergeFixtures(low: Fixtures, high: Fixtures): EveryFixture {
  return {
    credentials: both(low.credentials, high.credentials, joined),
    users: both(low.users, high.users, joined),
    roles: both(low.roles, high.roles, joined),
    apps: both(low.apps, high.apps, joined),
    indexes: both(low.indexes, high.indexes, joined),
    messages: both(low.messages, high.messages, joined),
    hecTokens: both(low.hecTokens, high.hecTokens, joined),
    settings: both(low.settings, high.settings, stanzas),
    accounts: both(low.accounts, high.accounts, files),
    conf: both(low.conf, high.conf, files),
    // The rows of a collection belong together.
    collections: both(low.collections, high.collections, settings),
  };
}

function both<T>(
  low: T | undefined,
  high: T | undefined,
  merge: (low: T, high: T) => T,
): T | undefined {
  if (low === undefined) return high;
  return high === undefined ? low : merge(low, high);
}

function joined<T>(low: readonly T[], high: readonly T[]): readonly T[] {
  return [...low, ...high];
}

function settings<V>(low: Names<V>, high: Names<V>): Names<V> {
  return { ...low, ...high };
}

function stanzas(low: Names<Names<string>>, high: Names<Names<string>>): Names<Names<string>> {
  return byName(low, high, settings);
}

type Files = Names<Names<Names<string>>>;

function files(low: Files, high: Files): Files {
  return byName(low, high, stanzas);
}

function byName<V>(low: Names<V>, high: Names<V>, merge: (low: V, high: V) => V): Names<V> {
  const laid = Object.entries(high).map(([name, value]): [string, V] => {
    const before = Object.hasOwn(low, name) ? low[name] : undefined;
    return [name, before === undefined ? value : merge(before, value)];
  });
  return Object.fromEntries([...Object.entries(low), ...laid]);
}
