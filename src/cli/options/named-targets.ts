/** The targets that words name: of `--target`, and of `targets` in ar-sim.config. */
import { findConfig } from "../../addon/config/read-config.ts";
import { HarnessError } from "../../errors.ts";
import { linkBounds } from "../../host/files/link-bounds.ts";
import { TARGETS, type Target, targetOf } from "../../platforms/targets.ts";
import { nearest } from "../../text/nearest.ts";
import { usage } from "../command-line/option.ts";

/** Those of the command line, else those of the file beside the add-on. In the order of the table, each once. */
export async function namedTargets(
  given: readonly string[],
  root: string | undefined,
  followLinks: boolean,
): Promise<readonly Target[]> {
  const words = given.flatMap((text) => text.split(",")).filter((word) => word.trim() !== "");
  if (words.length > 0) return inOrder(words.map((word) => named(word, usage)));
  // A package must not choose for whom it is judged.
  if (root === undefined) return [];
  const config = await findConfig(root, "targets", { bounds: linkBounds(root, followLinks) });
  return inOrder(
    (config?.value ?? []).map((word, at) =>
      named(
        word,
        (message, options) =>
          new HarnessError("CONFIG_BAD", message, {
            ...options,
            where: config?.where(`targets[${at}]`),
          }),
      ),
    ),
  );
}

function named(
  word: string,
  fault: (message: string, options: { readonly hint: string }) => HarnessError,
): Target {
  const target = targetOf(word);
  if (target !== undefined) return target;
  const names = TARGETS.map(({ name }) => name);
  const guess = nearest(word.trim().toLowerCase(), names);
  throw fault(`there is no target \`${word.trim()}\``, {
    hint: `${guess === undefined ? "" : `Did you mean ${guess}? `}Targets: ${names.join(", ")}.`,
  });
}

function inOrder(targets: readonly Target[]): readonly Target[] {
  return TARGETS.filter((target) => targets.includes(target));
}
