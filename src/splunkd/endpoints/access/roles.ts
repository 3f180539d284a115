/** authorization/roles. Ground: REST API Reference, «authorization/roles». */
import type { Arguments } from "../../model/arguments.ts";
import { collection } from "../../call/collection/collection.ts";
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { asText, type Content, content, effective } from "../../model/entity.ts";
import { RestError } from "../../model/rest-error.ts";
import { knownCapabilities, roleContent } from "../../store/seeds/seeds.ts";
import type { Parts } from "../../parts.ts";

const LISTS = ["capabilities", "imported_roles", "srchIndexesAllowed", "srchIndexesDefault"];
const NUMBERS = [
  "srchJobsQuota",
  "rtSrchJobsQuota",
  "srchDiskQuota",
  "srchTimeWin",
  "cumulativeSrchJobsQuota",
  "cumulativeRTSrchJobsQuota",
];

export const roles: readonly Endpoint[] = collection({
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
  shows(entity, { splunkd }) {
    const own = effective(entity);
    const imported = new Set(
      splunkd.users.withImports([entity.name]).filter((role) => role !== entity.name),
    );
    const inherited = [...splunkd.users.capabilitiesOf([...imported])].sort();
    return content({
      ...own,
      imported_capabilities: inherited,
      ...importedOf(splunkd, imported),
    });
  },
  create(args, call) {
    const name = (args.get("name") ?? "").toLowerCase();
    const blank = roleContent({ capabilities: [], imports: [], searchJobs: 3 });
    return { name, content: content({ ...blank, ...read(args, call) }) };
  },
  update: (_entity, args, call) => read(args, call),
  conflict: (name) =>
    new RestError(
      409,
      `In handler 'roles': Could not create the role '${name}' because it already exists`,
    ),
});

/** The most that any of these roles allows. Ground: seen in splunk-sdk-java's RoleTest. */
function importedOf(splunkd: Pick<Parts, "store">, names: ReadonlySet<string>): Content {
  const roles = [...names].flatMap((name) =>
    splunkd.store.bucket("roles").named(name).map(effective),
  );
  const most = (key: string, otherwise: number): number =>
    Math.max(otherwise, ...roles.map((role) => Number(role[key] ?? otherwise)));
  const all = (key: string): string[] => [
    ...new Set(roles.flatMap((role) => [role[key] ?? []].flat().map(asText))),
  ];
  return content({
    imported_rtSrchJobsQuota: most("rtSrchJobsQuota", 0),
    imported_srchDiskQuota: most("srchDiskQuota", 0),
    imported_srchFilter: all("srchFilter")
      .filter((one) => one !== "")
      .join(" OR "),
    imported_srchIndexesAllowed: all("srchIndexesAllowed"),
    imported_srchIndexesDefault: all("srchIndexesDefault"),
    imported_srchJobsQuota: most("srchJobsQuota", 0),
    imported_srchTimeWin: most("srchTimeWin", -1),
  });
}

/** An empty value clears a list. */
function read(args: Arguments, { splunkd }: Call): Content {
  const made = content();
  for (const key of LISTS) {
    if (args.has(key)) made[key] = args.all(key).filter((value) => value !== "");
  }
  for (const key of NUMBERS) if (args.has(key)) made[key] = Number(args.get(key));
  for (const key of ["srchFilter", "defaultApp"])
    if (args.has(key)) made[key] = args.get(key) ?? "";
  const known = new Set(knownCapabilities(splunkd.apps.addon, splunkd.settings.fixtures));
  const unknown = args.all("capabilities").find((one) => one !== "" && !known.has(one));
  if (unknown !== undefined)
    throw new RestError(400, `In handler 'roles': The capability '${unknown}' does not exist`);
  return made;
}
