/** A rule as a page: what it finds, why it matters, and small add-ons that show it. */
import type { ExampleTree, Rule } from "../../checks/rule/check.ts";
import { type Paint, plain } from "../text/paint.ts";
import { wrap } from "../../text/wrap.ts";

/** Prose is wrapped to `width` columns. The examples are files, whose lines stay as they are. */
export function explainCheck(check: Rule, paint: Paint = plain, width = 80): string {
  const prose = `${wrap(check.title, width).join("\n")}\n\n${wrap(check.why, width).join("\n")}`;
  const head = `${paint.bold(`${check.id} ${check.name}`)} (${check.severity})\n${prose}\n`;
  return `${head}\n${examples("Example with a finding", check.bad, paint)}${examples("Example without a finding", check.good, paint)}`;
}

function examples(of: string, trees: Rule["bad"], paint: Paint): string {
  return Object.entries(trees)
    .map(([label, tree]) => `${paint.bold(`${of}: ${label}`)}\n${files(tree)}\n`)
    .join("");
}

function files(tree: ExampleTree): string {
  return Object.entries(tree)
    .map(([path, text]) => {
      if (typeof text !== "string") return `  ${path} -> ${text.linksTo}\n`;
      const lines = text.split("\n").filter((line, at, all) => at < all.length - 1 || line !== "");
      return `  ${path}\n${lines.map((line) => `    ${line}\n`).join("")}`;
    })
    .join("");
}
