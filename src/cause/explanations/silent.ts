/** A script that ends with an error and writes nothing, and words of frameworks for their exit codes. */
import { basename } from "node:path";
import type { Explanation } from "../cause.ts";
import { allText } from "../words.ts";

const EXIT = /\b(?:sys\.exit|os\._exit|exit|quit)\s*\(|\braise\s+SystemExit\b/;
const MOST_SITES = 5;

export const silentExit: Explanation = ({ raised, exitCode, sources }) => {
  if (exitCode === null || raised.message !== "" || raised.type !== "") return undefined;
  const { file, text } = sources.at(-1) ?? { file: "", text: "" };
  const sites = text
    .split("\n")
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => EXIT.test(line) && !line.startsWith("#"));
  if (sites.length === 0) return undefined;
  const shown = sites.slice(0, MOST_SITES).map(({ line, number }) => `line ${number}: ${line}`);
  return {
    because: `The script wrote nothing. ${basename(file)} ends by itself at ${shown.join("; ")}.`,
    hint: "Let the script write to stderr why it ends, before it ends.",
  };
};

/** Ground: common-action-model §9: exit codes of splunktaucclib and of Add-on Builder. */
const CODES: Readonly<Record<number, string>> = {
  1: "the arguments are not as expected, or the payload cannot be read",
  2: "the results file cannot be read, or splunkd did not answer",
  3: "a required parameter has no value",
  4: "the helper has no such attribute, or got a value of another type",
  5: "an unexpected exception",
};

export const frameworkCode: Explanation = ({ raised, exitCode, sources }) => {
  if (raised.type !== "") return undefined;
  if (exitCode === null || !/ModularAlertBase|alert_actions_base/.test(allText({ sources })))
    return undefined;
  const meaning = CODES[exitCode];
  if (meaning === undefined) return undefined;
  return {
    because: `In splunktaucclib and Add-on Builder, exit code ${exitCode} mostly means: ${meaning}.`,
    hint: "The log of the action, <app>_<action>_modalert.log, has the reason.",
  };
};
