/**
 * JSON text as it stands: numbers keep their spelling, a repeated key comes twice, and what comes before a cut or a
 * mistake still counts. Ground: RFC 8259; Search Reference, «spath», for the names of nested fields.
 */

export type EmitJson = (path: string, value: string) => void;

/** Deeper ones are skipped: an endless `[[[[` must not end the process. */
const DEEPEST = 128;

/** Emits every leaf by its path, as `a.b{}.c`. False where the text is cut, or is not JSON. */
export function scanJson(text: string, emit: EmitJson): boolean {
  const scanner = new JsonScanner(text);
  return scanner.value("", emit, 0);
}

/** The members of one object as slices of its text, undefined when the text is not one whole object. */
export function readMembers(text: string): Map<string, string> | undefined {
  const scanner = new JsonScanner(text);
  const members = new Map<string, string>();
  const isWhole = scanner.members((name) => {
    const from = scanner.at;
    if (!scanner.value("", ignore, 0)) return false;
    members.set(name, text.slice(from, scanner.at));
    return true;
  });
  return isWhole && text.slice(scanner.at).trim() === "" ? members : undefined;
}

/** The items of one array as slices of its text, undefined when the text is not one whole array. */
export function readItems(text: string): string[] | undefined {
  const scanner = new JsonScanner(text);
  const items: string[] = [];
  const isWhole = scanner.items(() => {
    const from = scanner.at;
    if (!scanner.value("", ignore, 0)) return false;
    items.push(text.slice(from, scanner.at));
    return true;
  });
  return isWhole && text.slice(scanner.at).trim() === "" ? items : undefined;
}

function ignore(): void {}

class JsonScanner {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  value(path: string, emit: EmitJson, depth: number): boolean {
    this.#blank();
    const code = this.#text.charCodeAt(this.at);
    if (depth > DEEPEST) return false;
    if (code === 0x7b) {
      return this.members((name) =>
        this.value(path === "" ? name : `${path}.${name}`, emit, depth + 1),
      );
    }
    if (code === 0x5b) return this.items(() => this.value(`${path}{}`, emit, depth + 1));
    if (code === 0x22) {
      const text = this.#string();
      if (text === undefined) return false;
      emit(path, text);
      return true;
    }
    const bare = this.#bare();
    if (bare === "") return false;
    emit(path, bare);
    return true;
  }

  members(take: (name: string) => boolean): boolean {
    this.#blank();
    if (!this.#skip(0x7b)) return false;
    this.#blank();
    if (this.#skip(0x7d)) return true;
    do {
      this.#blank();
      const name = this.#string();
      if (name === undefined) return false;
      this.#blank();
      if (!this.#skip(0x3a)) return false;
      this.#blank();
      if (!take(name)) return false;
      this.#blank();
    } while (this.#skip(0x2c));
    return this.#skip(0x7d);
  }

  items(take: () => boolean): boolean {
    this.#blank();
    if (!this.#skip(0x5b)) return false;
    this.#blank();
    if (this.#skip(0x5d)) return true;
    do {
      this.#blank();
      if (!take()) return false;
      this.#blank();
    } while (this.#skip(0x2c));
    return this.#skip(0x5d);
  }

  #string(): string | undefined {
    const text = this.#text;
    if (text.charCodeAt(this.at) !== 0x22) return undefined;
    const from = this.at + 1;
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x5c) at++;
      else if (code === 0x22) {
        this.at = at + 1;
        return unescapeJson(text.slice(from, at));
      }
    }
    return undefined;
  }

  /** A number, true, false or null, complete only when something follows it. */
  #bare(): string {
    const text = this.#text;
    const from = this.at;
    let at = from;
    while (at < text.length && isBare(text.charCodeAt(at))) at++;
    const word = text.slice(from, at);
    if (!/^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/.test(word)) return "";
    this.at = at;
    return word;
  }

  #skip(code: number): boolean {
    if (this.#text.charCodeAt(this.at) !== code) return false;
    this.at++;
    return true;
  }

  #blank(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at++;
    }
  }
}

function isBare(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x2b ||
    code === 0x2d ||
    code === 0x2e
  );
}

/** The inside of a JSON string, unescaped. It stays as it is where it has a raw line end or a bad escape. */
export function unescapeJson(text: string): string {
  if (!text.includes("\\")) return text;
  try {
    const inside: string = JSON.parse(`"${text}"`);
    return inside;
  } catch {
    return text;
  }
}
