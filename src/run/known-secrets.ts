/** What must not be written of a run: what was given as a secret, and what was seen of one. */
import type { KnownSecret } from "../text/masking/mask.ts";
import { secretsAmong, secretsInText, secretsWithin } from "../text/masking/find-secrets.ts";
import { secretsInMarkup } from "../text/masking/secrets-in-markup.ts";
import type { Exchange } from "../vendor/exchange.ts";
import type { Invocation } from "../invocation/invocation.ts";

/** Given before anything ran. */
export interface GivenSecrets {
  readonly params: Readonly<Record<string, string>>;
  /** Variables handed to the script. */
  readonly env: Readonly<Record<string, string>>;
  /** Variables whose values are secret whatever their names. */
  readonly secretEnv: Readonly<Record<string, string>>;
  readonly fixtures: unknown;
  /** The search, which may name parameters of the action. */
  readonly searchText: string | undefined;
}

export function givenSecrets(given: GivenSecrets): KnownSecret[] {
  const { params, env, secretEnv, fixtures, searchText = "" } = given;
  return [
    ...Object.entries(secretEnv).map(([name, value]) => ({ name, value })),
    ...secretsAmong(params),
    ...secretsAmong(env),
    ...secretsWithin(fixtures),
    ...secretsInText(searchText),
  ];
}

/** Seen by the end of the run. */
export interface SeenSecrets {
  readonly sessionKey: string;
  /** Those that the action ended up with. */
  readonly params: ReadonlyMap<string, string>;
  /** Tokens in a parameter are expanded there. */
  readonly invocations: readonly Invocation[];
  /** What the stand-in holds, of any shape. */
  readonly standIn: unknown;
}

export function seenSecrets({
  sessionKey,
  params,
  invocations,
  standIn,
}: SeenSecrets): KnownSecret[] {
  return [
    { name: "session_key", value: sessionKey },
    ...secretsAmong(Object.fromEntries(params)),
    ...invocations.flatMap(({ payload, format }) =>
      format === "json" ? secretsWithin(JSON.parse(payload)) : secretsInMarkup(payload),
    ),
    ...secretsWithin(standIn),
  ];
}

/** What the script sent to others. */
export function sentSecrets(exchanges: readonly Exchange[]): KnownSecret[] {
  return exchanges.flatMap(secretsOf);
}

function secretsOf({ url, query, requestBody }: Exchange): KnownSecret[] {
  const pairs = (text: string): KnownSecret[] =>
    secretsAmong(Object.fromEntries(new URLSearchParams(text)));
  return [
    ...secretsInText(url),
    ...pairs(query),
    ...(requestBody === null ? [] : [...secretsWithin(requestBody), ...pairs(requestBody)]),
  ];
}
