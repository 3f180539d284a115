/** What an exit code means, by framework, as a page. */
import { type ExitCode, FRAMEWORKS, GENERAL } from "../../cause/exit-codes.ts";
import { wrap } from "../../text/wrap.ts";
import { type Paint, plain } from "./paint.ts";

const SIGNALS = 128;
const MARGIN = "  ";

/** `ofArSim`: what it means where ar-sim itself ends with it. */
export function explainExit(
  code: number,
  paint: Paint = plain,
  width = 80,
  ofArSim?: string,
): string {
  const known = [
    ...FRAMEWORKS.map(({ name, codes }) => ({ name, codes })),
    { name: "Python, shell, signals", codes: GENERAL },
  ];
  const lines = known.flatMap(({ name, codes }) => {
    const meaning = meaningIn(codes, code);
    if (meaning === undefined) return [];
    const text = wrap(`${meaning}.`, width - MARGIN.length).map((line) => `${MARGIN}${line}`);
    return [paint.bold(name), ...text];
  });
  if (lines.length === 0) lines.push(...wrap(unknown(code), width));
  if (ofArSim !== undefined) {
    const text = wrap(ofArSim, width - MARGIN.length).map((line) => `${MARGIN}${line}`);
    lines.push(paint.bold("ar-sim itself"), ...text);
  }
  return `${paint.bold(`exit code ${code}`)}\n\n${lines.join("\n")}\n`;
}

function meaningIn(codes: readonly ExitCode[], code: number): string | undefined {
  return codes.find((known) => known.code === code)?.meaning;
}

function unknown(code: number): string {
  return code > SIGNALS
    ? `No framework of alert actions uses it. A shell shows ${code} for a program that signal ${code - SIGNALS} ended.`
    : "No framework of alert actions uses it. Look for sys.exit and return in the script.";
}
