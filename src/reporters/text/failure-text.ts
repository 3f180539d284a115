/** One failed expectation as plain text, exactly. What people read of it goes through `printable`. */
import type { Problem } from "../../errors.ts";
import type { CaseFailure } from "../../scenario/report/report.ts";
import { valuesBeside } from "../../scenario/report/values-beside.ts";
import { placeText } from "./place-text.ts";

export function failureText(failure: CaseFailure): string {
  const { message, because, hint, diff, where } = failure;
  const { expected, actual } = valuesBeside(failure);
  const lines = [
    message,
    ...(expected === undefined ? [] : [`expected ${expected}`]),
    ...(actual === undefined ? [] : [`actual   ${actual}`]),
    ...because.map((step) => `because ${step}`),
    `at ${placeText(where)}`,
    ...(hint === undefined ? [] : [`hint: ${hint}`]),
    ...(diff === undefined ? [] : [diff.replace(/\n$/, "")]),
  ];
  return lines.join("\n");
}

export function problemText({ code, message, hint, where }: Problem): string {
  const lines = [
    `[${code}] ${message}`,
    ...(where === undefined ? [] : [`at ${placeText(where)}`]),
    ...(hint === undefined ? [] : [`hint: ${hint}`]),
  ];
  return lines.join("\n");
}
