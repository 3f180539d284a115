/** The script takes the results for another shape: a list, another field, or one value where there are several. */
import { nearest } from "../../text/nearest.ts";
import type { Explained, Explanation, FailureFacts } from "../cause.ts";
import { askedOfPayload } from "./handed.ts";
import { missingSetting, unsetParam } from "./none-type.ts";
import { allText, listed, quoted } from "../words.ts";

export const resultIsNoList: Explanation = ({ raised, place, row }) => {
  if (row === null || place?.literals.includes("result") !== true) return undefined;
  const isIndexed = raised.type === "KeyError" && /^-?\d+$/.test(raised.message);
  const isIterated =
    raised.type === "TypeError" && /^string ind(?:ices|ex) must be integers/.test(raised.message);
  const isSliced = raised.type === "TypeError" && /unhashable type: 'slice'/.test(raised.message);
  if (!isIndexed && !isIterated && !isSliced) return undefined;
  return {
    because: "`result` in the payload is one row as an object, and not a list of rows.",
    hint: 'Use payload["result"]["FIELD"]. All rows are in the gzipped CSV file that `results_file` names.',
  };
};

/** A multivalue field comes as a list in a JSON payload. Ground: payloads that users quote. */
export const severalValues: Explanation = ({ raised, place, row }) => {
  if (!/^(?:AttributeError|TypeError)$/.test(raised.type) || !/\blist\b/.test(raised.message))
    return undefined;
  const several = Object.entries(row ?? {}).filter(([, value]) => Array.isArray(value));
  const [name, values] =
    several.find(([field]) => place?.literals.includes(field)) ?? several[0] ?? [];
  if (name === undefined || values === undefined) return undefined;
  const shown = Array.isArray(values) ? values.length : 1;
  return {
    because: `The field \`${name}\` has ${shown} values in this row, so \`result\` has a list for it and not text.`,
    hint: "Handle both: a field with one value comes as text.",
  };
};

export const missingField: Explanation = (facts) => {
  const { raised, fields, rowCount, params, declared } = facts;
  if (raised.type !== "KeyError" || rowCount === 0) return undefined;
  const field = /^u?["'](.*)["']$/.exec(raised.message)?.[1];
  if (field === undefined || fields.includes(field)) return undefined;
  if (declared.includes(field) || params[field] !== undefined) return undefined;
  if (askedOfPayload(facts) !== undefined) return undefined;
  if (unsetParam(facts) !== undefined || missingSetting(facts) !== undefined) return undefined;
  const named = Object.entries(params).find(([, value]) => value === field)?.[0];
  const slip = nearest(field, fields);
  const who = named === undefined ? "" : `param.${named} names the field \`${field}\`. `;
  return {
    because: `${who}The results have no field \`${field}\`. They have ${listed(fields)}.`,
    hint:
      slip === undefined
        ? `Give rows that have it (--result ${field}=VALUE), or let the script do without.`
        : `Did you mean \`${slip}\`?`,
  };
};

/** A parameter names a field, and the script says in its own words that there is none. */
export const namesNoField: Explanation = (facts) => {
  const { raised, place, params, fields, rowCount } = facts;
  if (/^(?:KeyError|UnboundLocalError|JSONDecodeError)$/.test(raised.type) || rowCount === 0)
    return undefined;
  if (unsetParam(facts) !== undefined) return undefined;
  const isAboutFields = /field|column/i.test(raised.message);
  const named = Object.entries(params).find(
    ([name, value]) =>
      /^[A-Za-z_][\w.]*$/.test(value) &&
      !fields.includes(value) &&
      place?.literals.includes(name) === true &&
      (/field|column/i.test(name) || (isAboutFields && raised.message.includes(value))) &&
      !raised.message.includes(`: '${value}'`),
  );
  if (named === undefined) return undefined;
  const [name, value] = named;
  const slip = nearest(value, fields);
  return {
    because: `param.${name} names the field \`${value}\`, and the results have no such field. They have ${listed(fields)}.`,
    hint:
      slip === undefined
        ? `Give rows that have it (--result ${value}=VALUE), or another name (--param ${name}=FIELD).`
        : `Did you mean \`${slip}\`?`,
  };
};

/** `could not convert string to float: 'x'`, `invalid literal for int() with base 10: 'x'`. */
const NO_NUMBER =
  /(?:could not convert string to float:|invalid literal for \w+\(\) with base \d+:)\s*(?:u?["'](.*)["']|(.*))$/;

export const noNumber: Explanation = (facts) => {
  const { raised, fields, row, rowCount } = facts;
  const [, inQuotes, plain] = NO_NUMBER.exec(raised.message.split("\n")[0] ?? "") ?? [];
  const value = inQuotes ?? plain;
  if (value === undefined) return undefined;
  const param = holderOf(value, facts);
  if (param !== undefined && value === "") return emptyNumber(param, facts);
  // A script that finds no such field often falls back on the name itself.
  if (
    param !== undefined &&
    rowCount > 0 &&
    !fields.includes(value) &&
    /^[A-Za-z_]\w*$/.test(value)
  )
    return {
      because: `param.${param} is ${quoted(value)}, which is no number. If it names a field: the results have no field \`${value}\`. They have ${listed(fields)}.`,
      hint: "Give rows with this field, or another value.",
    };
  if (param !== undefined)
    return {
      because: `param.${param} is ${quoted(value)}, which is no number.`,
      hint: `Give a number, or check the value by a rule in restmap.conf, so that Splunk Web refuses it.`,
    };
  const field = Object.entries(row ?? {}).find(([, given]) => given === value)?.[0];
  if (field === undefined) return undefined;
  return {
    because: `The field \`${field}\` is ${quoted(value)} in this row, which is no number.`,
    hint: "Fields are text, and any search may fill them. Let the script handle what is no number.",
  };
};

/** The parameter that has this value: one that the line names, or the first. */
function holderOf(value: string, { params, place }: FailureFacts): string | undefined {
  const holders = Object.keys(params).filter((name) => params[name] === value);
  return holders.find((name) => place?.literals.includes(name) === true) ?? holders[0];
}

/** It is empty, or a token for a field that the rows lack was replaced by nothing. */
function emptyNumber(param: string, { unexpanded, fields, action }: FailureFacts): Explained {
  const [token, asked] = /\$result\.([^$]+)\$/.exec(unexpanded[param] ?? "") ?? [];
  if (token === undefined || asked === undefined)
    return {
      because: `param.${param} is empty, and an empty text is no number: the run gives it no value, and [${action}] no default.`,
      hint: `Give --param ${param}=NUMBER, write a default into the stanza, or let the script do without.`,
    };
  const slip = nearest(asked, fields);
  return {
    because: `param.${param} is \`${token}\`, and the results have no field \`${asked}\`, so the script gets an empty text. They have ${listed(fields)}.`,
    hint:
      slip === undefined
        ? `Give rows with this field (--result ${asked}=NUMBER).`
        : `Did you mean \`$result.${slip}$\`?`,
  };
}

/** Ground: `ModularAction.update` refuses an empty rid with InvalidResultID «Result must have an ID». */
export const emptyRid: Explanation = ({ raised, fields, row, sources }) => {
  if (!/Result must have an ID|InvalidResultID/.test(`${raised.type} ${raised.message}`))
    return undefined;
  if (!fields.includes("rid"))
    return {
      because:
        "The results have no field `rid`, and the script hands a row without one to update().",
      hint: 'Number the rows before: row.setdefault("rid", str(number)).',
    };
  const keeps = /\.setdefault\(/.test(allText({ sources }))
    ? " setdefault() leaves an empty value as it is."
    : "";
  const which = row?.["rid"] === "" ? "is empty in this row" : "is empty in a row";
  return {
    because: `The field \`rid\` of the results ${which}.${keeps}`,
    hint: 'Number rows without a value too: row["rid"] = row.get("rid") or str(number).',
  };
};
