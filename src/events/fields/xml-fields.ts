// Fields of an event that is XML: elements by path, attributes as `a.b{@name}`. Ground: KV_MODE = xml in
// props.conf.spec; Search Reference, «spath», for the names. No validation, no entities but the five of XML itself.

const TAG =
  /<(?:!--[^]*?-->|!\[CDATA\[([^]*?)\]\]>|[?!][^>]*>|(\/)?([\w:.-]+)((?:"[^"]*"|'[^']*'|[^"'>])*?)(\/)?>)/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};
const DEEPEST = 128;

export function scanXml(text: string, found: (path: string, value: string) => void): void {
  if (!/^\s*</.test(text)) return;
  const open: { readonly name: string; readonly path: string; hasChild: boolean }[] = [];
  let content = "";
  let from = 0;
  for (const match of text.matchAll(TAG)) {
    const [whole, cdata, isEnd, name, attributes = "", isEmpty] = match;
    content += plain(text.slice(from, match.index)) + (cdata ?? "");
    from = match.index + whole.length;
    if (name === undefined) continue;
    const top = open.at(-1);
    if (isEnd !== undefined) {
      if (top?.name !== name) return;
      if (!top.hasChild && content.trim() !== "") found(top.path, content.trim());
      open.pop();
    } else {
      if (open.length >= DEEPEST) return;
      if (top !== undefined) top.hasChild = true;
      const path = top === undefined ? name : `${top.path}.${name}`;
      for (const [, key = "", double, single] of attributes.matchAll(ATTRIBUTE))
        found(`${path}{@${key}}`, plain(double ?? single ?? ""));
      if (isEmpty === undefined) open.push({ name, path, hasChild: false });
    }
    content = "";
  }
}

function plain(text: string): string {
  return text.replace(
    /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
    (all, name, dec, hex) => {
      if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? all;
      const code = dec === undefined ? Number.parseInt(String(hex), 16) : Number(dec);
      return code <= 0x10ffff ? String.fromCodePoint(code) : String(all);
    },
  );
}
