/**
 * Names and content of stored credentials. Ground: REST API Reference, storage/passwords; splunklib builds the same
 * names: realm and user between colons, a colon or backslash in them escaped.
 */
import { type Content, content } from "./entity.ts";

export function passwordName(realm: string, username: string): string {
  return `${escaped(realm)}:${escaped(username)}:`;
}

function escaped(part: string): string {
  return part.replace(/[\\:]/g, "\\$&");
}

export function passwordContent(realm: string, username: string, password: string): Content {
  return content({
    clear_password: password,
    // Guess: the form of $7$ ciphers; nobody can read it without the instance's splunk.secret.
    encr_password: `$7$${Buffer.from(password).toString("base64")}`,
    password: "********",
    realm,
    username,
  });
}

const SEPARATOR = "``splunk_cred_sep``";
/** Ground: solnlib's CredentialManager (Apache-2.0): a secret is cut into parts of so many characters. */
const PART = 255;

/** The name of one part of a secret, from 1. */
export function partName(username: string, part: number): string {
  return `${username}${SEPARATOR}${part}`;
}

/** Ground: the same: a part of its own marks where the secret ends. */
export const LAST_PART: string = ["S", "P", "L", "U", "N", "K"].reduce(
  (mark, letter) => `${mark}${letter}${SEPARATOR}`,
  SEPARATOR,
);

/** A secret in the parts under which solnlib keeps it, the mark of its end last. */
export function secretParts(
  username: string,
  secret: string,
): readonly { readonly username: string; readonly password: string }[] {
  const parts: string[] = [];
  for (let at = 0; at < secret.length; at += PART) parts.push(secret.slice(at, at + PART));
  return [...parts, LAST_PART].map((password, number) => ({
    username: partName(username, number + 1),
    password,
  }));
}
