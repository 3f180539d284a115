/**
 * commands.conf as search commands. Ground: commands.conf.spec. The system's own commands are built in, and not read
 * from there.
 */
import type { Stanza } from "../../conf/layered-conf.ts";
import type { Where } from "../../errors.ts";
import type { Addon, Program } from "../addon.ts";
import { isTrue } from "./read-eventtypes.ts";

export interface SearchCommand {
  /** As the stanza is called. */
  readonly name: string;
  /** The app whose layer owns the stanza: its bin/ is searched. */
  readonly app: string;
  readonly where: Where | undefined;
  readonly isChunked: boolean;
  text(key: string, otherwise: string): string;
  flag(key: string, otherwise: boolean): boolean;
  /** Not negative; what is no number counts as not set. */
  number(key: string, otherwise: number): number;
}

/** What runs the command. */
export interface CommandProgram extends Pick<Program, "kind" | "app" | "appRoot"> {
  /** In the app, as `bin/my_command.py`. */
  readonly file: string;
  /** For kind `path`: the command inside the .path file. */
  readonly command: string | undefined;
  readonly args: readonly string[];
}

/** Guess: the case of its name does not matter, as with commands of Splunk's own. */
export function findCommand(addon: Addon, name: string): SearchCommand | undefined {
  for (const stanza of addon.conf("commands").stanzas.values()) {
    if (stanza.name.toLowerCase() !== name.toLowerCase()) continue;
    const command = commandOf(stanza);
    return command.flag("disabled", false) ? undefined : command;
  }
  return undefined;
}

export function commandNames(addon: Addon): string[] {
  return [...addon.conf("commands").stanzas.keys()].map((name) => name.toLowerCase());
}

function commandOf({ name, headers, settings }: Stanza): SearchCommand {
  const [owner] = headers;
  const raw = (key: string): string => settings.get(key)?.value.trim() ?? "";
  const flag = (key: string, otherwise: boolean): boolean =>
    raw(key) === "" ? otherwise : isTrue(raw(key));
  return {
    name,
    app: owner?.layer.app ?? "",
    where: owner?.where,
    isChunked: flag("chunked", false),
    text: (key, otherwise) => (raw(key) === "" ? otherwise : raw(key)),
    flag,
    number(key, otherwise) {
      return /^\d+$/.test(raw(key)) ? Number(raw(key)) : otherwise;
    },
  };
}

/** Extensions in the order in which they are tried, where there is no `filename`. */
const OLD_EXTENSIONS = [".py", ".pl"];
const CHUNKED_EXTENSIONS = [".py", ".pl", ".exe", ".bat", ".cmd", ".sh", ".js", ""];

const MOST_ARGS = 100;

/** undefined where there is none. */
export function findCommandProgram(
  addon: Addon,
  command: SearchCommand,
): CommandProgram | undefined {
  const owner = [addon, ...addon.also].find(({ appId }) => appId === command.app) ?? addon;
  const named = command.text("filename", "");
  // Ground: it cannot reference any file outside of bin/.
  if (named.includes("..") || named.startsWith("/")) return undefined;
  const extensions = command.isChunked ? CHUNKED_EXTENSIONS : OLD_EXTENSIONS;
  const names =
    named === "" ? extensions.map((extension) => `${command.name}${extension}`) : [named];
  const folders = command.isChunked ? platformFolders() : ["bin"];
  const file = folders
    .flatMap((folder) => names.map((name) => `${folder}/${name}`))
    .find((path) => isFile(owner, path));
  if (file === undefined) return undefined;
  const kind = kindOf(file);
  return {
    kind,
    app: owner.appId,
    appRoot: owner.root,
    file,
    command: kind === "path" ? owner.tree.read(file)?.toString("utf8").trim() : undefined,
    args: command.isChunked ? argsOf(command) : [],
  };
}

function platformFolders(): string[] {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const arch = process.arch === "x64" ? "x86_64" : process.arch;
  return [`${os}_${arch}/bin`, "bin"];
}

function isFile({ tree }: Addon, path: string): boolean {
  const cut = path.lastIndexOf("/");
  return tree
    .list(path.slice(0, cut))
    .some(
      ({ name, isFolder }) =>
        name === path.slice(cut + 1) && !isFolder && tree.fault(path) === undefined,
    );
}

function kindOf(file: string): Program["kind"] {
  if (file.endsWith(".py")) return "python";
  if (file.endsWith(".js")) return "node";
  if (file.endsWith(".path")) return "path";
  return file.endsWith(".sh") ? "shell" : "native";
}

function argsOf(command: SearchCommand): string[] {
  const args: string[] = [];
  for (let number = 0; number <= MOST_ARGS; number += 1) {
    const arg = command.text(`command.arg.${number}`, "");
    if (arg !== "") args.push(arg);
  }
  return args;
}
