/** Masks keys in texts: more people read a report, a CI log or a diff than the file itself. */

/** With a body below it: code and documentation often contain only the header. */
export const PRIVATE_KEY: RegExp =
  /-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY-----\r?\n[A-Za-z0-9+/=]{40}/;
/** Ground: IAM User Guide, «Unique identifier prefixes»; its own examples end in EXAMPLE. */
export const AWS_KEY: RegExp = /\bAKIA(?![0-9A-Z]{9}EXAMPLE)[0-9A-Z]{16}\b/;

const EVERY_AWS_KEY = new RegExp(AWS_KEY, "g");
/** Also a body without its header, since a diff may begin inside it. */
const KEY_BODY = /^([-+ ]?)[A-Za-z0-9+/]{60,}={0,2}$/gm;
const ASSIGNED = /^([^=:]*[=:]\s*).+$/s;

export function hideSecrets(text: string): string {
  return text.replace(EVERY_AWS_KEY, "AKIA****************").replace(KEY_BODY, "$1****");
}

/** The line of a finding, as a report may show it. */
export function shownLine(rule: string, line: string): string {
  // This rule finds secrets by the name of the setting, not by how they look.
  if (rule === "secret-as-param") return line.replace(ASSIGNED, "$1****");
  return hideSecrets(line);
}
