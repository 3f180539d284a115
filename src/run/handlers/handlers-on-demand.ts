/**
 * The REST handlers of a stand-in that runs by itself. Their SPLUNK_HOME is laid out with the first call of one, since
 * most stand-ins never call any.
 */
import type { LocalWrite } from "../../sandbox/home/write-local-conf.ts";
import type { TiedHandlers } from "./tie-handlers.ts";

export class HandlersOnDemand implements AsyncDisposable {
  readonly #open: () => Promise<TiedHandlers>;
  #opening: Promise<TiedHandlers> | undefined;

  constructor(open: () => Promise<TiedHandlers>) {
    this.#open = open;
  }

  readonly runRestScript: TiedHandlers["runRestScript"] = async (script, request) => {
    this.#opening ??= this.#open();
    return (await this.#opening).runRestScript(script, request);
  };

  /** What was written before is laid out with the SPLUNK_HOME. */
  writeConf(write: LocalWrite): void {
    void this.#opening?.then(({ writeConf }) => writeConf(write)).catch(() => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const handlers = await this.#opening?.catch(() => undefined);
    await handlers?.[Symbol.asyncDispose]();
  }
}
