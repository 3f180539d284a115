/** The argument of a command that takes one at most. */
import type { CommandLine } from "./command-page.ts";
import { usage } from "./option.ts";

/** `what`: what it is, such as `action`. */
export function onlyArgument(
  command: string,
  what: string,
  { positionals }: CommandLine,
): string | undefined {
  const [first, more] = positionals;
  if (more === undefined) return first;
  throw usage(`${command} takes one ${what}, but got: ${positionals.join(" ")}`, {
    hint: `Run \`ar-sim ${command}\` once for each ${what}.`,
  });
}
