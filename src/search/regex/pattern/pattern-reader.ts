// Walks through the text of a regular expression and says where something is wrong.

/** A pattern that PCRE, or this emulation of it, does not take. */
export class RegexSyntaxError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = "RegexSyntaxError";
    this.offset = offset;
  }
}

export class PatternReader {
  readonly pattern: string;
  offset = 0;

  constructor(pattern: string) {
    this.pattern = pattern;
  }

  /** The next character, whole even beyond the basic plane. */
  peek(): string | undefined {
    const code = this.pattern.codePointAt(this.offset);
    return code === undefined ? undefined : String.fromCodePoint(code);
  }

  next(): string {
    const char = this.peek();
    if (char === undefined) throw this.error("the pattern ends too soon");
    this.offset += char.length;
    return char;
  }

  eat(text: string): boolean {
    if (!this.pattern.startsWith(text, this.offset)) return false;
    this.offset += text.length;
    return true;
  }

  /** Takes what a sticky expression finds here. */
  take(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.offset;
    const match = sticky.exec(this.pattern);
    if (match === null || match[0] === "") return undefined;
    this.offset = sticky.lastIndex;
    return match;
  }

  takeText(sticky: RegExp): string | undefined {
    return this.take(sticky)?.[0];
  }

  /** Blanks and `# comments` under the flag x. */
  skipExtended(): void {
    this.take(/(?:[ \t-\r]|#[^\n]*(?:\n|$))+/y);
  }

  error(message: string, by = 0): RegexSyntaxError {
    return new RegexSyntaxError(message, Math.max(0, this.offset + by));
  }
}
