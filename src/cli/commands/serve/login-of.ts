/** The user that a stand-in was started for, and a password that opens it. */
import { DEFAULT_PASSWORD } from "../../../splunkd/model/fixtures.ts";
import type { Splunkd } from "../../../splunkd/start-stand-in.ts";

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** `isOther`: the password may be one of the fixtures, or of an earlier start. */
export async function loginOf({ open, user }: Splunkd, isOther: boolean): Promise<Login> {
  const username = user.toLowerCase();
  if (!isOther) return { username, password: DEFAULT_PASSWORD };
  const known = (await open()).store.bucket("users").named(username)[0];
  return { username, password: String(known?.content["#password"] ?? DEFAULT_PASSWORD) };
}
