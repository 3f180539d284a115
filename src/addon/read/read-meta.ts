/**
 * metadata/default.meta and local.meta: who may read and write which object, and whether other apps see it.
 * Ground: default.meta.spec; Splunk dev guide, «Set permissions for objects in a Splunk app».
 */
import { SCOPES } from "../../conf/layered-conf.ts";
import { parseConf } from "../../conf/parse-conf.ts";
import type { Where } from "../../errors.ts";
import type { Tree } from "../tree.ts";

export interface ObjectMeta {
  /** Roles, `*` for everyone. Undefined when no stanza says it. */
  readonly read: readonly string[] | undefined;
  readonly write: readonly string[] | undefined;
  /** Whether every app sees it. */
  readonly isExported: boolean;
  /** The place of the stanza that sets `export`. Undefined when none does. */
  readonly exportWhere: Where | undefined;
  readonly owner: string | undefined;
  /** The place of the most specific stanza about the object. */
  readonly where: Where | undefined;
}

export interface AppMeta {
  /** Whether there is a metadata file at all. */
  readonly exists: boolean;
  /** `conf` is `alert_actions`, `views` and the like; `name` is the stanza of the object. */
  of(conf: string, name: string): ObjectMeta;
}

interface Entry {
  readonly path: string;
  readonly settings: ReadonlyMap<string, string>;
  readonly where: Where;
}

export function readMeta(tree: Tree): AppMeta {
  const entries: Entry[] = [];
  let exists = false;
  for (const scope of SCOPES) {
    const path = `metadata/${scope}.meta`;
    const bytes = tree.read(path);
    if (bytes === undefined) continue;
    exists = true;
    for (const stanza of parseConf(bytes, `${tree.shownRoot}${path}`).stanzas) {
      const settings = new Map(stanza.settings.map(({ key, value }) => [key, value]));
      entries.push({ path: stanza.name, settings, where: stanza.where });
    }
  }
  const byPath = grouped(entries);
  return {
    exists,
    of(conf, name) {
      // The more specific stanza wins for each setting, and local.meta over default.meta.
      const stanzas = ["", conf, `${conf}/${decoded(name)}`].flatMap(
        (path) => byPath.get(path) ?? [],
      );
      const entryWith = (key: string) => stanzas.findLast((entry) => entry.settings.has(key));
      const value = (key: string) => entryWith(key)?.settings.get(key)?.trim();
      const { read, write } = readAccess(value("access"));
      return {
        read,
        write,
        isExported: value("export") === "system",
        exportWhere: entryWith("export")?.where,
        owner: value("owner"),
        where: stanzas.at(-1)?.where,
      };
    },
  };
}

function grouped(entries: readonly Entry[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const path = decoded(entry.path);
    const known = groups.get(path);
    if (known === undefined) groups.set(path, [entry]);
    else known.push(entry);
  }
  return groups;
}

/**
 * Names are URL-encoded in metadata. Those of tags.conf are encoded there already, so in metadata they are encoded twice:
 * both are taken back.
 */
function decoded(name: string): string {
  let text = name;
  for (let round = 0; round < 2 && text.includes("%"); round += 1) {
    try {
      text = decodeURIComponent(text);
    } catch {
      return text;
    }
  }
  return text;
}

/** `read : [ * ], write : [ admin, power ]`. */
function readAccess(text: string | undefined): Pick<ObjectMeta, "read" | "write"> {
  const roles = (verb: string): string[] | undefined =>
    new RegExp(`\\b${verb}\\s*:\\s*\\[([^\\]]*)\\]`, "i")
      .exec(text ?? "")?.[1]
      ?.split(",")
      .map((role) => role.trim())
      .filter((role) => role !== "");
  return { read: roles("read"), write: roles("write") };
}
