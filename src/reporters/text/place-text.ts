/** A place as `file:line`, as editors and terminals open it. */
import type { Where } from "../../errors.ts";

export function placeText({ file, line }: Pick<Where, "file" | "line">): string {
  return line === undefined ? file : `${file}:${line}`;
}
