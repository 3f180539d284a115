/**
 * What was written to a .conf through the API, so that a run can tell of it and the sandbox has it in local/.
 * Ground: writes through the API land in the local/ layer of the app (or of the user).
 */
import type { Call } from "./call.ts";
import { asText, type Entity } from "../model/entity.ts";

export function recordWrite(
  call: Call,
  conf: string,
  entity: Entity,
  what: "create" | "edit" | "remove",
): void {
  const settings = Object.fromEntries(
    Object.entries(entity.content)
      .filter(([key]) => !key.startsWith("#"))
      .map(([key, value]) => [key, asText(value)]),
  );
  const write = {
    conf,
    app: entity.app,
    owner: entity.sharing === "user" ? entity.owner : "nobody",
    stanza: entity.name,
    settings: what === "remove" ? undefined : settings,
  };
  call.splunkd.settings.onConfWrite?.(write);
  call.splunkd.settings.runs.writeConf(write);
}
