/**
 * The tokens there are: `[http://<name>]` of inputs.conf in any app, fixtures, and those made through data/inputs/http.
 * Ground: inputs.conf.spec, «HTTP Event Collector (HEC) - Local stanza for each token».
 */
import { asBoolean, asText, effective, type Entity } from "../../model/entity.ts";
import type { Parts } from "../../parts.ts";
import type { HecToken } from "./hec-token.ts";

const PREFIX = "http://";

export function* hecTokens({
  store,
  settings,
}: Pick<Parts, "store" | "settings">): Generator<HecToken> {
  for (const entity of store.bucket("conf-inputs").all()) {
    const token = entity.name.startsWith(PREFIX) ? read(entity) : undefined;
    if (token !== undefined) yield token;
  }
  for (const given of settings.fixtures.hecTokens ?? []) {
    yield {
      name: given.name,
      token: given.token,
      isDisabled: false,
      indexes: [],
      useAck: given.useAck ?? false,
      allowQueryStringAuth: false,
      index: given.index,
      sourcetype: given.sourcetype,
    };
  }
}

function read(entity: Entity): HecToken | undefined {
  const settings = effective(entity);
  const text = (key: string): string | undefined => asText(settings[key]) || undefined;
  const token = text("token");
  if (token === undefined) return undefined;
  const index = text("index");
  return {
    name: entity.name.slice(PREFIX.length),
    token,
    isDisabled: asBoolean(settings["disabled"]),
    indexes: (text("indexes") ?? "")
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
    useAck: asBoolean(settings["useACK"]),
    allowQueryStringAuth: asBoolean(settings["allowQueryStringAuth"]),
    index: index === "default" ? undefined : index,
    sourcetype: text("sourcetype"),
    source: text("source"),
  };
}
