/**
 * What a search command of the older protocol prints: lines of messages and a blank line, where it has any, then CSV.
 * Ground: commands.conf.spec, `outputheader`; Splunk's Python SDK writes the header whatever that says.
 */
import type { MessageType, SearchMessage } from "../../../search/spl/stage/stage.ts";

const TYPES: ReadonlyMap<string, MessageType> = new Map([
  ["debug_message", "DEBUG"],
  ["info_message", "INFO"],
  ["warn_message", "WARN"],
  ["error_message", "ERROR"],
]);

const MESSAGE = /^(debug|info|warn|error)_message=(.*)$/;

export function readOldOutput(text: string): {
  readonly messages: readonly SearchMessage[];
  readonly rows: string;
} {
  const messages: SearchMessage[] = [];
  let at = 0;
  for (;;) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end === -1 ? undefined : end).replace(/\r$/, "");
    const [, level = "", message = ""] = MESSAGE.exec(line) ?? [];
    const type = TYPES.get(`${level}_message`);
    if (type !== undefined) messages.push({ type, text: message });
    else if (line !== "") break;
    if (end === -1) return { messages, rows: "" };
    at = end + 1;
    if (line === "") break;
  }
  return { messages, rows: text.slice(at) };
}

/** Each line of stderr, with the level that it may begin with. Ground: commands.conf.spec, `stderr_dest = message`. */
export function linesOf(stderr: string): SearchMessage[] {
  return stderr.split("\n").flatMap((line): SearchMessage[] => {
    const [, level, text = line] = /^(DEBUG|INFO|WARN|ERROR)\s+(.*)$/.exec(line.trimEnd()) ?? [];
    if (text.trim() === "") return [];
    const type = TYPES.get(`${(level ?? "info").toLowerCase()}_message`) ?? "INFO";
    return [{ type, text }];
  });
}
