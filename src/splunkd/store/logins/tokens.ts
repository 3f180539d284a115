/** Bearer tokens made through authorization/tokens. Ground: REST API Reference, «authorization/tokens». */
import { randomBytes, randomUUID } from "node:crypto";
import type { AuthToken } from "./auth-token.ts";
import { replaced } from "../state/saved-state.ts";
import type { Store } from "../store.ts";

export class Tokens {
  readonly #byToken = new Map<string, AuthToken>();
  readonly #now: () => number;
  readonly #store: Store;

  constructor(now: () => number, store: Store) {
    this.#now = now;
    this.#store = store;
    for (const known of store.tokens.values()) this.#byToken.set(known.token, known);
  }

  make(user: string, audience: string, expires: number): AuthToken {
    const issued = Math.floor(this.#now() / 1000);
    const id = randomUUID().replaceAll("-", "");
    const part = (value: object): string =>
      Buffer.from(JSON.stringify(value)).toString("base64url");
    const head = { kid: "splunk.secret", alg: "HS512", ver: "v2", ttyp: "static" };
    const body = { iss: `${user} from ar-sim`, sub: user, aud: audience, idp: "Splunk", jti: id };
    const times = { iat: issued, exp: expires, nbr: issued };
    const signature = randomBytes(64).toString("base64url");
    const token = `${part(head)}.${part({ ...body, ...times })}.${signature}`;
    const made: AuthToken = { id, token, user, audience, issued, expires, status: "enabled" };
    this.#keep(made);
    return made;
  }

  userOf(token: string): string | undefined {
    const known = this.#byToken.get(token);
    if (known === undefined || known.status === "disabled") return undefined;
    const isOver = known.expires !== 0 && known.expires * 1000 <= this.#now();
    return isOver ? undefined : known.user;
  }

  *all(): Iterable<AuthToken> {
    yield* this.#byToken.values();
  }

  find(id: string): AuthToken | undefined {
    return this.#store.tokens.get(id);
  }

  change(token: AuthToken, status: AuthToken["status"]): void {
    this.#keep({ ...token, status });
  }

  remove({ id, token }: AuthToken): void {
    this.#store.journal.onUndo(replaced(this.#byToken, token));
    this.#byToken.delete(token);
    this.#store.note(["no-token", id]);
  }

  #keep(token: AuthToken): void {
    this.#store.journal.onUndo(replaced(this.#byToken, token.token));
    this.#byToken.set(token.token, token);
    this.#store.note(["token", token]);
  }
}
