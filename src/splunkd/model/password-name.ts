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
