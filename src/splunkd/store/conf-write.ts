/**
 * What is written to a .conf through the API, so that a run can tell of it and the sandbox has it in local/.
 * Ground: writes through the API land in the local/ layer of the app (or of the user).
 */
import { asText, type Entity } from "../model/entity.ts";
import type { ConfWrite } from "../model/run-records.ts";

/** The .conf whose stanzas entities of this kind are; undefined where they are none. */
export function confOf(kind: string): string | undefined {
  if (kind === "indexes") return kind;
  return kind.startsWith("conf-") ? kind.slice("conf-".length) : undefined;
}

/** What starts with `#` the stand-in keeps for itself. */
export function confWrite(conf: string, entity: Entity, isGone: boolean): ConfWrite {
  const settings = Object.entries(entity.content).filter(([key]) => !key.startsWith("#"));
  return {
    conf,
    app: entity.app,
    owner: entity.sharing === "user" ? entity.owner : "nobody",
    stanza: entity.name,
    settings: isGone
      ? undefined
      : Object.fromEntries(settings.map(([key, value]) => [key, asText(value)])),
  };
}

/** What the stand-in keeps for itself alone: no .conf knows of it. */
export function isOwn(settings: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(settings);
  return names.length > 0 && names.every((name) => name.startsWith("#"));
}
