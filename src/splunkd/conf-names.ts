/** Which .conf files there are: those that Splunk ships, the add-on's, and those that were made. */
import type { Instance } from "./instance.ts";
import { shippedConfNames } from "../conf/shipped-confs.ts";

/** A name comes from a path: one that leads elsewhere, or that no file could have, is none. */
export function isConfName(name: string): boolean {
  return /^[\w.-]{1,200}$/.test(name) && !/^\.+$/.test(name);
}

export function confNames({ addon, settings, store }: Instance): readonly string[] {
  const { fixtures } = settings;
  const given = Object.keys(fixtures.conf ?? {});
  return [
    ...new Set([...shippedConfNames, ...(addon?.confNames ?? []), ...given, ...store.confFiles]),
  ].sort();
}
