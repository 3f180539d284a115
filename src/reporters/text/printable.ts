/** Text from outside, made harmless for a terminal: no escape sequences, no carriage returns, no change of direction. */

const HARMFUL =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export function printable(text: string): string {
  // A lone surrogate cannot be written as UTF-8.
  const whole = text.toWellFormed().replace(/\r\n/g, "\n");
  return whole.replace(HARMFUL, (char) => {
    const code = char.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
  });
}
