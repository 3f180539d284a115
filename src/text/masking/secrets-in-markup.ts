/** Secrets in XML and HTML by the names of their elements: `<s:key name="password">x</s:key>`, `<sessionKey>x</sessionKey>`. */
import { secretsAmong } from "./find-secrets.ts";
import type { KnownSecret } from "./mask.ts";

const ELEMENT =
  /<(?:[\w.-]{1,40}:)?([\w.-]{1,80})((?:\s[^<>]{0,400})?)>(?:\s*<(?:value|text|s:list|s:item|item)>)*(?:<!\[CDATA\[)?([^<]+)/g;
const NAME = /\s(?:name|k|key|id)="([^"]*)"/;
const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

export function secretsInMarkup(text: string): KnownSecret[] {
  return [...text.matchAll(ELEMENT)].flatMap(([, tag = "", attributes = "", content = ""]) => {
    const name = NAME.exec(attributes)?.[1] ?? tag;
    return secretsAmong({
      [name.slice(name.lastIndexOf(".") + 1)]: unescaped(content.replace(/\]\]>?$/, "")),
    });
  });
}

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
    if (typeof name === "string") return ENTITIES[name] ?? whole;
    const code = typeof hex === "string" ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
