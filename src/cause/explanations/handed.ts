/** What a script is handed: the payload on stdin, its arguments, and values that its code cannot take apart. */
import { nearest } from "../../text/nearest.ts";
import type { Explanation, FailureFacts } from "../cause.ts";
import { allText, listed, quoted } from "../words.ts";

/** Ground: the keys of a payload in Splunk's guide to custom alert actions, and in public add-ons. */
const PAYLOAD_KEYS = [
  "app",
  "owner",
  "results_file",
  "results_link",
  "search_name",
  "search_uri",
  "server_host",
  "server_uri",
  "session_key",
  "sid",
  "configuration",
  "result",
];
/** Their own names in other interfaces of Splunk. */
const MEANT: Readonly<Record<string, string>> = {
  config: "configuration",
  params: "configuration",
  settings: "configuration",
  results: "result",
  sessionkey: "session_key",
  sessionKey: "session_key",
  user: "owner",
};
const READS_PAYLOAD = /(\w+)\s*=\s*json\.loads?\(\s*sys\.stdin/g;

/** The name of a key that the payload does not have, where the line asks the payload for it. */
export function askedOfPayload({ raised, place, sources }: FailureFacts): string | undefined {
  const [, key] = /^u?["']([^"']+)["']$/.exec(raised.message) ?? [];
  if (raised.type !== "KeyError" || key === undefined || PAYLOAD_KEYS.includes(key))
    return undefined;
  const line = place?.source ?? "";
  const isAsked = [...allText({ sources }).matchAll(READS_PAYLOAD)].some(
    ([, name = ""]) => line.includes(`${name}["${key}"]`) || line.includes(`${name}['${key}']`),
  );
  return isAsked ? key : undefined;
}

export const noPayloadKey: Explanation = (facts) => {
  const key = askedOfPayload(facts);
  if (key === undefined) return undefined;
  const meant = MEANT[key] ?? nearest(key, PAYLOAD_KEYS);
  return {
    because: `The payload has no \`${key}\`. It has \`configuration\` with the parameters, \`result\` with the first row, \`session_key\`, \`server_uri\`, \`sid\`, and more.`,
    hint:
      meant === undefined ? `The keys are ${listed(PAYLOAD_KEYS)}.` : `Did you mean \`${meant}\`?`,
  };
};

/** Ground: the message of Python's json for no text at all. */
const NO_TEXT = /Expecting value: line 1 column 1 \(char 0\)|No JSON object could be decoded/;
const READS_STDIN = /\bsys\.stdin\b/g;

export const stdinReadTwice: Explanation = ({ raised, place, payloadFormat, sources }) => {
  if (payloadFormat === "xml" || !NO_TEXT.test(raised.message)) return undefined;
  if (place?.source.includes("stdin") !== true) return undefined;
  const text = sources.find(({ file }) => file === place.file)?.text ?? "";
  if ([...text.matchAll(READS_STDIN)].length < 2) return undefined;
  return {
    because:
      "stdin is empty here: the script read the payload before, and it can be read only once.",
    hint: "Read the payload once, and keep it in a variable.",
  };
};

export const noArgument: Explanation = ({ raised, place }) => {
  if (raised.type !== "IndexError" || place?.source.includes("argv") !== true) return undefined;
  return {
    because:
      "Splunk starts the script with one argument, `--execute`. Parameters and rows come in the payload on stdin.",
    hint: 'Read them from there: json.load(sys.stdin)["configuration"].',
  };
};

/** Ground: messages of CPython 2.7 to 3.14 for text where bytes are wanted. */
const WANTS_BYTES =
  /a bytes-like object is required, not 'str'|(?:Strings|Unicode-objects) must be encoded before hashing|(?:string argument without an encoding|'str' does not support the buffer interface)/;

export const bytesWanted: Explanation = ({ raised }) => {
  if (raised.type !== "TypeError" || !WANTS_BYTES.test(raised.message)) return undefined;
  return {
    because:
      "The line hands over text (str) where Python 3 wants bytes. Parameters and fields are text.",
    hint: 'Encode it: value.encode("utf-8").',
  };
};

/** A value near the line: of a parameter or a field whose name is a literal there. */
function valueNear({ place, params, row }: FailureFacts): readonly [string, string] | undefined {
  for (const name of place?.literals ?? []) {
    const value = row?.[name];
    if (typeof value === "string") return [`The field \`${name}\``, value];
    const given = params[name];
    if (given !== undefined) return [`param.${name}`, given];
  }
  return undefined;
}

const OTHER_PARTS = /(?:not enough|too many) values to unpack|need more than \d+ values? to unpack/;
const SPLIT = /\.(?:r?split|partition)\(/;

export const otherParts: Explanation = (facts) => {
  const { raised, place, sources } = facts;
  const isIndex = raised.type === "IndexError" && /list index out of range/.test(raised.message);
  if (!isIndex && !OTHER_PARTS.test(raised.message)) return undefined;
  const lines = sources.find(({ file }) => file === place?.file)?.text.split("\n") ?? [];
  const at = place?.line ?? 0;
  const near = [place?.source ?? "", ...lines.slice(Math.max(0, at - 4), at)];
  const split = near.find((line) => SPLIT.test(line));
  if (split === undefined || near.some((line) => /[rR]["'][^"']*\\[nrt]/.test(line)))
    return undefined;
  const value = valueNear(facts);
  if (value === undefined) return undefined;
  return {
    because: `${value[0]} is ${value[1] === "" ? "empty" : quoted(value[1])}, which has not as many parts as the script takes it apart into.`,
    hint: "Check how many parts there are before you take them.",
  };
};

const NO_DATE =
  /time data u?["'](.*)["'] does not match format|Invalid isoformat string: u?["'](.*)["']|unconverted data remains/;

export const noDate: Explanation = (facts) => {
  const [whole, one, other] = NO_DATE.exec(facts.raised.message) ?? [];
  if (whole === undefined) return undefined;
  const value = one ?? other;
  const field = Object.entries(facts.row ?? {}).find(([, given]) => given === value)?.[0];
  const param = Object.entries(facts.params).find(([, given]) => given === value)?.[0];
  const name =
    field !== undefined
      ? `The field \`${field}\``
      : param !== undefined
        ? `param.${param}`
        : valueNear(facts)?.[0];
  if (name === undefined) return undefined;
  const epoch = /^\d{9,10}(?:\.\d+)?$/.test(value ?? "");
  return {
    because: `${name} is ${quoted(value ?? "another text")}, which is no time of the format that the line reads.${epoch ? " It is a time in seconds since 1970, as `_time` always is in results." : ""}`,
    hint: epoch
      ? "Read it as a number: datetime.fromtimestamp(float(value))."
      : "Let the script handle other formats, or write the time by strftime() in the search.",
  };
};
