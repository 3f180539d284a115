/**
 * Text as XML and HTML can hold it. Characters that XML 1.0 cannot hold, not even as references (its «Char»
 * production), are replaced.
 */

const SPECIAL = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/**
 * Between tags and in attributes. `apostrophe` is what an apostrophe becomes: `&apos;` in XML, a number in old HTML,
 * and itself within double quotes.
 */
export function escapeMarkup(text: string, apostrophe = "&apos;"): string {
  return text
    .toWellFormed()
    .replace(SPECIAL, (char) => (char === "'" ? apostrophe : (ENTITIES[char] ?? "\ufffd")));
}
