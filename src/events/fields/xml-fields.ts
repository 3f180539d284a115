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

export type EmitXml = (path: string, value: string) => void;

/** Emits the leaves and the attributes. Ends at an end tag that does not belong to the open element. */
export function scanXml(text: string, emit: EmitXml): void {
  if (!/^\s*</.test(text)) return;
  const scanner = new XmlScanner(emit);
  let from = 0;
  for (const match of text.matchAll(TAG)) {
    scanner.content += plain(text.slice(from, match.index)) + (match[1] ?? "");
    from = match.index + match[0].length;
    const [, , isEnd, name, attributes, isEmpty] = match;
    if (name === undefined) continue;
    const goesOn =
      isEnd === undefined ? scanner.open(name, attributes, isEmpty) : scanner.close(name);
    if (!goesOn) return;
    scanner.content = "";
  }
}

interface OpenElement {
  readonly name: string;
  readonly path: string;
  hasChild: boolean;
}

class XmlScanner {
  /** Text since the last tag. */
  content = "";
  readonly #open: OpenElement[] = [];
  readonly #emit: EmitXml;

  constructor(emit: EmitXml) {
    this.#emit = emit;
  }

  open(name: string, attributes = "", isEmpty?: string): boolean {
    if (this.#open.length >= DEEPEST) return false;
    const top = this.#open.at(-1);
    if (top !== undefined) top.hasChild = true;
    const path = top === undefined ? name : `${top.path}.${name}`;
    for (const [, key = "", double, single] of attributes.matchAll(ATTRIBUTE))
      this.#emit(`${path}{@${key}}`, plain(double ?? single ?? ""));
    if (isEmpty === undefined) this.#open.push({ name, path, hasChild: false });
    return true;
  }

  close(name: string): boolean {
    const top = this.#open.pop();
    if (top?.name !== name) return false;
    const text = this.content.trim();
    if (!top.hasChild && text !== "") this.#emit(top.path, text);
    return true;
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
