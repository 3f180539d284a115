/** One line for each finding, as editors and `grep` read them. */
import type { CheckReport } from "../../checks/check-addon.ts";
import { printable } from "../../text/printable.ts";

/** `prefix` leads from the current folder to the add-on, as in `apps/TA-x/`. */
export function checkConcise({ findings }: CheckReport, prefix = ""): string {
  return findings
    .map(({ severity, id, message, where }) => {
      // A finding on a whole file gets line 1, so that all lines have the same form.
      const { file, line = 1, column = 1 } = where;
      const place = `${prefix}${file}:${line}:${column}`;
      return `${oneLine(`${place}: ${severity} ${id} ${message}`)}\n`;
    })
    .join("");
}

function oneLine(text: string): string {
  return printable(text);
}
