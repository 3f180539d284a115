/** A stanza of a .conf as clients see it. Ground: solnlib's suite, which spells the content out. */
import { asBoolean, type Content, content, effective, type Entity } from "../../model/entity.ts";

/** Everything is text, `disabled` alone a boolean; `iseval` of a macro reads 1 or 0, as the Python SDK's suite has it. */
export function confContent(entity: Entity, user: string): Content {
  const settings = effective(entity);
  const { disabled, iseval: isEval } = settings;
  return content({
    ...settings,
    disabled: disabled === undefined ? false : /^(?:1|t|true|y|yes|on)$/i.test(String(disabled)),
    ...(isEval !== undefined && { iseval: asBoolean(isEval) ? "1" : "0" }),
    "eai:appName": entity.app,
    "eai:userName": entity.sharing === "user" ? entity.owner : user === "-" ? "nobody" : user,
  });
}
