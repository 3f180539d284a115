/** A script that ends with an error and writes nothing, and words of frameworks for their exit codes. */
import { basename } from "node:path";
import type { Explanation, Place } from "../cause.ts";
import { frameworksIn } from "../exit-codes.ts";
import { allText } from "../words.ts";

const EXIT = /\b(?:sys\.exit|os\._exit|exit|quit)\s*\(|\braise\s+SystemExit\b/;
const MOST_SITES = 5;

/** Where it ended is known exactly where sys.exit() or os._exit() ended it; else the program's text tells. */
export const silentExit: Explanation = ({ raised, exitCode, exitedAt, sources }) => {
  if (exitCode === null || raised.message !== "" || raised.type !== "") return undefined;
  const sites = exitedAt === undefined ? sitesIn(sources.at(-1)?.text ?? "") : [siteOf(exitedAt)];
  if (sites.length === 0) return undefined;
  const file = exitedAt?.file ?? sources.at(-1)?.file ?? "";
  return {
    because: `The script wrote nothing. ${basename(file)} ends by itself at ${sites.join("; ")}.`,
    hint: "Let the script write to stderr why it ends, before it ends.",
    see: exitedAt === undefined ? undefined : { file: exitedAt.file, line: exitedAt.line },
  };
};

function siteOf({ line, source }: Pick<Place, "line" | "source">): string {
  return `line ${line}: ${source}`;
}

function sitesIn(text: string): string[] {
  return text
    .split("\n")
    .map((line, index) => ({ source: line.trim(), line: index + 1 }))
    .filter(({ source }) => EXIT.test(source) && !source.startsWith("#"))
    .slice(0, MOST_SITES)
    .map(siteOf);
}

export const frameworkCode: Explanation = ({ raised, exitCode, sources }) => {
  if (raised.type !== "" || raised.message === "" || exitCode === null) return undefined;
  const meanings = frameworksIn(allText({ sources })).flatMap(({ name, codes }) =>
    codes.filter(({ code }) => code === exitCode).map(({ meaning }) => ({ name, meaning })),
  );
  const [first] = meanings;
  if (first === undefined) return undefined;
  return {
    because: `In ${first.name}, exit code ${exitCode} means: ${first.meaning}.`,
    hint: `The log of the action has the reason. \`ar-sim explain exit ${exitCode}\` lists what this code means elsewhere.`,
  };
};
