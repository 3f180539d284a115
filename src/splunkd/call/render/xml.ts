/** Escaping for XML 1.0: what it cannot hold is replaced, never sent. */

const SPECIAL = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const NAMES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

export function escapeXml(text: string): string {
  return text.toWellFormed().replace(SPECIAL, (char) => NAMES[char] ?? "\ufffd");
}
