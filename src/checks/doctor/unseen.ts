/** The state of a link whose object is not exported: an Enterprise Security may import the app all the same. */
import type { HiddenObject } from "../../addon/visibility/find-hidden.ts";
import type { Proof } from "./diagnosis.ts";

export function unseen({ message, hint, where }: HiddenObject): Proof {
  return {
    status: "unknown",
    by: "files",
    message,
    hint,
    where,
    because: [
      "an Enterprise Security that imports the app by `app_regex` of its input app_imports_update sees it all the same",
    ],
  };
}
