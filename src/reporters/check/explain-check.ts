/** A rule as a page: what it finds, why it matters, and small add-ons that show it. */
import type { ExampleTree, Rule } from "../../checks/rule/check.ts";
import { type Paint, plain } from "../text/paint.ts";

export function explainCheck(check: Rule, paint: Paint = plain): string {
  const head = `${paint.bold(`${check.id} ${check.name}`)} (${check.severity})\n${check.title}\n\n${wrapped(check.why)}\n`;
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

function wrapped(text: string): string {
  return text.replace(/(.{1,98})(?:\s+|$)/g, "$1\n").trimEnd();
}
