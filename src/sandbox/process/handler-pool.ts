/**
 * The processes of persistent REST handlers. A request goes to an idle process, or to a new one if all are busy, so
 * that
 * a handler can call an endpoint of its own app. Ground: restmap.conf.spec, `scripttype = persist`.
 */
import type { HandlerEnd } from "../../host/handler-end.ts";
import { type HandlerProcess, type HandlerStart, startHandlerProcess } from "./handler-process.ts";

/** Idle processes that are kept for each script. */
const MOST_IDLE = 2;

export class HandlerPool implements AsyncDisposable {
  readonly #idle = new Map<string, HandlerProcess[]>();
  readonly #all = new Set<HandlerProcess>();
  #isClosed = false;

  /** `name` identifies the script. A process that is not kept answers one request. */
  async ask(
    name: string,
    start: HandlerStart,
    request: string,
    isKept: boolean,
  ): Promise<HandlerEnd> {
    if (this.#isClosed) return { error: `${start.handler} is not started any more` };
    const process = this.#take(name) ?? (await startHandlerProcess(start));
    this.#all.add(process);
    // It was closed while the process started.
    if (this.#isClosed) await process.close();
    const end = await process.ask(request);
    if (isKept && process.isAlive && this.#put(name, process)) return end;
    this.#all.delete(process);
    await process.close();
    return end;
  }

  /** Ends the processes of an app whose files have changed. */
  async forget(prefix: string): Promise<void> {
    const names = [...this.#idle.keys()].filter((name) => name.startsWith(prefix));
    const idle = names.flatMap((name) => this.#idle.get(name) ?? []);
    for (const name of names) this.#idle.delete(name);
    for (const process of idle) this.#all.delete(process);
    await Promise.all(idle.map((process) => process.close()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    this.#idle.clear();
    await Promise.all([...this.#all].map((process) => process.close()));
    this.#all.clear();
  }

  #take(name: string): HandlerProcess | undefined {
    const idle = this.#idle.get(name) ?? [];
    for (;;) {
      const process = idle.pop();
      if (process === undefined || process.isAlive) return process;
      this.#all.delete(process);
    }
  }

  #put(name: string, process: HandlerProcess): boolean {
    const idle = this.#idle.get(name) ?? [];
    if (idle.length >= MOST_IDLE) return false;
    idle.push(process);
    this.#idle.set(name, idle);
    return true;
  }
}
