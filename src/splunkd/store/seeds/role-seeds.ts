/** Roles that are there before anyone calls: those of Splunk, of Enterprise Security, of the add-on, and of the fixtures. */
import type { Addon } from "../../../addon/addon.ts";
import {
  allCapabilities,
  BARE_ROLE,
  defaultCapabilities,
  type ShippedRole,
  shippedRoles,
} from "../../../platforms/shipped-roles.ts";
import type { SplunkProfile } from "../../../platforms/splunk-profile.ts";
import { type Content, content } from "../../model/entity.ts";
import type { Fixtures } from "../../model/fixtures.ts";
import { addonCapabilities, addonRoles } from "./add-on-roles.ts";

export interface RoleGround {
  readonly addon: Addon | undefined;
  readonly fixtures: Fixtures;
  readonly profile: SplunkProfile;
}

/**
 * The apps of Enterprise Security are always there, and with them its roles, and what it gives to administrators. Ground:
 * its manual, «Configure users and roles». Guess: what each may do beyond what it imports.
 */
const OF_SECURITY: ReadonlyMap<string, Partial<ShippedRole>> = new Map([
  ["ess_user", { imports: ["user"] }],
  ["ess_analyst", { imports: ["ess_user", "power"], capabilities: ["edit_notable_events"] }],
  [
    "ess_admin",
    {
      imports: ["ess_analyst", "ess_user", "power", "user"],
      capabilities: ["edit_notable_events", "edit_cam_queue"],
    },
  ],
]);

/** Of Enterprise Security and the Common Information Model add-on, whose roles administrators have there. */
const OF_APPS = ["edit_cam_queue", "edit_modinput_relaymodaction", "edit_notable_events"];
const OF_ADMIN_WITH_SECURITY = ["edit_cam_queue", "edit_notable_events"];

/** Of Splunk and Enterprise Security, by name. */
export function rolesBefore(profile: SplunkProfile): ReadonlyMap<string, ShippedRole> {
  const roles = new Map(shippedRoles(profile));
  const admin = roles.get("admin") ?? BARE_ROLE;
  const capabilities = [...admin.capabilities, ...OF_ADMIN_WITH_SECURITY];
  roles.set("admin", { ...admin, capabilities });
  for (const [name, role] of OF_SECURITY)
    roles.set(name, { ...BARE_ROLE, allowedIndexes: ["*"], defaultIndexes: ["main"], ...role });
  return roles;
}

/** A role as an entity has it: its settings, with what `[default]` gives among its capabilities. */
export interface RoleSeed {
  readonly name: string;
  readonly shipped: Content;
}

export function* roleSeeds({ addon, fixtures, profile }: RoleGround): Generator<RoleSeed> {
  const before = rolesBefore(profile);
  const brought = addonRoles(addon);
  const given = defaultCapabilities(profile);
  for (const name of new Set([...before.keys(), ...brought.keys()])) {
    const role = before.get(name) ?? BARE_ROLE;
    const more = brought.get(name);
    const all = [...given, ...role.capabilities, ...(more?.capabilities ?? [])];
    const withdrawn = new Set(more?.withdrawn);
    yield {
      name,
      shipped: roleContent({
        ...role,
        capabilities: [...new Set(all)].filter((capability) => !withdrawn.has(capability)),
        imports: [...new Set([...role.imports, ...(more?.imports ?? [])])],
        defaultIndexes: more?.defaultIndexes ?? role.defaultIndexes,
      }),
    };
  }
  for (const { name, capabilities, importedRoles: imports = [] } of fixtures.roles ?? []) {
    const all = [...new Set([...given, ...capabilities])];
    yield { name, shipped: roleContent({ ...BARE_ROLE, capabilities: all, imports }) };
  }
}

export function roleContent(role: ShippedRole): Content {
  return content({
    capabilities: [...role.capabilities].sort(),
    ...role.quotas,
    defaultApp: "",
    imported_roles: [...role.imports],
    srchFilter: role.filter,
    srchIndexesAllowed: [...role.allowedIndexes],
    srchIndexesDefault: [...role.defaultIndexes],
    srchTimeWin: -1,
  });
}

export function knownCapabilities({ addon, fixtures, profile }: RoleGround): readonly string[] {
  const given = fixtures.roles ?? [];
  const all = [
    ...allCapabilities(profile),
    ...OF_APPS,
    ...addonCapabilities(addon),
    ...given.flatMap((role) => role.capabilities),
  ];
  return [...new Set(all)].sort();
}
