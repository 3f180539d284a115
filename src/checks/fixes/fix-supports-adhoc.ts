/** Adds `"supports_adhoc": true` before the last brace of `param._cam`, which may span several lines. */
import type { Setting } from "../../conf/layered-conf.ts";
import { changeLine } from "./edit-lines.ts";
import type { Facts } from "../facts/facts.ts";
import type { FileEdit } from "../rule/finding.ts";

export function fixSupportsAdhoc(facts: Facts, cam: Setting | undefined): FileEdit[] {
  if (cam?.where.line === undefined || !cam.value.trimEnd().endsWith("}")) return [];
  const isEmpty = /^\s*\{\s*\}\s*$/.test(cam.value);
  // In the value, each continued line ends with one line feed.
  const last = cam.where.line + cam.value.trimEnd().split("\n").length - 1;
  return changeLine(facts, { ...cam.where, line: last }, (line) =>
    line.replace(/\s*\}([^}]*)$/, (_whole, rest: string) => {
      return `${isEmpty ? "" : ", "}"supports_adhoc": true}${rest}`;
    }),
  );
}
