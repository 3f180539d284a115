/** An add-on on disk as one value. Everything later stages know of it is here. */
import type { LayeredConf, Setting, Stanza } from "../conf/layered-conf.ts";
import type { Problem, Where } from "../errors.ts";
import type { SearchMacro } from "../search/expression/expand-macros.ts";
import type { ObjectMeta } from "./read/read-meta.ts";
import type { Tree } from "./tree.ts";

export interface Addon {
  /**
   * Folder name under etc/apps: as asked, app.conf `[package] id`, app.manifest, globalConfig.json, or the folder's
   * name.
   */
  readonly appId: string;
  readonly idFrom:
    | "asked"
    | "app.conf"
    | "app.manifest"
    | "globalConfig.json"
    | "aob_meta"
    | "folder";
  readonly version: string | undefined;
  /** Absolute path of the add-on (`/memory` for a literal tree). */
  readonly root: string;
  readonly tree: Tree;
  /** Add-ons beside it (`--also`), in the order given. */
  readonly also: readonly Addon[];
  /** `[install] state = disabled` of app.conf, where it is set. Splunk then ignores the configuration of the app. */
  readonly disabledBy: Setting | undefined;
  /** Layered over system defaults, `also` and this add-on: `conf('props')`. Empty when there is no such file. */
  conf(name: string): LayeredConf;
  /** What metadata/*.meta says of an object of this add-on: `access('alert_actions', 'my_action')`. */
  access(conf: string, stanza: string): ObjectMeta;
  /** Names of all conf files of any layer but system. */
  readonly confNames: readonly string[];
  readonly actions: readonly AlertAction[];
  readonly eventtypes: readonly Eventtype[];
  readonly macros: readonly Macro[];
  /** globalConfig.json parsed, when there is one (UCC, Add-on Builder). */
  readonly globalConfig: unknown;
  readonly problems: readonly Problem[];
}

export interface AlertAction {
  readonly name: string;
  /** The app whose layer owns the stanza header: its bin/ is searched. */
  readonly app: string;
  readonly where: Where;
  readonly stanza: Stanza;
  readonly label: string;
  /** `json`, `xml`, or the invalid text as it stands. */
  readonly payloadFormat: string;
  /** Effective `command`, with tokens. */
  readonly command: string;
  /** Whether `command` hands over to a script; false for an SPL pipeline. */
  readonly isSendalert: boolean;
  readonly maxtimeMs: number;
  /** `param.*` without the prefix, `[default]` included. */
  readonly params: ReadonlyMap<string, Setting>;
  /** Parsed `param._cam`; undefined when absent, empty or broken (then see `camProblem`). */
  readonly cam: Readonly<Record<string, unknown>> | undefined;
  readonly camProblem: Problem | undefined;
}

export interface Eventtype {
  readonly name: string;
  readonly search: string;
  readonly where: Where;
  readonly app: string;
  readonly disabled: boolean;
  /** Tags enabled on `eventtype=<name>` in tags.conf, with the app whose file does so. */
  readonly tags: readonly { readonly name: string; readonly where: Where; readonly app: string }[];
}

export interface Macro extends SearchMacro {
  readonly where: Where;
}

/** What `sendalert` would start. Paths are relative to the root of the app that owns the action. */
export interface Program {
  /** `python` gets the interpreter in front; `native` and `shell` start by themselves; `path` is a .path file's content. */
  readonly kind: "python" | "node" | "shell" | "native" | "path";
  readonly app: string;
  /** Root of the owning app on the user's disk. */
  readonly appRoot: string;
  /** e.g. `bin/my_action.py`. */
  readonly file: string;
  /** For kind `path`: the command inside the .path file. */
  readonly command?: string | undefined;
  /** Arguments after the program: `['--execute']`, or those of alert.execute.cmd.arg.<n>. */
  readonly args: readonly string[];
  /** The warning that several programs could be meant, where there are several. Also one of `problems`. */
  readonly ambiguity: Problem | undefined;
  /** Warnings: several candidates, no --execute among the arguments, not executable … */
  readonly problems: readonly Problem[];
}
