/** The user that a stand-in was started for, and a password that opens it. */
import { publicPassword } from "../../../splunkd/instance/fixtures/admin-password.ts";
import { DEFAULT_PASSWORD } from "../../../splunkd/model/fixtures.ts";
import type { Splunkd } from "../../../splunkd/start-stand-in.ts";

export interface Login {
  readonly username: string;
  readonly password: string;
}

/**
 * `isOther`: the password may be one of the fixtures, or of an earlier start.
 * @throws HarnessError SPLUNKD_PUBLIC_PASSWORD for one of an earlier start that is no longer safe
 */
export async function loginOf(splunkd: Splunkd, isOther: boolean): Promise<Login> {
  const { open, user, password: usual, isExposed } = splunkd;
  const username = user.toLowerCase();
  if (!isOther) return { username, password: usual };
  const { store, settings } = await open();
  const known = store.bucket("users").named(username)[0];
  const password = String(known?.content["#password"] ?? usual);
  if (isExposed && password === DEFAULT_PASSWORD) throw publicPassword(username, settings.host);
  return { username, password };
}
