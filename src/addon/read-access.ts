/**
 * Who sees and who owns an object of an app: metadata/default.meta under local.meta. Ground: default.meta.spec: the
 * stanzas `[]`, `[<conf>]` and `[<conf>/<stanza>]`, parts URL-encoded, the most specific that sets an attribute wins.
 */
import type { ParsedConf } from "../conf/parse-conf.ts";
import type { Where } from "../errors.ts";

export interface ObjectAccess {
  /** Roles that may read, `*` for all; undefined where nothing says. */
  readonly read: readonly string[] | undefined;
  readonly write: readonly string[] | undefined;
  /** Whether other apps see it. */
  readonly isExported: boolean;
  readonly owner: string | undefined;
  /** What decided on the export. */
  readonly where: Where | undefined;
}

interface Attribute {
  readonly value: string;
  readonly where: Where;
}

/** `metas` from the lowest layer to the highest. */
export function readAccess(
  metas: readonly ParsedConf[],
  conf: string,
  stanza: string,
): ObjectAccess {
  const find = (key: string): Attribute | undefined => {
    for (const path of [`${conf}/${stanza}`, conf, ""]) {
      const found = metas
        .flatMap((meta) => meta.stanzas)
        .filter((one) => pathOf(one.name) === path)
        .flatMap((one) => one.settings)
        .findLast((setting) => setting.key === key);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const access = find("access")?.value;
  const exported = find("export");
  return {
    read: rolesOf(access, "read"),
    write: rolesOf(access, "write"),
    isExported: exported?.value.trim() === "system",
    owner: find("owner")?.value.trim(),
    where: exported?.where,
  };
}

/** A line above the first stanza counts as `[]`. */
function pathOf(name: string): string {
  if (name === "default") return "";
  return name.split("/").map(decoded).join("/");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `read : [ * ], write : [ admin, power ]` */
function rolesOf(access: string | undefined, right: string): string[] | undefined {
  const list = new RegExp(`\\b${right}\\s*:\\s*\\[([^\\]]*)\\]`).exec(access ?? "")?.[1];
  return list
    ?.split(",")
    .map((role) => role.trim())
    .filter((role) => role !== "");
}
