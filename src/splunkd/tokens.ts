/** Bearer tokens made through authorization/tokens. Ground: REST API Reference, «authorization/tokens». */
import { randomBytes, randomUUID } from "node:crypto";

export interface AuthToken {
  readonly id: string;
  readonly token: string;
  readonly user: string;
  readonly audience: string;
  /** Epoch seconds. */
  readonly issued: number;
  /** 0: never. */
  readonly expires: number;
  status: "enabled" | "disabled";
}

export class Tokens {
  readonly #byToken = new Map<string, AuthToken>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
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
    this.#byToken.set(token, made);
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

  remove(id: string): boolean {
    for (const [key, token] of this.#byToken) if (token.id === id) return this.#byToken.delete(key);
    return false;
  }
}
