/** The arguments of a verb against its table. Ground: the texts of splunkd's own argument validation, as measured. */
import type { Arguments } from "../../model/arguments.ts";
import type { Fields } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";

/** Taken by every endpoint. */
const ALWAYS = new Set(
  "output_mode count offset search sort_key sort_dir sort_mode f summarize listDefaultActionArgs".split(
    " ",
  ),
);

export function checkArguments(args: Arguments, fields: Fields): void {
  if (fields.required.includes("name") && !args.has("name")) {
    throw new RestError(400, 'Cannot perform action "POST" without a target name to act on.');
  }
  const missing = fields.required.filter((name) => !args.has(name));
  if (missing.length > 0) {
    throw new RestError(
      400,
      `The following required arguments are missing: ${missing.join(", ")}.`,
    );
  }
  if (fields.wildcard.includes("*") || fields.wildcard.includes(".*")) return;
  const known = new Set([...fields.required, ...fields.optional]);
  const patterns = fields.wildcard.map((text) => new RegExp(`^(?:${text})$`));
  for (const name of args.names()) {
    if (known.has(name) || ALWAYS.has(name) || patterns.some((pattern) => pattern.test(name)))
      continue;
    throw new RestError(400, `Argument "${name}" is not supported by this handler.`);
  }
}
