/** Something was None: `result` of the payload, a parameter, or a setting that nobody set. */
import { nearest } from "../../text/nearest.ts";
import type { Explained, Explanation, FailureFacts } from "../cause.ts";
import { allText, listed } from "../words.ts";

/** Ground: the messages of CPython 2.7 to 3.14 for None in the wrong place. */
const NONE = /'?NoneType'?|not None\b/;

/** Words of the script itself, with what it took for a value: `No field None in result`. */
const SAYS_NONE = /(?:^|[\s=:'"(])None(?:$|[\s.,:'")])/;

function isAboutNone({ raised: { type, message } }: FailureFacts): boolean {
  return /^(?:TypeError|AttributeError)$/.test(type) && NONE.test(message);
}

/** Ground: an alert on no results has `result: null` in its payload, as users of webhooks and chat actions report. */
export const resultIsNull: Explanation = (facts) => {
  if (!isAboutNone(facts) || facts.rowCount > 0) return undefined;
  if (facts.place !== undefined && !facts.place.literals.includes("result")) return undefined;
  return {
    because: "The search found no results, so `result` in the payload is null.",
    hint: "Let the script end well when `result` is null, or trigger the alert only when there are results.",
  };
};

export const unsetParam: Explanation = (facts) => {
  const { raised, place, params } = facts;
  const asked =
    raised.type === "KeyError"
      ? keyOf(raised.message)
      : isAboutNone(facts) || SAYS_NONE.test(raised.message)
        ? ""
        : undefined;
  if (asked === undefined) return undefined;
  const names = asked === "" ? (place?.literals ?? []) : [asked];
  const unset = names.find((name) => isUnset(name, facts));
  if (unset === undefined) return undefined;
  const slip = nearest(
    unset,
    Object.keys(params).filter((name) => !facts.declared.includes(name)),
  );
  const meant = facts.declared.includes(unset) ? undefined : nearest(unset, facts.declared);
  if (slip === undefined && meant !== undefined)
    return {
      because: `The script asks for param.${unset}, which has no value: [${facts.action}] of alert_actions.conf does not declare it.`,
      hint: `It declares param.${meant}. Did you mean that?`,
    };
  const nowhere = facts.declared.includes(unset)
    ? `it is empty in [${facts.action}]`
    : `[${facts.action}] of alert_actions.conf does not declare it`;
  return {
    because: `param.${unset} has no value: the run does not give one, and ${nowhere}.`,
    hint:
      slip === undefined
        ? `Give --param ${unset}=VALUE, write a default into the stanza, or let the script do without.`
        : `You gave param.${slip}. Did you mean param.${unset}?`,
  };
};

/** A name is taken for a parameter where the action declares it, or where the code asks the configuration for it. */
function isUnset(name: string, { params, declared, sources }: FailureFacts): boolean {
  if ((params[name] ?? "") !== "") return false;
  if (declared.includes(name)) return true;
  return asksConfiguration(allText({ sources }), name);
}

function asksConfiguration(text: string, name: string): boolean {
  const literal = `["']${name.replaceAll(/[^\w]/g, "\\$&")}["']`;
  const asked = new RegExp(
    `(?:config|configuration|conf|params?|settings)["'\\])}\\s]*(?:\\.get\\(|\\[)\\s*${literal}|get_param\\(\\s*${literal}`,
  );
  return asked.test(text) && /configuration|get_param/.test(text);
}

/** `KeyError: 'x'` has the key alone for its message. */
function keyOf(message: string): string | undefined {
  return /^u?["'](.*)["']$/.exec(message)?.[1];
}

/** Reads of the add-on's own configuration: `configs/conf-NAME/STANZA` and `properties/NAME/STANZA`. */
const CONF_READ = /\/(?:configs\/conf-|properties\/)([^/]+)\/([^/]+)\/?$/;

export const missingSetting: Explanation = (facts) => {
  const { raised, place, rest } = facts;
  if (!isAboutNone(facts) && raised.type !== "KeyError") return undefined;
  const key = raised.type === "KeyError" ? keyOf(raised.message) : undefined;
  const names = key === undefined ? (place?.literals ?? []) : [key];
  for (const { path, status } of rest.toReversed()) {
    const explained = status < 300 ? lackIn(facts, path, names) : undefined;
    if (explained !== undefined) return explained;
  }
  return undefined;
};

function lackIn(
  { settingsOf }: FailureFacts,
  path: string,
  names: readonly string[],
): Explained | undefined {
  const [, conf, stanza] = CONF_READ.exec(path)?.map(decoded) ?? [];
  const keys = conf === undefined || stanza === undefined ? undefined : settingsOf(conf, stanza);
  if (keys === undefined) return undefined;
  const lacking = names.find(
    (name) => /^\w+$/.test(name) && !keys.includes(name) && !ENVELOPE.has(name),
  );
  if (lacking === undefined) return undefined;
  const slip = nearest(lacking, keys);
  return {
    because: `[${stanza}] of ${conf}.conf has no \`${lacking}\`, and default/ brings none. It has ${listed(keys)}.`,
    hint:
      slip === undefined
        ? `Write \`${lacking} =\` with its default into default/${conf}.conf, so that configurations that were saved before have it too.`
        : `Did you mean \`${slip}\`?`,
  };
}

/** Keys of the answer itself. */
const ENVELOPE = new Set(["entry", "content", "name", "links", "acl", "json", "output_mode"]);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
