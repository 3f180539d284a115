/**
 * What a UCC add-on's own handler may do: it asks splunkd with its caller's session key, and passes a refusal on.
 * Ground: splunktaucclib's rest_handler (Apache-2.0) reads storage/passwords wherever a field is encrypted; the words are
 * splunkd's for a handler that raised, as the framework's own user interface takes them apart.
 */
import { checkWrite, type Viewer } from "../../instance/access.ts";
import type { Entity } from "../../model/entity.ts";
import { forbidden, RestError } from "../../model/rest-error.ts";
import type { User } from "../../instance/users.ts";

const LIST = ["list_storage_passwords", "admin_all_objects"];
const EDIT = ["edit_storage_passwords", "admin_all_objects"];

export function checkSecretsRead(user: User): void {
  check(user, LIST);
}

export function checkSecretsWrite(user: User): void {
  check(user, LIST);
  check(user, EDIT);
}

export function checkStanzaWrite(entity: Entity, conf: string, viewer: Viewer): void {
  try {
    checkWrite(entity, conf, viewer);
  } catch (error) {
    throw error instanceof RestError ? raised(error) : error;
  }
}

function check(user: User, needed: readonly string[]): void {
  if (!needed.some((capability) => user.capabilities.has(capability)))
    throw raised(forbidden(user.name, needed));
}

function raised({ message }: RestError): RestError {
  return new RestError(
    500,
    `Unexpected error "<class 'splunktaucclib.rest_handler.error.RestError'>" from python handler: ` +
      `"REST Error [403]: Forbidden -- HTTP 403 Forbidden -- ${message}". See splunkd.log/python.log for more details.`,
  );
}
