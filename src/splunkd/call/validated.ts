/**
 * An endpoint whose arguments the add-on's `[validation:<handler>]` rules are asked for before anything is saved.
 * Ground: restmap.conf.spec; a refusal is a 400 with the rule's own text.
 */
import type { Call } from "./call.ts";
import type { Endpoint, Verb } from "./endpoint.ts";
import { validate } from "./hooks/validate.ts";

export function validated(
  endpoint: Endpoint,
  handler: string | ((call: Call) => string),
): Endpoint {
  const { POST } = endpoint;
  if (POST === undefined) return endpoint;
  const checked: Verb = {
    ...POST,
    async run(call) {
      await validate(
        call.args,
        typeof handler === "string" ? handler : handler(call),
        call.splunkd,
      );
      return POST.run(call);
    },
  };
  return { ...endpoint, POST: checked };
}
