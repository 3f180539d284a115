/**
 * The default field `punct`: the punctuation of an event's first line.
 * Ground: Getting Data In, «About default fields», and the manual of 3.0: blanks are `_`, tabs `t`. Payloads that users
 * published decide what the manuals leave open: quotes stand as they are, `_` of the text is none, dashes are kept, and the
 * whole ends at 50 characters, not at the 30 of the manual.
 */
const MOST = 50;

const SHOWN: ReadonlyMap<string, string> = new Map([
  ...[...",;-#$%&+./:=?@\\'|*\"(){}<>[]^!"].map((char) => [char, char] as const),
  [" ", "_"],
  ["\t", "t"],
]);

export function punctOf(raw: string): string {
  let punct = "";
  for (let at = 0; at < raw.length && punct.length < MOST; at += 1) {
    const char = raw.charAt(at);
    if (char === "\n") break;
    punct += SHOWN.get(char) ?? "";
  }
  return punct;
}
