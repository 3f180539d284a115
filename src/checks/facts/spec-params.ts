/** Parameters that README/*.conf.spec describe, each file as a list of `action → parameters`. */
import { parseConf } from "../../conf/parse-conf.ts";
import type { Where } from "../../errors.ts";
import type { Facts } from "./facts.ts";

export interface SpecParam {
  readonly action: string;
  readonly param: string;
  readonly where: Where;
}

/** `action.<action>.param.<param> = …` of savedsearches.conf.spec. */
export function savedSearchSpec(facts: Facts): SpecParam[] {
  const file = "README/savedsearches.conf.spec";
  const text = facts.text(file);
  if (text === undefined) return [];
  return parseConf(text, file).stanzas.flatMap((stanza) =>
    stanza.settings.flatMap(({ key, where }) => {
      const [, action, param] = /^action\.(.+?)\.param\.(.+)$/.exec(key) ?? [];
      return action === undefined || param === undefined ? [] : [{ action, param, where }];
    }),
  );
}

/** `param.<param>` of alert_actions.conf.spec; undefined when there is no such file. */
export function actionSpec(facts: Facts): ReadonlySet<string> | undefined {
  const text = facts.text("README/alert_actions.conf.spec");
  if (text === undefined) return undefined;
  return new Set(
    [...text.matchAll(/^\s*param\.([\w.*<>-]+)\s*=/gm)].map((match) => match[1] ?? ""),
  );
}
