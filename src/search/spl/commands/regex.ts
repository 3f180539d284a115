/** `regex [<field>=|!=]"<pattern>"`: keeps the rows that match. Ground: Search Reference, «regex». */
import { compilePcre } from "../../regex/regex.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type Stage, unchanged } from "../stage/stage.ts";

export function regex(call: CommandCall): Stage {
  const match = /^(?:([\w:.{}-]+|"[^"]+")\s*(!?=)\s*)?(?:"((?:\\.|[^"\\])*)"|(\S+))$/.exec(
    call.args,
  );
  if (match === null) {
    throw commandError(call, "The regular expression is missing.", {
      hint: 'Write regex field="pattern", or regex "pattern" for _raw.',
    });
  }
  const [, name = "_raw", sign = "=", quoted, bare = ""] = match;
  const field = name.replace(/^"(.*)"$/, "$1");
  const { where } = call.source;
  const pattern = quoted === undefined ? bare : quoted.replace(/\\"/g, '"');
  const compiled = compilePcre(pattern, { where });
  const isWanted = sign === "=";
  return {
    columns: unchanged,
    run: eachRow(() => (row) => {
      const values = [row[field] ?? []].flat();
      const isThere = values.some((value) => compiled.exec(value) !== undefined);
      return isThere === isWanted ? row : undefined;
    }),
  };
}
