/**
 * The REST handlers of a stand-in that runs on its own, outside of any `sendAlert`. Their SPLUNK_HOME is laid out when
 * the first handler is called, since most stand-ins never call one.
 */
import type { LocalWrite } from "../../sandbox/home/write-local-conf.ts";
import type { SearchCommands } from "../../splunkd/model/run-records.ts";
import { appCommands } from "../search/commands/app-commands.ts";
import type { TiedHandlers } from "./tie-handlers.ts";

export class HandlersOnDemand implements AsyncDisposable {
  readonly #open: () => Promise<TiedHandlers>;
  #opening: Promise<TiedHandlers> | undefined;

  constructor(open: () => Promise<TiedHandlers>) {
    this.#open = open;
  }

  readonly runRestScript: TiedHandlers["runRestScript"] = async (script, request) => {
    return (await this.#tied()).runRestScript(script, request);
  };

  /** Those of an add-on, for one search. */
  readonly searchCommands: SearchCommands = (addon, around, limits) =>
    appCommands(addon, around, async () => (await this.#tied()).commands, limits);

  #tied(): Promise<TiedHandlers> {
    return (this.#opening ??= this.#open());
  }

  /** Earlier writes need nothing here: they are laid out with the SPLUNK_HOME. */
  writeConf(write: LocalWrite): void {
    void this.#opening?.then(({ writeConf }) => writeConf(write)).catch(() => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const handlers = await this.#opening?.catch(() => undefined);
    await handlers?.[Symbol.asyncDispose]();
  }
}
