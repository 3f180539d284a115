/** Which .conf files there are: those that Splunk ships, the add-on's, and those that were made. */
import type { Instance } from "./instance.ts";
import { shippedConfNames } from "../conf/shipped-confs.ts";

export function confNames({ settings, store }: Instance): readonly string[] {
  const { addon, fixtures } = settings;
  const given = Object.keys(fixtures.conf ?? {});
  return [
    ...new Set([...shippedConfNames, ...(addon?.confNames ?? []), ...given, ...store.confFiles]),
  ].sort();
}
