/**
 * The `sendalert` commands of one search: each hands its rows to an alert action, and passes them on to what follows.
 * Ground: Search Reference, «sendalert»; messages.conf for the words of its errors.
 */
import type { Addon } from "../../addon/addon.ts";
import { findAction } from "../../addon/find-action.ts";
import { checkVisible } from "../../addon/visibility/check-visible.ts";
import { isTrue } from "../../addon/read/read-eventtypes.ts";
import { HarnessError } from "../../errors.ts";
import { ClosingStack } from "../../host/closing-stack.ts";
import type { Row, SearchContext } from "../../invocation/invocation.ts";
import { buildNotableEvent } from "../../invocation/notable/notable-event.ts";
import { type Effect, effectsOf } from "../../invocation/built-in/effects.ts";
import { standsIn } from "../../invocation/built-in/stands-in.ts";
import { openPipeline } from "../../invocation/rows/open-pipeline.ts";
import type { OpenRows } from "../../invocation/rows/open-rows.ts";
import { MOST_SHOWN, openRowSpool, type RowSpool } from "../../invocation/rows/row-spool.ts";
import { refusedPath } from "../../invocation/search/argument-remarks.ts";
import { readClause, type SendalertClause } from "../../invocation/search/read-sendalert.ts";
import { errorInSendalert } from "../../sandbox/process/splunkd-log.ts";
import type { CommandCall } from "../../search/spl/spl-tree.ts";
import type { Batches, SplWorld } from "../../search/spl/stage/stage.ts";
import { pointAt } from "../../search/text/point-at.ts";
import type { Transcript } from "../../transcript.ts";
import { sendalertErrorOf } from "./sendalert-error.ts";

/** Thrown when an action fails, to leave the pipeline: Splunk ends the search there. */
export class SearchEnded extends Error {}

/** Runs the action that the clause names on the rows. */
export type StartAction = (clause: SendalertClause, rows: OpenRows) => Promise<Transcript>;

type Send = NonNullable<SplWorld["sendalert"]>;

export class SendalertCommand implements AsyncDisposable {
  readonly transcripts: Transcript[] = [];
  readonly notables: Row[] = [];
  /** What Splunk's own actions would have done. */
  readonly effects: Effect[] = [];
  /** The number of rows that went through the last sendalert. */
  passed = 0;
  readonly #addon: Addon;
  readonly #search: SearchContext;
  readonly #start: StartAction;
  /** The exit code that splunkd logs for an action that it killed at maxtime. */
  readonly #killedCode: number;
  readonly #spools = new ClosingStack();

  constructor(addon: Addon, search: SearchContext, start: StartAction, killedCode: number) {
    this.#addon = addon;
    this.#search = search;
    this.#start = start;
    this.#killedCode = killedCode;
  }

  /** To be called before anything runs: an unknown action is an error, and not a result of the search. */
  check(calls: readonly CommandCall[]): void {
    for (const call of calls) {
      if (call.name !== "sendalert") continue;
      const { action } = readClause(call.args);
      if (!standsIn(this.#addon, action)) checkAction(this.#addon, action, call, this.#search.app);
    }
  }

  readonly send: Send = async (call, sent, isLast) => {
    const clause = readClause(call.args);
    const spool = this.#spools.use(openRowSpool(sent.rows, !isLast));
    if (!standsIn(this.#addon, clause.action))
      await this.#run(clause, await openPipeline({ ...sent, run: () => spool.passing }));
    else if (clause.action === "notable") await this.#makeNotables(clause, spool);
    else await this.#makeEffects(clause, spool);
    this.passed = await spool.finish();
    return (): Batches => spool.read();
  };

  async #makeEffects({ action, params }: SendalertClause, spool: RowSpool): Promise<void> {
    const rows: Row[] = [];
    for await (const batch of spool.passing)
      for (const row of batch) if (rows.length < MOST_SHOWN) rows.push(row);
    const parts = { params: this.#withSettings(action, params), rows, search: this.#search };
    for (const effect of effectsOf(action, parts))
      if (this.effects.length < MOST_SHOWN) this.effects.push(effect);
  }

  /** Those of the add-on's alert_actions.conf, for what the search leaves out. */
  #withSettings(action: string, params: SendalertClause["params"]): ReadonlyMap<string, string> {
    const settings = this.#addon.conf("alert_actions").stanzas.get(action)?.settings ?? new Map();
    const all = new Map<string, string>();
    for (const [key, { value }] of settings)
      if (key.startsWith("param.")) all.set(key.slice("param.".length), value);
    for (const [name, value] of params) all.set(name, value);
    return all;
  }

  async #makeNotables({ params }: SendalertClause, spool: RowSpool): Promise<void> {
    let number = 0;
    for await (const batch of spool.passing) {
      for (const row of batch) {
        if (this.notables.length >= MOST_SHOWN) break;
        this.notables.push(buildNotableEvent({ row, number, params, search: this.#search }));
        number += 1;
      }
    }
  }

  async #run(clause: SendalertClause, rows: OpenRows): Promise<void> {
    const refused = refusedPath(clause);
    if (refused !== undefined) throw new SearchEnded(errorInSendalert(refused));
    const transcript = await this.#start(clause, rows);
    this.transcripts.push(transcript);
    const error = sendalertErrorOf(transcript, this.#killedCode);
    if (error !== undefined) throw new SearchEnded(error);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#spools[Symbol.asyncDispose]();
  }
}

function checkAction(addon: Addon, action: string, call: CommandCall, searchApp: string): void {
  try {
    const named = findAction(addon, action);
    const { stanza } = named;
    const hidden = named.app === addon.appId ? [] : checkVisible(addon, named, searchApp);
    for (const { message, hint, where } of hidden)
      throw new HarnessError("ADDON_UNKNOWN_ACTION", message, { hint, where });
    const disabled = stanza.settings.get("disabled");
    if (!isTrue(disabled?.value)) return;
    const message = `\`${action}\` is disabled`;
    const hint = "Remove `disabled = 1` from alert_actions.conf.";
    throw new HarnessError("ADDON_UNKNOWN_ACTION", message, { hint, where: disabled?.where });
  } catch (error) {
    if (!(error instanceof HarnessError) || error.code !== "ADDON_UNKNOWN_ACTION") throw error;
    const { code, hint, where } = error;
    const picture = pointAt(call.source.text, call.argsStart);
    const message = errorInSendalert(
      `Alert action "${action}" not found.\n${picture}\n${error.message}`,
    );
    throw new HarnessError(code, message, { hint, where });
  }
}
