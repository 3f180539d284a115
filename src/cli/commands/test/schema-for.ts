/** The schema that a scenario file names in its first lines. */
import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { packageFile } from "../../../host/package-file.ts";

const SCHEMA = "src/scenario/file/scenario.schema.json";
const IN_MODULES = `node_modules/ar-sim/${SCHEMA}`;

/**
 * Where editors find the schema without a network. A path within one project is relative, so that it holds for
 * everybody who has the project; else it leads to the ar-sim that wrote it.
 */
export function schemaFor(root: string, shipped: string = packageFile(SCHEMA)): string {
  for (let at = root; ; at = dirname(at)) {
    const installed = join(at, IN_MODULES);
    if (existsSync(installed)) return relativePath(root, installed);
    if (dirname(at) === at) break;
  }
  const clone = shipped.slice(0, -SCHEMA.length);
  return root.startsWith(clone) ? relativePath(root, shipped) : pathToFileURL(shipped).href;
}

function relativePath(from: string, to: string): string {
  const path = relative(from, to).split(sep).join("/");
  return path.startsWith(".") ? path : `./${path}`;
}
