/** Colours for a stream: only on a terminal, and never against NO_COLOR (no-color.org). */
import picocolors from "picocolors";
import { type Paint, plain } from "../../reporters/text/paint.ts";

export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== "0" && FORCE_COLOR !== "";
  const wanted = forced || (stream.isTTY === true && TERM !== "dumb");
  if (!wanted || (NO_COLOR !== undefined && NO_COLOR !== "")) return plain;
  const colors = picocolors.createColors(true);
  return {
    good: colors.green,
    bad: colors.red,
    warn: colors.yellow,
    dim: colors.dim,
    bold: colors.bold,
  };
}
