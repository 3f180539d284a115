/**
 * Finds the program that sendalert starts. Ground: Splunk's «Create a custom alert action script»,
 * alert_actions.conf.spec (`alert.execute.cmd`), and the .conf2015 talk on custom alert actions (folders by platform).
 */
import { nearest } from "../text/nearest.ts";
import { HarnessError, type Problem } from "../errors.ts";
import type { Addon, AlertAction, Program } from "./addon.ts";
import { buildFirst } from "./ucc-source.ts";

const UNIX = [".sh", ".py", ".js", ""];
const WINDOWS = [".bat", ".cmd", ".py", ".js", ".exe"];
const ARCH: Readonly<Record<string, string>> = {
  "linux x64": "linux_x86_64",
  "linux arm64": "linux_arm64", // Guess: by analogy; not documented.
  "darwin x64": "darwin_x86_64",
  "darwin arm64": "darwin_arm64", // Guess: by analogy; not documented.
  "win32 x64": "windows_x86_64",
  "win32 ia32": "windows_x86",
};

export interface Platform {
  readonly os: string;
  readonly arch: string;
}

export interface ProgramWish {
  readonly platform?: Platform;
  /** Extensions in the order in which they are tried, without dots. Default: the documented list of the platform. */
  readonly extensions?: readonly string[] | undefined;
}

export function findProgram(addon: Addon, action: AlertAction, wish: ProgramWish = {}): Program {
  if (!action.isSendalert) throw notSendalert(action);
  const platform = wish.platform ?? { os: process.platform, arch: process.arch };
  const owner = [addon, ...addon.also].find((app) => app.appId === action.app) ?? addon;
  const named = executeCmd(action);
  const names =
    named === undefined
      ? extensions(platform, wish.extensions).map((extension) => `${action.name}${extension}`)
      : [named];
  const folders = foldersOf(platform);
  const candidates = folders
    .flatMap((folder) => names.map((name) => `${folder}/${name}`))
    .filter((path) => isFile(owner, path));
  const [file] = candidates;
  if (file === undefined) throw missing(owner, action, folders, names);
  const args = named === undefined ? ["--execute"] : readArgs(action);
  const kind = kindOf(file);
  const ambiguity = ambiguityOf(action, candidates);
  return {
    kind,
    app: owner.appId,
    appRoot: owner.root,
    file,
    command: kind === "path" ? textOf(owner, file) : undefined,
    args,
    ambiguity,
    problems: [
      ...shadows(action),
      ...(ambiguity === undefined ? [] : [ambiguity]),
      ...withoutExecute(action, args),
    ],
  };
}

/** The file that alert.execute.cmd names. */
function executeCmd(action: AlertAction): string | undefined {
  const value = action.stanza.settings.get("alert.execute.cmd")?.value.trim();
  return value === "" ? undefined : value;
}

function textOf({ tree }: Addon, file: string): string {
  return tree.read(file)?.toString("utf8").trim() ?? "";
}

/** bin/ of the platform, where there is one, then the common bin/. */
function foldersOf(platform: Platform): string[] {
  const arch = ARCH[`${platform.os} ${platform.arch}`];
  return arch === undefined ? ["bin"] : [`${arch}/bin`, "bin"];
}

function notSendalert(action: AlertAction): HarnessError {
  return new HarnessError(
    "ADDON_NOT_SENDALERT",
    `\`${action.name}\` runs no script: its command is an SPL pipeline, which only a Splunk can run`,
    {
      hint: "Leave `command` out of the stanza when the action has a script.",
      where: action.stanza.settings.get("command")?.where ?? action.where,
    },
  );
}

function ambiguityOf(action: AlertAction, candidates: readonly string[]): Problem | undefined {
  if (candidates.length < 2) return undefined;
  return {
    code: "ADDON_SCRIPT_AMBIGUOUS",
    message: `several programs could be meant: ${candidates.join(", ")}; ${candidates[0]} is started`,
    hint: "Keep one: which of them a Splunk prefers is not documented.",
    where: action.where,
  };
}

/** Without alert.execute.cmd Splunk adds the argument itself. */
function withoutExecute(action: AlertAction, args: readonly string[]): Problem[] {
  if (args.includes("--execute")) return [];
  return [
    {
      code: "ADDON_NO_EXECUTE",
      message:
        "with alert.execute.cmd set, Splunk does not add --execute, and no argument gives it",
      hint: "Add `alert.execute.cmd.arg.1 = --execute`.",
      where: action.stanza.settings.get("alert.execute.cmd")?.where ?? action.where,
    },
  ];
}

function missing(
  owner: Addon,
  action: AlertAction,
  folders: readonly string[],
  names: readonly string[],
): HarnessError {
  const source = buildFirst(owner);
  if (source !== undefined) return source;
  const paths = folders.flatMap((folder) => names.map((name) => `${folder}/${name}`));
  const unread = unreadOf(owner, paths);
  if (unread !== undefined) return notRead(action, unread);
  return new HarnessError(
    "ADDON_SCRIPT_MISSING",
    `alert action script for action "${action.name}" not found in app "${owner.appId}": looked for ${names.join(", ")} in ${folders.join(" and ")}`,
    {
      hint: whereInstead(owner, action, names),
      where: action.where,
    },
  );
}

function notRead(action: AlertAction, unread: string): HarnessError {
  return new HarnessError("ADDON_SCRIPT_MISSING", `no program for "${action.name}": ${unread}`, {
    hint: "Put the program itself in its place. For a link out of the add-on, --follow-links reads it.",
    where: action.where,
  });
}

function whereInstead(owner: Addon, action: AlertAction, names: readonly string[]): string {
  const apps = new Set(action.stanza.headers.map((header) => header.layer.app));
  if (apps.size > 1)
    return `The stanza is owned by the app of its highest layer, ${owner.appId}; remove the stanza there, or put the script into its bin/.`;
  if (action.stanza.settings.has("alert.execute.cmd"))
    return "alert.execute.cmd names a file in bin/ of its app, or a .path file there that holds the command.";
  const astray = ["", "lib", "scripts", "src", `bin/${owner.appId.toLowerCase()}`]
    .flatMap((folder) => names.map((name) => (folder === "" ? name : `${folder}/${name}`)))
    .find((path) => isFile(owner, path));
  if (astray !== undefined) return `Move ${astray} into bin/: Splunk looks nowhere else.`;
  const helper = `modalert_${action.name}_helper.py`;
  const isGenerated = owner.tree
    .list("bin")
    .some((entry) => entry.isFolder && isFile(owner, `bin/${entry.name}/${helper}`));
  const files = owner.tree.list("bin").filter((entry) => !entry.isFolder);
  const slip = nearest(
    `${action.name}.py`,
    files.map(({ name }) => name).filter((name) => /\.(?:py|sh|js)$/.test(name)),
  );
  if (!isGenerated && slip !== undefined)
    return `There is bin/${slip}. Name it as the stanza, or the stanza as the program: ${action.name}${slip.replace(/^.*\./, ".")}.`;
  return isGenerated
    ? `There is ${helper}, but not bin/${action.name}.py, which a build makes beside it: run the built add-on.`
    : `Put ${action.name}.py into ${owner.tree.shownRoot}bin, or name the program with alert.execute.cmd.`;
}

/** A folder with the name of the program does not count. */
function isFile(addon: Addon, path: string): boolean {
  const cut = path.lastIndexOf("/");
  const name = path.slice(cut + 1);
  return addon.tree
    .list(cut < 0 ? "" : path.slice(0, cut))
    .some(
      (entry) => entry.name === name && !entry.isFolder && addon.tree.fault(path) === undefined,
    );
}

/** The first that is there and cannot be run, since it is not read. */
function unreadOf({ tree }: Addon, paths: readonly string[]): string | undefined {
  return paths
    .flatMap((path) => {
      const fault = tree.fault(path);
      return fault === undefined ? [] : [`${path} is not read: it ${fault}`];
    })
    .at(0);
}

/** Seen on real Splunks: an empty stanza in another app takes over the action, and that app has no script in bin/. */
function shadows(action: AlertAction): Problem[] {
  const others = action.stanza.headers.filter(
    (header) => header.layer.app !== action.app && header.layer.app !== "system",
  );
  return others.map((header) => ({
    code: "ADDON_TWO_OWNERS",
    message: `[${action.name}] is in two apps: ${action.app} owns it and takes it from ${header.layer.app}`,
    hint: "Stanza names of alert actions must be unique across apps.",
    where: header.where,
  }));
}

function readArgs(action: AlertAction): string[] {
  return [...action.stanza.settings]
    .flatMap(([key, setting]) => {
      const number = /^alert\.execute\.cmd\.arg\.(\d+)$/.exec(key)?.[1];
      return number === undefined ? [] : [{ number: Number(number), value: setting.value }];
    })
    .sort((a, b) => a.number - b.number)
    .map(({ value }) => value);
}

function extensions(platform: Platform, asked: readonly string[] | undefined): readonly string[] {
  if (asked !== undefined)
    return asked.map((extension) =>
      extension === "" || extension.startsWith(".") ? extension : `.${extension}`,
    );
  return platform.os === "win32" ? WINDOWS : UNIX;
}

function kindOf(file: string): Program["kind"] {
  if (file.endsWith(".py")) return "python";
  if (file.endsWith(".js")) return "node";
  if (file.endsWith(".path")) return "path";
  return file.endsWith(".sh") ? "shell" : "native";
}
