/** The project's own file beside an add-on, `ar-sim.config.json` or `.yaml`, and files of fixtures of the same shape. */
import { lstatSync } from "node:fs";
import { basename, join } from "node:path";
import { type ErrorCode, HarnessError, type Where } from "../../errors.ts";
import { systemCode } from "../../host/caught.ts";
import type { DocumentForm, Mistake } from "../../host/document/reading.ts";
import type { Schema } from "../../host/document/schema.ts";
import { reasonOf } from "../../host/files/file-fault.ts";
import { type LinkBounds, linkBounds } from "../../host/files/link-bounds.ts";
import { readRegularText } from "../../host/files/read-regular.ts";
import { readRelease } from "./read-release.ts";
import { CONFIG_SCHEMA, type Config, type ConfigFixtures } from "./config-schema.ts";

/** Far more than anybody writes. */
const MOST_BYTES = 16 * 2 ** 20;
const NAMES = ["ar-sim.config.json", "ar-sim.config.yaml", "ar-sim.config.yml"];

/** What reads the file: the stand-in for splunkd, the checks, the fence, a run, or its stubs. */
export type ConfigPart = (typeof PARTS)[number];

const PARTS = ["splunkd", "waivers", "targets", "network", "splunkVersion", "http"] as const;

export interface ConfigFile<Part extends ConfigPart> {
  readonly file: string;
  /** undefined when the file says nothing of it. */
  readonly value: Config[Part];
  /** Where a value stands: `waivers[0].id`. */
  where(path: string): Where;
}

/** Where secrets may come from. */
export type Variables = Readonly<Record<string, string | undefined>>;

export interface FindOptions {
  readonly variables?: Variables | undefined;
  /** How far links may lead. Default: within the folder, or within its git checkout. */
  readonly bounds?: LinkBounds | undefined;
}

/** Its path, unread. A folder of this name is none. */
export function configPath(folder: string): string | undefined {
  return NAMES.map((name) => join(folder, name)).find(
    (path) => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === false,
  );
}

/**
 * One part of the file, and undefined when there is no file. A mistake in another part is left to the reader of that
 * part.
 */
export async function findConfig<Part extends ConfigPart>(
  folder: string,
  part: Part,
  options: FindOptions = {},
): Promise<ConfigFile<Part> | undefined> {
  const file = configPath(folder);
  if (file === undefined) return undefined;
  const { variables = process.env, bounds = linkBounds(folder) } = options;
  const { value, where } = await readFile<Config>(file, {
    schema: schemaOf(part),
    variables,
    codeOf: configCode,
    bounds,
  });
  return { file, value: value[part], where };
}

function schemaOf(part: ConfigPart): Schema {
  const others = PARTS.filter((other) => other !== part);
  const unread = Object.fromEntries(others.map((other) => [other, { $ref: "#/$defs/json" }]));
  return { ...CONFIG_SCHEMA, properties: { ...CONFIG_SCHEMA.properties, ...unread } };
}

/** Fixtures by themselves, or those of a whole ar-sim.config. */
export async function readFixtures(
  file: string,
  variables: Variables = process.env,
): Promise<ConfigFixtures> {
  const { value } = await readFile<ConfigFixtures | Config>(file, {
    schema: EITHER,
    variables,
    codeOf: (mistake) => (mistake === "syntax" ? "CONFIG_BAD" : "SPLUNKD_BAD_FIXTURE"),
  });
  return isConfig(value) ? (value.splunkd ?? {}) : value;
}

function isConfig(value: ConfigFixtures | Config): value is Config {
  return Object.keys(value).some((key) => Object.hasOwn(CONFIG_SCHEMA.properties, key));
}

const EITHER: Schema = {
  anyOf: [{ $ref: "#/$defs/splunkd" }, schemaOf("splunkd")],
  $defs: CONFIG_SCHEMA.$defs,
};

function configCode(_mistake: Mistake, path: string): ErrorCode {
  return /^splunkd[.[]|^splunkd$/.test(path) ? "SPLUNKD_BAD_FIXTURE" : "CONFIG_BAD";
}

interface ConfigForm extends Pick<DocumentForm, "schema" | "codeOf"> {
  readonly variables: Variables;
  /** undefined for a file that the user named. */
  readonly bounds?: LinkBounds | undefined;
}

async function readFile<T>(
  file: string,
  { schema, codeOf, variables, bounds }: ConfigForm,
): Promise<{ file: string; value: T; where(path: string): Where }> {
  const text = readText(file, bounds);
  const { readDocument } = await import("../../host/document/read-document.ts");
  const { secretReader } = await import("./read-secret.ts");
  const form: DocumentForm = {
    schema,
    readers: { secret: secretReader(variables), release: readRelease },
    formats: { date: dateFault },
    codeOf,
  };
  const { value, problems, places } = readDocument<T>(form, { file, text });
  const [problem] = problems;
  if (problem !== undefined) throw new HarnessError(problem.code, problem.message, problem);
  if (value === undefined) throw new HarnessError("CONFIG_BAD", `${basename(file)} is empty`);
  return { file, value, where: (path) => ({ ...(places.get(path) ?? { file }), key: path }) };
}

function dateFault(text: string): { message: string; hint: string } | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return undefined;
  return { message: `\`${text}\` is not a date`, hint: "Write it as 2026-12-31." };
}

function readText(file: string, bounds: LinkBounds | undefined): string {
  try {
    return readRegularText(file, { most: MOST_BYTES, bounds });
  } catch (cause) {
    const hint = "Name a JSON or YAML file that you may read.";
    throw new HarnessError("CONFIG_BAD", unread(file, cause), { hint, where: { file }, cause });
  }
}

function unread(file: string, cause: unknown): string {
  const code = systemCode(cause);
  if (code === "ENOENT") return `there is no file ${file}`;
  if (code === "EISDIR") return `${file} is a folder`;
  return `${file} is not read: it ${reasonOf(cause)}`;
}
