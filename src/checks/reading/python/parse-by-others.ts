/** Parses the files with other Pythons of this machine: what one reads, another may refuse. None of them is run. */
import { spawnSync } from "node:child_process";
import type { Addon } from "../../../addon/addon.ts";
import { listPythons } from "../../../sandbox/interpreters/list-pythons.ts";
import type { SyntaxFault } from "./python-reading.ts";

/** One line for each file that does not parse. `compile` finds more than `ast.parse`, such as `return` outside of a function. */
const PARSE = `
import base64, json, sys, warnings
warnings.simplefilter("ignore")
for one in json.load(sys.stdin):
    try:
        compile(base64.b64decode(one["base64"]), one["path"], "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line, column = getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
        print(json.dumps({"path": one["path"], "line": line, "column": column, "message": str(getattr(error, "msg", error))}))
`;

export interface OtherPythons {
  /** `3.9` */
  readonly minors: readonly string[];
  /** The Python that reads the files anyway. */
  readonly readBy: string;
}

export function parseByOthers(
  { tree }: Addon,
  paths: readonly string[],
  { minors, readBy }: OtherPythons,
): readonly SyntaxFault[] {
  const others = minors.filter((minor) => minorOf(readBy) !== minor);
  if (others.length === 0 || paths.length === 0) return [];
  const installed = listPythons();
  const input = JSON.stringify(
    paths.map((path) => ({ path, base64: tree.read(path)?.toString("base64") ?? "" })),
  );
  return others.flatMap((minor) => {
    const python = installed.find(({ version }) => minorOf(version) === minor);
    if (python === undefined) return [];
    const run = spawnSync(python.path, ["-S", "-E", "-B", "-c", PARSE], {
      input,
      encoding: "utf8",
      maxBuffer: 64 * 2 ** 20,
      windowsHide: true,
    });
    if (run.status !== 0) return [];
    return run.stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line): SyntaxFault => ({ ...JSON.parse(line), version: minor }));
  });
}

function minorOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}
