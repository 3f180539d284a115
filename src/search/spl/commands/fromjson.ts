/**
 * `fromjson <field> [prefix=…]`: the members of a JSON object as fields. Ground: Search Reference, «fromjson». Guess: of an
 * array each item is a value; an object in it stays JSON; null is no value.
 */
import { asField, elementsOf, isArray, isObject, parseJson } from "../../eval/values/json-value.ts";
import { toText } from "../../eval/values/eval-value.ts";
import { readArgs } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type Stage } from "../stage/stage.ts";

export function fromjson(call: CommandCall): Stage {
  const { options, rest } = readArgs(call, ["prefix"]);
  const [field, stray] = rest;
  if (field === undefined || stray !== undefined)
    throw commandError(call, "One field must be given.", { at: stray?.start ?? call.start });
  const prefix = options.get("prefix")?.text ?? "";
  return {
    columns: ({ names }) => ({ names, isOpen: true }),
    run: eachRow(() => (row) => {
      const text = [row[field.text] ?? ""].flat()[0] ?? "";
      const json = parseJson(text);
      if (!isObject(json)) return row;
      for (const [name, member] of Object.entries(json)) {
        const value = isArray(member) ? elementsOf(member) : toText(asField(member));
        const [only] = [value].flat();
        if (value === undefined || only === undefined) continue;
        row[prefix + name] = typeof value === "object" && value.length === 1 ? only : value;
      }
      return row;
    }),
  };
}
