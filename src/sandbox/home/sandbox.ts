/** A throw-away SPLUNK_HOME, which is removed when it is closed. */
import type { Problem } from "../../errors.ts";
import type { ForkPlace } from "../fork/fork-place.ts";
import type { FencedRoom } from "../process/launched.ts";
import type { Tooling } from "./tooling.ts";
import type { Keeper } from "../fence/keeper.ts";

export interface Sandbox extends AsyncDisposable {
  readonly splunkHome: string;
  /** Folder of an app below etc/apps. */
  appFolder(appId: string): string;
  /** Dispatch folder of a search, which `writeResults` makes. */
  dispatchFolder(sid: string): string;
  /** Folders for PYTHONPATH. */
  readonly pythonPath: readonly string[];
  /** Certificates that its programs trust, where ar-sim answers in place of others. */
  readonly trustedFile: string | undefined;
  readonly problems: readonly Problem[];
  /** Stands above what runs in it, where there is one. */
  readonly keeper: Keeper | undefined;
  /** What a fence lets scripts see and write to. */
  readonly room: FencedRoom;
  readonly tooling: Tooling;
  /** Forks its scripts, where they are not started. */
  readonly place?: ForkPlace | undefined;
}
