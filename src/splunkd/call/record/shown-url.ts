/** A path and a query as they are recorded: secrets that stand in them by name are masked, what is very long is cut. */
import { createMask, type KnownSecret } from "../../../text/masking/mask.ts";
import { remembering } from "../../../text/remembering.ts";
import { readAsked } from "../../wire/message.ts";
import { mayNameSecret, secretsInUrl } from "./secrets-in-request.ts";

export const MASK = "<redacted>";
const MOST = 4096;
/** How the name of a secret ends: `clear_password`, `token`, `sessionKey`, `client_secret`, `api_key`. */
export const SECRET_NAME: string =
  "(?:pass(?:word|wd|phrase|code)|pwd|token|secret|bearer|psk|authorization|" +
  "(?:session|api|access|private|integration|routing|encryption|signing|auth|account|license|storage)[_-]?key)";
/** `oldpassword=`, `token=`, and the same with a realm in front. */
const SECRET = new RegExp(`((?:^|[&?])[^=&?]*${SECRET_NAME}=)[^&]+`, "gi");
/** The key that a logout ends. */
const ENDED = /(\/httpauth-tokens\/)[^/]+/;

export interface ShownUrl {
  readonly path: string;
  readonly query: string;
  /** What is hidden in them. */
  readonly secrets: readonly KnownSecret[];
}

/** Clients ask for the same again and again, and its records share what they show. */
export const shownUrl: (url: string) => ShownUrl = remembering(
  (url) => {
    const { path, query } = readAsked(url);
    const secrets = secretsInUrl(path, query);
    return { path: shownPath(path), query: shownQuery(query), secrets };
  },
  { longest: 1024, most: 1000 },
);

export function shownPath(path: string): string {
  return cut(path.includes("/httpauth-tokens/") ? path.replace(ENDED, `$1${MASK}`) : path);
}

export function shownQuery(query: string): string {
  if (!mayNameSecret(query)) return cut(query);
  const mask = createMask(secretsInUrl("", query));
  return cut(mask.text(maskedForm(query)));
}

/** `name=api&password=s3cret` with the values of secrets masked. */
export function maskedForm(text: string): string {
  return text.replace(SECRET, `$1${MASK}`);
}

/** A copy, for a part of a text would keep the whole. */
function cut(text: string): string {
  return text.length <= MOST ? text : `${Buffer.from(text.slice(0, MOST)).toString()}…`;
}
