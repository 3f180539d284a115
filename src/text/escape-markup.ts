/** Text as XML and HTML can hold it. What XML 1.0 has no way to write, not even as a reference (its «Char» production), is replaced. */

const SPECIAL = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Between tags and in attributes. `apostrophe`: how it is written, which XML calls `&apos;`, old HTML has no name for, and double quotes need not care about. */
export function escapeMarkup(text: string, apostrophe = "&apos;"): string {
  return text
    .toWellFormed()
    .replace(SPECIAL, (char) => (char === "'" ? apostrophe : (ENTITIES[char] ?? "\ufffd")));
}
