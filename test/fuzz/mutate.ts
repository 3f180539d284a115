/** Changes texts and bytes as a careless or malicious hand does. */
import type { Chance } from "../support/load/seeded.ts";

const ODD: readonly string[] = [
  "",
  "\0",
  "\r\n",
  "\n",
  "\\",
  '"',
  "'",
  "`",
  "[",
  "]",
  "{",
  "}",
  "(",
  ")",
  "|",
  "=",
  ",",
  "*",
  "%",
  "$",
  ":",
  "-",
  "#",
  "&",
  "<",
  "\u001b[2J",
  "\u202e",
  "\ufeff",
  "\ud800",
  "é",
  "😀",
  "null",
  "true",
  "-1",
  "0",
  "1e309",
  "9999999999999999999",
  "NaN",
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "$result.x$",
  "*a*a*a*a*a*a*a*a*a*b",
  "(a+)+$",
  "\\N",
  "a".repeat(5000),
  "[".repeat(3000),
  "((".repeat(500),
  "x=1 OR ".repeat(500),
];

export function mutated(text: string, chance: Chance): string {
  let now = text;
  for (let times = chance.below(6); times > 0; times -= 1) now = changed(now, chance);
  return now;
}

function changed(text: string, chance: Chance): string {
  const from = chance.below(text.length + 1);
  const to = Math.min(text.length, from + chance.below(chance.isIn(80) ? 8 : 200));
  const [before, part, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  switch (chance.below(6)) {
    case 0:
      return before + after;
    case 1:
      return before + part.repeat(2 + chance.below(20)) + after;
    case 2:
      return before + chance.pick(ODD) + after;
    case 3:
      return before + part + chance.pick(ODD) + after;
    case 4:
      return before + [...part].reverse().join("") + after;
    default: {
      const place = chance.below(text.length + 1);
      return text.slice(0, place) + part + text.slice(place);
    }
  }
}

export function mutatedBytes(bytes: Buffer, chance: Chance): Buffer {
  let now = Buffer.from(bytes);
  for (let times = chance.below(8); times > 0; times -= 1) {
    const at = chance.below(now.length + 1);
    if (chance.isIn(60)) {
      if (at < now.length) now[at] = chance.below(256);
    } else if (chance.isIn(50)) {
      now = Buffer.concat([now.subarray(0, at), now.subarray(at + chance.below(64))]);
    } else {
      const copied = now.subarray(at, at + chance.below(64));
      now = Buffer.concat([now.subarray(0, at), copied, now.subarray(at)]);
    }
  }
  return now;
}
