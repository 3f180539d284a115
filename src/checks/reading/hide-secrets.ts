/** Keys in a text made unreadable: what a report, a log of CI or a diff shows is read by more people than the file is. */

/** With a body beneath: code and docs name the header alone. */
export const PRIVATE_KEY: RegExp =
  /-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY-----\r?\n[A-Za-z0-9+/=]{40}/;
/** Ground: IAM User Guide, «Unique identifier prefixes»; its own examples end in EXAMPLE. */
export const AWS_KEY: RegExp = /\bAKIA(?![0-9A-Z]{9}EXAMPLE)[0-9A-Z]{16}\b/;

const EVERY_AWS_KEY = new RegExp(AWS_KEY, "g");
/** The body alone as well, as a diff may begin in the midst of it. */
const KEY_BODY = /^([-+ ]?)[A-Za-z0-9+/]{60,}={0,2}$/gm;
const ASSIGNED = /^([^=:]*[=:]\s*).+$/s;

export function hideSecrets(text: string): string {
  return text.replace(EVERY_AWS_KEY, "AKIA****************").replace(KEY_BODY, "$1****");
}

/** The line that a finding of the rule stands on, as it may be shown. */
export function shownLine(rule: string, line: string): string {
  // Both are about what the line holds: the second cannot be told from its look.
  if (rule === "secret-as-param") return line.replace(ASSIGNED, "$1****");
  return hideSecrets(line);
}
