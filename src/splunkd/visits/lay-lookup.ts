/** Writes an uploaded lookup file into the SPLUNK_HOME of the REST handlers, where they look for it. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Entity } from "../model/entity.ts";

/** Names come from callers. A name that leads out of its folder is refused. */
const PLAIN = /^[\w.\- ]+$/;

export function lookupPath(
  home: string,
  { name, app, owner, sharing }: Pick<Entity, "name" | "app" | "owner" | "sharing">,
): string | undefined {
  const steps = sharing === "user" ? ["users", owner, app] : ["apps", app];
  if (![...steps, name].every((step) => PLAIN.test(step) && !/^\.+$/.test(step))) return undefined;
  return join(home, "etc", ...steps, "lookups", name);
}

/** `isGone` removes the file. */
export function layLookup(home: string, entity: Omit<Entity, "shipped">, isGone = false): void {
  const path = lookupPath(home, entity);
  const data = entity.content["#data"];
  if (path === undefined || (typeof data !== "string" && !isGone)) return;
  if (isGone) rmSync(path, { force: true });
  else {
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, String(data));
  }
}
