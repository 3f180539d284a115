/** What a command compiles to: a step that rows pass through in batches, and what it makes of their columns. */
import type { MutableRow } from "../../text/row.ts";
import type { Searchable } from "../../text/searchable.ts";
import type { MacroExpansion } from "../../expression/expand-macros.ts";
import type { DefaultIndexes } from "../../expression/default-indexes.ts";
import type { LookupRules } from "../lookup/lookup-rules.ts";
import type { CommandCall, PipelineKind, SplText } from "../spl-tree.ts";
import { HeldRows } from "../../text/limits.ts";
import { breathe, Pace } from "./breath.ts";

/** A stage owns the rows it is given, and may change them. */
export type Batch = MutableRow[];
export type Batches = AsyncIterable<Batch>;

export interface Columns {
  /** Name → whether it is a column even where no row has a value. */
  readonly names: ReadonlyMap<string, boolean>;
  /** Rows may have more fields than are known beforehand. */
  readonly isOpen: boolean;
}

export interface Stage {
  columns(before: Columns): Columns;
  /** Each call is a new run from the start. */
  run(rows: Batches): Batches;
}

/** Rows of a lookup table, read again with each call. */
export interface LookupTable {
  readonly fields: readonly string[];
  /** Of its definition in transforms.conf; undefined for a file that is named itself. */
  readonly rules?: LookupRules | undefined;
  rows(): Batches;
}

/** What `sendalert` gets in a pipeline, and what it gives back. */
export interface SentRows {
  readonly columns: Columns;
  readonly rows: Batches;
}

/**
 * `generating` brings rows of its own, and so comes first. `streaming` gives events again: fewer, in another order, or
 * with other fields. `transforming` makes other rows of them.
 */
export type CommandKind = "generating" | "streaming" | "transforming";

/** A search command that an app brings. It checks its place in the search itself. */
export interface AppCommand {
  readonly kind: CommandKind;
  readonly compile: CompileCommand;
}

/** The search commands of apps, as one search sees them. */
export interface AppCommands {
  find(name: string): AppCommand | undefined;
  names(): readonly string[];
  /** Ends what the search has started. */
  close(): Promise<void>;
}

/** How much weight a message to whoever searches has. Ground: REST API Reference, `messages` of «search/jobs». */
export type MessageType = "DEBUG" | "INFO" | "WARN" | "ERROR";

export interface SearchMessage {
  readonly type: MessageType;
  readonly text: string;
}

/** Entries of a REST endpoint as rows, or what splunkd says where it cannot be read. */
export type RestAnswer = { readonly rows: Iterable<MutableRow> } | { readonly failure: string };

/** All that a pipeline needs from outside. Whoever runs it provides this. */
export interface SplWorld extends MacroExpansion {
  /** Epoch seconds of the search. */
  readonly now: number;
  readonly sid: string;
  readonly serverName: string;
  readonly earliest?: number | undefined;
  readonly latest?: number | undefined;
  /** A new row of numbers in [0, 1), the same each time. */
  readonly newRandom: () => () => number;
  /** The indexes that `search` looks in; undefined where there are none. */
  readonly events?: (() => AsyncIterable<readonly Searchable[]>) | undefined;
  readonly eventFields?: readonly string[] | undefined;
  /** Where a search looks that names no index; undefined for all there are. */
  readonly defaultIndexes?: DefaultIndexes | undefined;
  /** Names of all indexes there are, those without events too. */
  readonly indexes?: () => Iterable<string>;
  /** undefined where there is no such file or definition; `known` for the hint. */
  readonly lookup?: (name: string) => LookupTable | undefined;
  readonly lookups?: () => readonly string[];
  /** Text of a saved search. */
  readonly savedSearch?: (name: string) => string | undefined;
  /** Rows of a job that has run, or of the last one of a saved search. */
  readonly jobRows?: (
    job: { readonly sid: string } | { readonly savedSearch: string },
  ) => (() => Batches) | undefined;
  /** What is wrong, where a lookup cannot be written. */
  readonly saveLookup?: (
    name: string,
    rows: Batch,
    how: { readonly isAppended: boolean; readonly keyField: string | undefined },
  ) => string | undefined;
  /** GET of the REST API, in the name of who searches. */
  readonly rest?: (
    path: string,
    args: readonly (readonly [string, string])[],
  ) => Promise<RestAnswer>;
  /** Sees what each command of the main pipeline gives, by its place. */
  readonly watch?: ((rows: Batches, place: number) => Batches) | undefined;
  /** Told of what goes wrong without ending the search. Default: a warning. */
  readonly warn?: (text: string, type?: MessageType) => void;
  /** Functions of eval that this Splunk does not have, and the first that has them. */
  readonly laterFunctions?: ReadonlyMap<string, string> | undefined;
  readonly commands?: AppCommands | undefined;
  /** Runs an alert action; its rows can be read again and again afterwards. */
  readonly sendalert?:
    | ((call: CommandCall, sent: SentRows, isLast: boolean) => Promise<() => Batches>)
    | undefined;
}

export interface CompiledPipeline {
  readonly columns: Columns;
  /** Of rows that come from elsewhere. */
  columnsAfter(before: Columns): Columns;
  /** Each call is a new run from the start. `rows`: those that a template is run over. */
  run(rows?: Batches): Batches;
}

/** Which part of a text is a search, and what kind of search it is. */
export interface InnerSearch {
  readonly from?: number;
  readonly to?: number;
  readonly kind?: PipelineKind;
}

export interface CompileContext {
  /** Nothing follows. */
  readonly isLast: boolean;
  /** A search within this one. */
  compile(source: SplText, world: SplWorld, inner?: InnerSearch): Promise<CompiledPipeline>;
}

export type CompileCommand = (
  call: CommandCall,
  world: SplWorld,
  context: CompileContext,
) => Stage | Promise<Stage>;

export const BATCH = 1000;

export function unchanged(columns: Columns): Columns {
  return columns;
}

export function withColumns(before: Columns, added: Iterable<string>): Columns {
  const names = new Map(before.names);
  for (const name of added) if (!names.has(name)) names.set(name, false);
  return { names, isOpen: before.isOpen };
}

/** Those of rows and of others that come behind them. */
export function bothColumns(before: Columns, added: Columns): Columns {
  const names = new Map(before.names);
  for (const [name, isSure] of added.names) names.set(name, isSure || (names.get(name) ?? false));
  return { names, isOpen: before.isOpen || added.isOpen };
}

export function onlyColumns(names: Iterable<string>, isSure: boolean): Columns {
  return { names: new Map([...names].map((name) => [name, isSure])), isOpen: false };
}

/** Each row on its own; `start` makes what one run remembers. */
export function eachRow(start: () => (row: MutableRow) => MutableRow | undefined): Stage["run"] {
  return async function* run(rows) {
    const change = start();
    const pace = new Pace();
    for await (const batch of rows) {
      const out: Batch = [];
      for (const row of batch) {
        const changed = change(row);
        if (changed !== undefined) out.push(changed);
        if (pace.isDue()) await breathe();
      }
      if (out.length > 0) yield out;
    }
  };
}

/** For commands that need all rows before they give one. */
export function allRows(make: (rows: Batch) => Batch | Promise<Batch>): Stage["run"] {
  return async function* run(rows) {
    const all: Batch = [];
    const held = new HeldRows();
    const pace = new Pace();
    for await (const batch of rows) {
      for (const row of batch) {
        held.add(row);
        all.push(row);
      }
      if (pace.isDue()) await breathe();
    }
    yield* inBatches(await make(all));
  };
}

export function* inBatches(rows: Batch): Generator<Batch> {
  for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH);
}
