/**
 * The add-on's `[validation:<handler>]` rules, asked for the arguments of an endpoint before anything is saved.
 * Ground: restmap.conf.spec; a refusal is a 400 with the rule's own text.
 */
import type { Arguments } from "../../model/arguments.ts";
import { RestError } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";

/** `handler`: what the path below `admin/` is called. */
export async function validate(
  args: Arguments,
  handler: string,
  { settings, apps }: Pick<Parts, "settings" | "apps">,
): Promise<void> {
  const { addon } = apps;
  const { now } = settings;
  if (addon === undefined || !addon.confNames.includes("restmap")) return;
  const [{ validationRules }, { checkArgument }, { HarnessError }] = await Promise.all([
    import("../../../addon/validation/validation-rules.ts"),
    import("../../../search/eval/check-argument.ts"),
    import("../../../errors.ts"),
  ]);
  const request = {
    arguments: new Map([...args.names()].map((name) => [name, args.get(name) ?? ""])),
    clock: () => now() / 1000,
    random: () => 0.5,
  };
  for (const { field, tree } of validationRules(addon, handler)) {
    if (tree === undefined || !args.has(field)) continue;
    let message: string | undefined;
    try {
      message = checkArgument(field, tree, request);
    } catch (error) {
      // A regular expression without end: `ar-sim validate` tells of it.
      if (!(error instanceof HarnessError)) throw error;
    }
    if (message !== undefined) throw new RestError(400, message);
  }
}
