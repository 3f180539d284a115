/**
 * The project's own file beside an add-on, `ar-sim.config.json` or `.yaml`: fixtures for splunkd under `splunkd`.
 * YAML through the `yaml` package: kept up, no dependencies, ISC, and it tells line and column.
 */
import { readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { HarnessError } from "../../errors.ts";

const NAMES = ["ar-sim.config.json", "ar-sim.config.yaml", "ar-sim.config.yml"];

export interface ConfigFile {
  readonly file: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Keys of the top level; whoever reads one checks what is in it. */
const KEYS = ["$schema", "splunkd", "waivers"];

/** Its path, unread. */
export function configPath(folder: string): string | undefined {
  return NAMES.map((name) => join(folder, name)).find(
    (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
  );
}

/** undefined when there is none. */
export async function findConfig(folder: string): Promise<ConfigFile | undefined> {
  const file = configPath(folder);
  if (file === undefined) return undefined;
  const value = await readDocument(file);
  const unknown = Object.keys(value).find((key) => !KEYS.includes(key));
  if (unknown === undefined) return { file, value };
  throw new HarnessError("CONFIG_BAD", `${unknown} is not known in ${basename(file)}`, {
    hint: `Known are ${KEYS.join(", ")}.`,
    where: { file, key: unknown },
  });
}

/** JSON or YAML with an object at its top. */
export async function readDocument(file: string): Promise<Readonly<Record<string, unknown>>> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new HarnessError("CONFIG_BAD", unread(file, cause as NodeJS.ErrnoException), {
      hint: "Name a JSON or YAML file that you may read.",
      where: { file },
      cause,
    });
  }
  const { LineCounter, parseDocument } = await import("yaml");
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lineCounter.linePos(error.pos[0]);
    throw new HarnessError("CONFIG_BAD", error.message, {
      hint: "Mend the line; JSON is taken too.",
      where: { file, line },
      cause: error,
    });
  }
  const value: unknown = document.toJS();
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new HarnessError("CONFIG_BAD", `${basename(file)} holds no object`, {
    hint: "Write name: value pairs.",
    where: { file, line: 1 },
  });
}

function unread(file: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT") return `there is no file ${file}`;
  return code === "EISDIR" ? `${file} is a folder` : `cannot read ${file}: ${message}`;
}
