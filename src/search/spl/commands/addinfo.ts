/** `addinfo`: the search's times and id in each row. Ground: Search Reference, «addinfo». */
import { eachRow, type SplWorld, type Stage, withColumns } from "../stage/stage.ts";
import type { CommandCall } from "../spl-tree.ts";

export function addinfo(_call: CommandCall, world: SplWorld): Stage {
  const added: readonly (readonly [string, string])[] = [
    ["info_min_time", (world.earliest ?? 0).toFixed(3)],
    ["info_max_time", world.latest === undefined ? "+Infinity" : world.latest.toFixed(3)],
    ["info_sid", world.sid],
    ["info_search_time", world.now.toFixed(3)],
  ];
  return {
    columns: (before) =>
      withColumns(
        before,
        added.map(([name]) => name),
      ),
    run: eachRow(() => (row) => {
      for (const [name, value] of added) row[name] = value;
      return row;
    }),
  };
}
