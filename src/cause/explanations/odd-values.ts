/** A value that breaks the script: quotes that are lost, «0» taken for true, JSON that a value breaks, other letters. */
import type { Explanation, FailureFacts } from "../cause.ts";
import { nearest } from "../../text/nearest.ts";
import { listed, quoted } from "../words.ts";

/** The form of Incident Review strips the outer quotes of a value. Ground: common-action-model, public reports. */
export const lostQuotes: Explanation = ({ raised, mode, given, params }) => {
  if (mode !== "es-adhoc") return undefined;
  const stripped = Object.entries(given).find(
    ([name, value]) =>
      /^(["']).*\1$/s.test(value.trim()) && params[name] !== undefined && params[name] !== value,
  );
  if (stripped === undefined) return undefined;
  const [name, value] = stripped;
  const arrived = params[name] ?? "";
  if (!isAboutText(raised.message) && !raised.message.includes(arrived)) return undefined;
  return {
    because: `You gave ${quoted(value)} for param.${name}. The form of Incident Review strips the outer quotes, so the script gets ${quoted(arrived)}.`,
    hint: "Let the script take the value without its outer quotes too. A scheduled alert keeps them.",
  };
};

function isAboutText(message: string): boolean {
  return /JSON|Expecting|Unterminated|Extra data|EOL|quotes?\b|delimiter/i.test(message);
}

/** Text is true unless it is empty, whatever it says. */
const OFF = /^(?:0|false|no|off|f|n)$/i;

export const offIsTrue: Explanation = ({ raised, place, params, sources }) => {
  for (const [name, value] of Object.entries(params)) {
    const isNear =
      /CERTIFICATE|SSL/.test(raised.message) || place?.literals.includes(name) === true;
    if (!OFF.test(value) || !isNear) continue;
    const see = sources
      .map(({ file, text }) => ({ file, line: truthUse(text, name) }))
      .find(({ line }) => line !== undefined);
    if (see === undefined) continue;
    return {
      because: `param.${name} is the text ${quoted(value)}, which Python takes as true, so it does not switch anything off.`,
      hint: `Compare the text: config.get("${name}") in ("1", "true").`,
      see,
    };
  }
  return undefined;
};

/** Nobody writes a longer line, and one that a program wrote would keep the patterns busy. */
const MOST_OF_LINE = 1000;

/** The line that asks whether the parameter, or the variable that holds it, is true. */
function truthUse(text: string, name: string): number | undefined {
  const literal = `["']${name.replaceAll(/[^\w]/g, "\\$&")}["']`;
  const read = `[\\w.\\[\\]"']*?(?:\\.get\\(\\s*${literal}[^)]*\\)|\\[\\s*${literal}\\s*\\]|get_param\\(\\s*${literal}\\s*\\))`;
  const lines = text.split("\n").map((line) => (line.length > MOST_OF_LINE ? "" : line));
  const holder = lines
    .map((line) => new RegExp(`^\\s*(\\w+)\\s*=\\s*${read}\\s*(?:#.*)?$`).exec(line)?.[1])
    .find((variable) => variable !== undefined);
  const subject = holder === undefined ? read : `(?:${read}|\\b${holder}\\b)`;
  const asks = new RegExp(
    `\\b(?:if|elif|while|not|and|or|verify\\s*=)\\s*${subject}\\s*(?::|\\)|,|else\\b|and\\b|or\\b|$)`,
  );
  const at = lines.findIndex((line) => asks.test(line));
  return at < 0 ? undefined : at + 1;
}

/** JSON that a script puts together from text breaks at a quote, a backslash, or a line break in a value. */
export const brokenJson: Explanation = (facts) => {
  const { raised } = facts;
  if (
    !/JSONDecodeError/.test(raised.type) &&
    !/^(?:Expecting|Invalid|Unterminated|Extra data).*\bchar \d+\)/.test(raised.message)
  )
    return undefined;
  const guilty = valueWith(facts, /["\\\n\r\t]/);
  if (guilty === undefined) return undefined;
  return {
    because: `${guilty.name} is ${quoted(guilty.value)}. A quote, a backslash, or a line break in it breaks JSON that is put together from text.`,
    hint: "Build an object and use json.dumps(), which escapes them.",
  };
};

const NO_JSON =
  /^(?:Expecting|Invalid|Unterminated|Extra data|Illegal).*\bchar \d+\)|No JSON object could be decoded/;

/** The line reads JSON from a parameter, a field, or a file of the add-on, which is none. */
export const paramNoJson: Explanation = (facts) => {
  const { raised, place, params, row, payloadFormat } = facts;
  if (!/JSONDecodeError/.test(raised.type) && !NO_JSON.test(raised.message)) return undefined;
  if (payloadFormat === "xml" || place === undefined || brokenJson(facts) !== undefined)
    return undefined;
  if (lostQuotes(facts) !== undefined || place.source.includes("stdin")) return undefined;
  for (const name of place.literals) {
    const value = params[name] ?? row?.[name];
    if (typeof value !== "string") continue;
    const holder = params[name] === undefined ? `The field \`${name}\`` : `param.${name}`;
    return {
      because: `${holder} is ${value === "" ? "empty" : quoted(value)}, which is no JSON.`,
      hint: 'JSON has its names and texts in double quotes, as in {"name": "value"}. Let the script say which value it cannot read.',
    };
  }
  const file = place.literals.find((name) => name.endsWith(".json"));
  if (file === undefined) return undefined;
  return {
    because: `The file \`${file}\` is no JSON. The message names the line and column in it.`,
    hint: "See what it has there: a comma before a closing bracket, for example, or single quotes.",
  };
};

/** Ground: action payloads in XML, and the message of Python's json for text that begins with no JSON. */
export const xmlAsJson: Explanation = ({ raised, payloadFormat, place }) => {
  if (payloadFormat !== "xml") return undefined;
  if (!/(?:Expecting value|No JSON object could be decoded)/.test(raised.message)) return undefined;
  const file = place?.source ?? "";
  if (file !== "" && !/json|loads|ModularAction|sys\.stdin/.test(file)) return undefined;
  return {
    because:
      "`payload_format = xml`, so the payload on stdin is XML, and the script reads it as JSON.",
    hint: "Write `payload_format = json` into the stanza of alert_actions.conf.",
  };
};

export const otherLetters: Explanation = (facts) => {
  if (!/^Unicode(?:En|De)codeError$/.test(facts.raised.type)) return undefined;
  const guilty = valueWith(facts, /[^\p{ASCII}]/u);
  if (guilty === undefined) return undefined;
  return {
    because: `${guilty.name} is ${quoted(guilty.value)}, which is not plain ASCII.`,
    hint: 'Name the encoding where the script opens or encodes: encoding="utf-8".',
  };
};

/** Ground: the grammar of tokens in restmap.conf. */
const TOKENS = /\$[\w.*#-]+\$/;

/** A token without a value is left as it stands, or is nothing. */
export const literalToken: Explanation = ({ raised, place, params, fields }) => {
  for (const [name, value] of Object.entries(params)) {
    const [token] = TOKENS.exec(value) ?? [];
    if (token === undefined || name.startsWith("_cam")) continue;
    const isNear =
      raised.message.includes(token) || place?.literals.some((text) => text === name) === true;
    if (!isNear) continue;
    const field = token.slice(1, -1).replace(/^result\./, "");
    const meant = fields.includes(field) ? field : nearest(field, fields);
    return {
      because: `param.${name} holds ${quoted(token)}, which is no token here, so it is left as it stands.`,
      hint:
        meant === undefined
          ? `Tokens for fields are $result.FIELD$. The results have ${listed(fields)}.`
          : `Did you mean \`$result.${meant}$\`?`,
    };
  }
  return undefined;
};

interface Value {
  readonly name: string;
  readonly value: string;
}

function valueWith({ params, unexpanded, row }: FailureFacts, pattern: RegExp): Value | undefined {
  for (const [name, value] of Object.entries(params)) {
    if (!pattern.test(value)) continue;
    const tokens = TOKENS.exec(unexpanded[name] ?? "")?.[0];
    const by = tokens === undefined || tokens === value ? "" : ` (from ${tokens})`;
    return { name: `param.${name}${by}`, value };
  }
  for (const [field, values] of Object.entries(row ?? {}))
    for (const value of [values].flat())
      if (pattern.test(value)) return { name: `The field \`${field}\``, value };
  return undefined;
}
