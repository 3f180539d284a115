/** A stanza of a .conf as clients see it. Ground: solnlib's suite, which spells the content out. */
import { asBoolean, type Content, content, effective, type Entity } from "../../model/entity.ts";

/** Everything is text, `disabled` alone a boolean; `iseval` of a macro reads 1 or 0, as the Python SDK's suite has it. */
export function confContent(entity: Entity, user: string): Content {
  const settings = effective(entity);
  const disabled = settings["disabled"];
  return content({
    ...settings,
    disabled: disabled === undefined ? false : /^(?:1|t|true|y|yes|on)$/i.test(String(disabled)),
    ...(settings["iseval"] === undefined
      ? {}
      : { iseval: asBoolean(settings["iseval"]) ? "1" : "0" }),
    "eai:appName": entity.app,
    "eai:userName": entity.sharing === "user" ? entity.owner : user === "-" ? "nobody" : user,
  });
}
