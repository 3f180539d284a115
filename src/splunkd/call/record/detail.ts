/** What explains a request beyond its answer: the roles with a capability that was lacking, the credentials there are. */
import type { RestError } from "../../model/rest-error.ts";
import { asText } from "../../model/entity.ts";
import type { RestRecord } from "../../model/rest-record.ts";
import type { Parts } from "../../parts.ts";

export type Detail = (
  path: string,
  refusal: RestError | undefined,
) => Pick<RestRecord, "roles" | "credentials">;

const MOST_NAMES = 50;
/** solnlib keeps a long secret in parts, each under a name of its own. */
const PART_OF_SECRET = /``splunk_cred_sep``.*$/s;

export function detailOf({ store, users }: Pick<Parts, "store" | "users">): Detail {
  const credentials = (): string[] => {
    const names = [...store.bucket("passwords").all()].map(
      ({ content: { realm, username } }) =>
        `${asText(realm)}:${asText(username).replace(PART_OF_SECRET, "")}`,
    );
    return [...new Set(names)].slice(0, MOST_NAMES);
  };
  return (path, refusal) => {
    const { capabilities = [] } = refusal ?? {};
    return {
      ...(capabilities.length === 0 ? {} : { roles: users.rolesWith(capabilities) }),
      ...(path.includes("/storage/passwords") ? { credentials: credentials() } : {}),
    };
  };
}
