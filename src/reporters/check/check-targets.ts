/** What a report says of targets: for which a finding holds, what is for later, and how much each target has. */
import type { CheckReport } from "../../checks/check-addon.ts";
import type { Finding } from "../../checks/rule/finding.ts";
import { printable } from "../../text/printable.ts";
import type { Paint } from "../text/paint.ts";

/** `for 10.2, cloud, since Python 3.12`. Empty when no target was named. */
export function scopeOf({ targets, since }: Finding): string {
  if (targets === undefined || targets.length === 0) return "";
  return `for ${targets.join(", ")}${since === undefined ? "" : `, ${since}`}`;
}

/** One line each, below the findings. */
export function laterText(later: readonly Finding[], paint: Paint, prefix: string): string {
  const lines = later.map(({ where, message, id, since }) => {
    const place = `${prefix}${where.file}${where.line === undefined ? "" : `:${where.line}`}`;
    return `  ${printable(place)} ${printable(message)}  ${paint.dim(`${id}, ${since ?? ""}`)}\n`;
  });
  return `${paint.bold("later: what only newer targets ask for")}\n${lines.join("")}`;
}

export function targetTable({ targets }: CheckReport, paint: Paint): string {
  const rows = [
    ["target", "errors", "warnings"],
    ...targets.map(({ name, errors, warnings }) => [name, `${errors}`, `${warnings}`]),
  ];
  const width = Math.max(...rows.map(([name = ""]) => name.length));
  return rows
    .map(([name = "", errors = "", warnings = ""], place) => {
      const line = `${name.padEnd(width)}  ${errors.padStart(6)}  ${warnings.padStart(8)}`;
      return `${place === 0 ? paint.dim(line) : line}\n`;
    })
    .join("");
}
