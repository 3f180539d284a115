/** Session keys and cookies: who came with which. Ground: what the SDKs send after auth/login. */
import { randomBytes } from "node:crypto";
import type { Runs } from "../runs.ts";

/** Ground: server.conf sessionTimeout, one hour, counted from the last use. */
const TIMEOUT_MS = 60 * 60 * 1000;

/** Whom the stand-in was started for. */
interface Owner {
  readonly user: string;
  readonly sessionKey?: string | undefined;
  readonly now: () => number;
  readonly runs: Runs;
}

/** What a login is known by, and when it was last used. */
export interface Session {
  readonly key: string;
  readonly user: string;
  readonly usedAt: number;
}

export class Sessions {
  /** The key in the payload of the alert. */
  readonly alertKey: string;
  /** Every key that was given out by a login, ended ones too. */
  readonly issued: Set<string> = new Set();
  readonly #users = new Map<string, { readonly user: string; usedAt: number }>();
  readonly #now: () => number;
  readonly #runs: Runs;

  constructor({ user, sessionKey, now, runs }: Owner) {
    this.#now = now;
    this.#runs = runs;
    this.alertKey = sessionKey ?? newKey();
    this.#users.set(this.alertKey, { user, usedAt: Number.POSITIVE_INFINITY });
  }

  /**
   * One key for all logins of a user, until it is ended. Ground: seen in splunk-sdk-csharp-pcl's recordings of logins one
   * after the other, asserted by splunk-sdk-java's testLoginWithOnlyTokenValue.
   */
  open(user: string): string {
    for (const [key, session] of this.#users) {
      const isOther = session.user !== user || session.usedAt === Number.POSITIVE_INFINITY;
      if (!isOther && this.userOf(key) !== undefined) return key;
    }
    const key = newKey();
    this.issued.add(key);
    this.#users.set(key, { user, usedAt: this.#now() });
    return key;
  }

  userOf(key: string): string | undefined {
    const session = this.#users.get(key);
    if (session === undefined) return this.#runs.userOf(key);
    if (this.#now() - session.usedAt > TIMEOUT_MS) {
      this.#users.delete(key);
      return undefined;
    }
    if (session.usedAt !== Number.POSITIVE_INFINITY) session.usedAt = this.#now();
    return session.user;
  }

  *all(): Generator<Session> {
    for (const [key, { user, usedAt }] of this.#users)
      if (this.#now() - usedAt <= TIMEOUT_MS) yield { key, user, usedAt };
  }

  close(key: string): void {
    if (key !== this.alertKey) this.#users.delete(key);
  }

  /** Ends the sessions of a user that is gone. */
  closeAllOf(user: string): void {
    for (const [key, session] of this.#users) if (session.user === user) this.close(key);
  }
}

/** As long and from the alphabet as the keys seen in payloads: letters, digits, `^` and `_`. */
function newKey(): string {
  return randomBytes(96).toString("base64url").replaceAll("-", "^");
}
