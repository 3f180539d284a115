// `s/regex/text/flags` and `y/from/to/`, divided by blanks, as SEDCMD-… of props.conf and `rex mode=sed` write them.
// Ground: props.conf.spec, SEDCMD; Search Reference, «rex».

/** A compiled pattern, as far as sed wants it. */
export interface SedRegex {
  all(text: string): Iterable<{ readonly index: number }>;
  replace(text: string, to: string, limit: number): string;
}

/** Undefined when there is no command in it that can be run. `compile` may leave a pattern out. */
export function compileSed(
  commandText: string,
  compile: (pattern: string, flags: string) => SedRegex | undefined,
): ((text: string) => string) | undefined {
  const commands = readCommands(commandText).flatMap(({ name, parts: [from, to, flags] }) => {
    if (name === "y") return [exchange(from, to)];
    const regex = compile(from, flags.replace(/[^imsx]/g, ""));
    return regex === undefined ? [] : [replacer(regex, to, flags)];
  });
  if (commands.length === 0) return undefined;
  return (text) => commands.reduce((changed, command) => command(changed), text);
}

function replacer(regex: SedRegex, to: string, flags: string): (text: string) => string {
  if (flags.includes("g")) return (text) => regex.replace(text, to, Infinity);
  const number = Number(/\d+/.exec(flags)?.[0] ?? 1);
  if (number === 1) return (text) => regex.replace(text, to, 1);
  return (text) => {
    const match = [...regex.all(text)][number - 1];
    if (match === undefined) return text;
    return text.slice(0, match.index) + regex.replace(text.slice(match.index), to, 1);
  };
}

function exchange(from: string, to: string): (text: string) => string {
  const other = new Map([...from].map((char, at) => [char, [...to][at] ?? char]));
  return (text) => [...text].map((char) => other.get(char) ?? char).join("");
}

interface Command {
  readonly name: "s" | "y";
  readonly parts: readonly [from: string, to: string, flags: string];
}

/** Any character behind `s` may stand for the slash. */
function readCommands(text: string): Command[] {
  const commands: Command[] = [];
  for (let at = 0; at < text.length;) {
    const name = text[at];
    const slash = text[at + 1];
    if ((name !== "s" && name !== "y") || slash === undefined || /[\w\s\\]/.test(slash)) {
      at++;
      continue;
    }
    const [from, middle] = upTo(text, at + 2, slash);
    const [to, end] = upTo(text, middle, slash);
    if (middle < 0 || end < 0) return commands;
    const flags = /^\w*/.exec(text.slice(end))?.[0] ?? "";
    commands.push({ name, parts: [from, to, flags] });
    at = end + flags.length;
  }
  return commands;
}

/** The text up to the next delimiter that is not escaped, and the place behind it (-1: there is none). */
function upTo(text: string, from: number, slash: string): [string, number] {
  let out = "";
  for (let at = from; from >= 0 && at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === slash) return [out, at + 1];
    if (char === "\\" && text[at + 1] === slash) {
      out += slash;
      at++;
    } else if (char === "\\") out += char + (text[++at] ?? "");
    else out += char;
  }
  return [out, -1];
}
