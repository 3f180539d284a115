import { expect, it } from "vitest";
import {
  allCapabilities,
  defaultCapabilities,
  shippedRoles,
} from "../../../src/platforms/shipped-roles.ts";

/** As REST shows them on a bare system: its own and those of `[default]`, without imported ones. */
function shown(version: string, role: string): string[] {
  const roles = shippedRoles({ version });
  const all = (name: string): Set<string> =>
    new Set([...defaultCapabilities({ version }), ...(roles.get(name)?.capabilities ?? [])]);
  const imported = new Set((roles.get(role)?.imports ?? []).flatMap((name) => [...all(name)]));
  return [...all(role)].filter((name) => !imported.has(name));
}

// The counts of authorize.conf of each release; those of 9.4 were seen on a fresh 9.4.6.
it.each([
  ["9.0", [29, 10, 103], 153],
  ["9.1", [29, 10, 106], 155],
  ["9.2", [28, 11, 108], 159],
  ["9.3", [28, 12, 110], 162],
  ["9.4", [28, 13, 109], 162],
  ["10.0", [28, 12, 120], 175],
  ["10.2", [31, 12, 124], 187],
])("%s: user, power and admin have %j, of %i capabilities", (version, counts, all) => {
  expect(["user", "power", "admin"].map((role) => shown(version, role).length)).toEqual(counts);
  expect(allCapabilities({ version })).toHaveLength(all);
});

it("gives a role without capabilities those of [default]", () => {
  expect(shown("9.4", "can_delete")).toHaveLength(6);
  expect(shown("9.4", "splunk-system-role")).toEqual([]);
});

it("changes who may do what from version to version", () => {
  const has = (version: string, role: string, name: string): boolean =>
    shippedRoles({ version }).get(role)?.capabilities.includes(name) === true;
  expect([has("9.1", "user", "delete_messages"), has("9.2", "user", "delete_messages")]).toEqual([
    true,
    false,
  ]);
  expect([
    has("10.0", "user", "edit_spl2_modules"),
    has("10.2", "user", "edit_spl2_modules"),
  ]).toEqual([false, true]);
  expect(has("9.0", "admin", "edit_storage_passwords")).toBe(false);
  expect(has("9.1", "admin", "edit_storage_passwords")).toBe(true);
  expect(has("10.0", "admin", "edit_notable_events")).toBe(false);
});
