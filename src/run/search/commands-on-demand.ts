/**
 * The search commands of an add-on for a search outside of a stand-in. The first one that starts lays out a SPLUNK_HOME,
 * with a stand-in that its program can ask.
 */
import type { Addon } from "../../addon/addon.ts";
import type { SearchAround } from "../../invocation/commands/searchinfo.ts";
import type { AppCommands } from "../../search/spl/stage/stage.ts";
import type { Splunkd } from "../../splunkd/start-stand-in.ts";
import type { TiedHandlers } from "../handlers/tie-handlers.ts";
import type { FenceRequest } from "../send-alert-request.ts";
import { appCommands } from "./commands/app-commands.ts";

export interface CommandsWish extends FenceRequest {
  readonly python?: string | undefined;
}

/** What is needed of a search. */
export type SearchOfCommands = Omit<SearchAround, "sessionKey">;

export class CommandsOnDemand implements AsyncDisposable {
  readonly #standIn: () => Promise<Splunkd>;
  readonly #wish: CommandsWish;
  readonly #made: AppCommands[] = [];
  #opening: Promise<TiedHandlers> | undefined;

  constructor(standIn: () => Promise<Splunkd>, wish: CommandsWish) {
    this.#standIn = standIn;
    this.#wish = wish;
  }

  of(addon: Addon, search: SearchOfCommands, signal: AbortSignal | undefined): AppCommands {
    const { sid, app, owner, search: text, now, earliest, latest } = search;
    const around = { sid, app, owner, search: text, now, earliest, latest };
    const commands = appCommands(addon, around, async () => (await this.#home()).commands, {
      signal,
    });
    this.#made.push(commands);
    return commands;
  }

  #home(): Promise<TiedHandlers> {
    return (this.#opening ??= this.#open());
  }

  async #open(): Promise<TiedHandlers> {
    const { openHandlerSandbox } = await import("../handlers/open-handler-sandbox.ts");
    const { python, fence, network, isolate, writable } = this.#wish;
    return openHandlerSandbox(await this.#standIn(), python, { fence, network, isolate, writable });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#made.map((commands) => commands.close()));
    // One that did not open has told the search why.
    const home = await this.#opening?.catch(() => undefined);
    await home?.[Symbol.asyncDispose]();
  }
}
