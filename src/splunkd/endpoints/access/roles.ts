/** authorization/roles. Ground: REST API Reference, «authorization/roles». */
import type { Arguments } from "../../model/arguments.ts";
import { addCollection } from "../../call/collection/add-collection.ts";
import type { Family } from "../../call/family.ts";
import { asText, type Content, content, effective } from "../../model/entity.ts";
import { RestError } from "../../model/rest-error.ts";
import { BARE_ROLE } from "../../../platforms/shipped-roles.ts";
import { knownCapabilities, roleContent } from "../../store/seeds/role-seeds.ts";
import { listOf } from "../../instance/users.ts";
import type { Bucket } from "../../store/bucket.ts";

const LISTS = ["capabilities", "imported_roles", "srchIndexesAllowed", "srchIndexesDefault"];
const NUMBERS = [
  "srchJobsQuota",
  "rtSrchJobsQuota",
  "srchDiskQuota",
  "srchTimeWin",
  "cumulativeSrchJobsQuota",
  "cumulativeRTSrchJobsQuota",
];

export const roles: Family = (app, parts) => {
  const { users, store, apps, settings } = parts;
  const read = (args: Arguments): Content =>
    roleSettings(args, new Set(knownCapabilities({ ...settings, addon: apps.addon })));
  addCollection(app, parts, {
    path: "authorization/roles",
    kind: "roles",
    title: "authorization-roles",
    isGlobal: true,
    spell: (segment) => segment.toLowerCase(),
    canDisable: false,
    capabilities: { create: ["edit_roles"], edit: ["edit_roles"], remove: ["edit_roles"] },
    fields: {
      required: ["name"],
      optional: [...LISTS, ...NUMBERS, "srchFilter", "defaultApp", "srchTimeEarliest"],
      wildcard: [],
    },
    shows(entity) {
      const imported = new Set(users.withImports([entity.name]));
      imported.delete(entity.name);
      const others = users.capabilitiesOf([...imported]);
      return content({
        ...effective(entity),
        // Ground: own less imported ones of the shipped file give the counts that were seen on a fresh 9.4.6.
        capabilities: listOf(entity, "capabilities").filter((name) => !others.has(name)),
        imported_capabilities: [...others].sort(),
        ...importedSettings(store.bucket("roles"), imported),
      });
    },
    create(args) {
      const blank = roleContent(BARE_ROLE);
      return {
        name: (args.get("name") ?? "").toLowerCase(),
        content: content({ ...blank, ...read(args) }),
      };
    },
    update: (_entity, args) => read(args),
    conflict: (name) =>
      new RestError(
        409,
        `In handler 'roles': Could not create the role '${name}' because it already exists`,
      ),
  });
};

/** The most that any of these roles allows. Ground: seen in splunk-sdk-java's RoleTest. */
function importedSettings(known: Bucket, names: ReadonlySet<string>): Content {
  const roles = [...names].flatMap((name) => known.named(name).map(effective));
  const most = (key: string, otherwise: number): number =>
    Math.max(otherwise, ...roles.map((role) => Number(role[key] ?? otherwise)));
  const all = (key: string): string[] => [
    ...new Set(roles.flatMap((role) => [role[key] ?? []].flat().map(asText))),
  ];
  return content({
    imported_rtSrchJobsQuota: most("rtSrchJobsQuota", 0),
    imported_srchDiskQuota: most("srchDiskQuota", 0),
    imported_srchFilter: all("srchFilter")
      .filter((filter) => filter !== "")
      .join(" OR "),
    imported_srchIndexesAllowed: all("srchIndexesAllowed"),
    imported_srchIndexesDefault: all("srchIndexesDefault"),
    imported_srchJobsQuota: most("srchJobsQuota", 0),
    imported_srchTimeWin: most("srchTimeWin", -1),
  });
}

/** An empty value clears a list. */
function roleSettings(args: Arguments, known: ReadonlySet<string>): Content {
  const made = content();
  for (const key of LISTS) {
    if (args.has(key)) made[key] = args.all(key).filter((value) => value !== "");
  }
  for (const key of NUMBERS) if (args.has(key)) made[key] = Number(args.get(key));
  for (const key of ["srchFilter", "defaultApp"])
    if (args.has(key)) made[key] = args.get(key) ?? "";
  const unknown = args.all("capabilities").find((name) => name !== "" && !known.has(name));
  if (unknown !== undefined)
    throw new RestError(400, `In handler 'roles': The capability '${unknown}' does not exist`);
  return made;
}
