/** `format`: the rows as an expression for the search outside. Ground: Search Reference, «format». */
import { formatted, searchRow } from "../stage/format-rows.ts";
import { allRows, onlyColumns, type Stage } from "../stage/stage.ts";

export function format(): Stage {
  return {
    columns: () => onlyColumns(["search"], true),
    run: allRows((rows) => searchRow(formatted(rows))),
  };
}
