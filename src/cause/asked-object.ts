/** The object of the add-on that a request asks splunkd for: by its path, with the access that metadata gives to it. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Addon } from "../addon/addon.ts";
import type { RestRecord } from "../splunkd/model/rest-record.ts";
import type { AskedObject, Refusal } from "./cause.ts";

interface Kind {
  readonly kind: string;
  /** After the namespace. The last group is the name of the object, the one before it a .conf. */
  readonly path: RegExp;
  /** Its type in metadata. */
  readonly type?: string;
}

/** Ground: REST API Reference for the paths, default.meta.conf.spec for the types. */
const KINDS: readonly Kind[] = [
  {
    kind: "collection",
    path: /\/storage\/collections\/(?:data|config)\/([^/?]+)/,
    type: "collections",
  },
  { kind: "stanza", path: /\/(?:configs\/conf-|properties\/)([^/]+)\/([^/?]+)/ },
  { kind: ".conf file", path: /\/(?:configs\/conf-|properties\/)([^/?]+)$/ },
  { kind: "saved search", path: /\/saved\/searches\/([^/?]+)/, type: "savedsearches" },
  { kind: "lookup file", path: /\/data\/lookup-table-files\/([^/?]+)/, type: "lookups" },
  {
    kind: "lookup definition",
    path: /\/data\/transforms\/lookups\/([^/?]+)/,
    type: "transforms",
  },
  { kind: "credential", path: /\/storage\/passwords\/([^/?]+)/, type: "passwords" },
  { kind: "macro", path: /\/(?:admin|data)\/macros\/([^/?]+)/, type: "macros" },
  { kind: "eventtype", path: /\/saved\/eventtypes\/([^/?]+)/, type: "eventtypes" },
  { kind: "alert action", path: /\/alerts\/alert_actions\/([^/?]+)/, type: "alert_actions" },
];

interface Asked {
  readonly kind: string;
  readonly type: string;
  readonly name: string;
}

function askedIn(path: string): Asked | undefined {
  for (const { kind, path: pattern, type } of KINDS) {
    const [whole, first, second] = pattern.exec(path) ?? [];
    if (whole === undefined || first === undefined) continue;
    return second === undefined
      ? { kind, type: type ?? decoded(first), name: decoded(first) }
      : { kind, type: decoded(first), name: decoded(second) };
  }
  return undefined;
}

export function askedObject(addon: Addon, { path }: RestRecord): AskedObject | undefined {
  const asked = askedIn(path);
  if (asked === undefined || asked.kind === "credential") return undefined;
  const { kind, type, name } = asked;
  const { confNames } = addon;
  // Of a file that is not there, its stanzas say nothing.
  if (kind === "stanza" && !confNames.includes(type))
    return { kind: ".conf file", name: type, names: confNames };
  return {
    kind: kind === "stanza" ? `stanza of ${type}.conf` : kind,
    name,
    names: namesOf(addon, asked),
  };
}

function namesOf(addon: Addon, { kind, type }: Asked): readonly string[] {
  if (kind === ".conf file") return addon.confNames;
  if (kind === "lookup file") return lookupsOf(addon);
  const names = addon.confNames.includes(type) ? [...addon.conf(type).stanzas.keys()] : [];
  return names.filter((name) => name !== "default");
}

function lookupsOf({ root }: Addon): string[] {
  try {
    return readdirSync(join(root, "lookups")).toSorted();
  } catch {
    return [];
  }
}

/** The access that metadata gives to the object of a request, where it is not everyone's. */
export function refusedBy(addon: Addon, { status, path, method }: RestRecord): Refusal | undefined {
  if (status !== 403 && status !== 404) return undefined;
  const asked = askedIn(path);
  if (asked === undefined || asked.kind === ".conf file") return undefined;
  const { type, name } = asked;
  const right = method === "GET" ? "read" : "write";
  for (const owner of [addon, ...addon.also]) {
    const { read, write, where } = owner.access(type, name);
    const roles = right === "read" ? read : write;
    if (roles === undefined || roles.includes("*") || where === undefined) continue;
    return {
      where,
      rule: `[${type}/${name}] ${right} : [ ${roles.join(", ")}${roles.length > 0 ? " " : ""}]`,
    };
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
