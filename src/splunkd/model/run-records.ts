/** What a run and the stand-in tell each other: the job behind an alert, requests, writes to a .conf, actions to start. */
import type { Addon } from "../../addon/addon.ts";
import type { CommandLimits, SearchAround } from "../../invocation/commands/searchinfo.ts";
import type { Row } from "../../invocation/invocation.ts";
import type { AppCommands } from "../../search/spl/stage/stage.ts";

/** One `sendalert` of a search, or one action of an alert. */
export interface ActionStart {
  readonly action: string;
  readonly params: ReadonlyMap<string, string>;
  readonly rows: readonly Row[];
  readonly sid: string;
  /** Epoch seconds. */
  readonly now: number;
  readonly search: string;
  readonly owner: string;
  readonly app: string;
  /** The saved search whose alert it is, where it is not a `sendalert`. */
  readonly savedSearch?: { readonly name: string; readonly isPerResult: boolean };
}

/** How it ended. */
export interface ActionEnd {
  /** What ended the search, in Splunk's words, where the action failed. */
  readonly error: string | undefined;
  /** The record of the run; undefined where nothing ran. */
  readonly transcript: unknown;
}

export type StartAction = (start: ActionStart) => Promise<ActionEnd>;

/** The search commands that an app sees, for one search. */
export type SearchCommands = (
  addon: Addon,
  around: SearchAround,
  limits: CommandLimits,
) => AppCommands;

/** A write to a .conf of an app. */
export interface ConfWrite {
  readonly conf: string;
  readonly app: string;
  readonly owner: string;
  readonly stanza: string;
  /** undefined: the stanza was removed. */
  readonly settings: Readonly<Record<string, string>> | undefined;
}

/** The search job that is said to have triggered the alert. */
export interface AlertJob {
  readonly sid: string;
  readonly app: string;
  readonly owner: string;
  readonly searchName: string;
  readonly search: string;
  /** Epoch seconds. */
  readonly earliest: number | undefined;
  readonly latest: number | undefined;
  readonly now: number;
  readonly fields: readonly string[];
  /** Files of its rows, one behind the other. */
  readonly resultsFiles: readonly ResultsBlob[];
  readonly resultCount: number;
}

/** A file on disk, or what was in it where it goes before the job does. */
export type ResultsBlob = string | Buffer;
