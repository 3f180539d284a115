/**
 * One session of `ar-sim worker`: requests in, answers out. Requests are worked on side by side. Whatever goes wrong with
 * one is its answer, and the session goes on.
 */
import { HarnessError, type Problem, toProblem } from "../../../errors.ts";
import { messageOf } from "../../../host/caught.ts";
import { readVersion } from "../../help.ts";
import { Arguments, badRequest, isNumber, isObject } from "./arguments.ts";
import { METHODS } from "./methods.ts";
import { Opened } from "./opened.ts";

/** Raised when a client of before would no longer understand. */
const PROTOCOL = 1;

/** `id` is that of the request; null where the line has none. */
export type Answer =
  | { readonly id: number | null; readonly ok: unknown }
  | { readonly id: number | null; readonly error: Problem };

interface Request {
  readonly id: number;
  readonly method: string;
  readonly given: Readonly<Record<string, unknown>>;
}

export class Session implements AsyncDisposable {
  readonly #send: (answer: Answer) => void;
  readonly #opened = new Opened();
  readonly #going = new Map<number, AbortController>();
  readonly #work = new Set<Promise<void>>();
  #hasGreeted = false;

  constructor(send: (answer: Answer) => void) {
    this.#send = send;
  }

  /** Gives at once: the answer follows. undefined stands for a line that is too long. */
  hear(line: string | undefined): void {
    if (line?.trim() === "") return;
    let id: number | null = null;
    try {
      const message = parse(line);
      id = isNumber(message["id"]) ? message["id"] : null;
      this.#begin(readRequest(message));
    } catch (error) {
      this.#send({ id, error: problemOf(error) });
    }
  }

  #begin({ id, method, given }: Request): void {
    if (method === "hello") this.#send({ id, ok: this.#greet(given) });
    else if (!this.#hasGreeted)
      throw new HarnessError("WORKER_VERSION", "the first request must be `hello`", {
        hint: `Send {"id":1,"do":"hello","with":{"protocol":${PROTOCOL}}} first.`,
      });
    else if (method === "cancel") this.#send({ id, ok: this.#cancel(given) });
    else if (this.#going.has(id))
      throw badRequest(`the id ${id} is that of a request that is being worked on`, "Count up.");
    else {
      const work = this.#answer({ id, method, given });
      this.#work.add(work);
      void work.finally(() => this.#work.delete(work));
    }
  }

  #greet(given: Request["given"]): unknown {
    const read = new Arguments("hello", given);
    const protocol = read.neededNumber("protocol");
    read.refuseOthers();
    if (protocol !== PROTOCOL)
      throw new HarnessError(
        "WORKER_VERSION",
        `this is ar-sim ${readVersion()} with protocol ${PROTOCOL}, and the client speaks protocol ${protocol}`,
        { hint: "Use a client of the same version." },
      );
    this.#hasGreeted = true;
    return { protocol: PROTOCOL, version: readVersion() };
  }

  #cancel(given: Request["given"]): unknown {
    const read = new Arguments("cancel", given);
    const id = read.neededNumber("id");
    read.refuseOthers();
    const going = this.#going.get(id);
    going?.abort();
    return { isStopped: going !== undefined };
  }

  async #answer({ id, method, given }: Request): Promise<void> {
    const stop = new AbortController();
    this.#going.set(id, stop);
    const answer = await this.#outcome({ id, method, given }, stop.signal);
    this.#going.delete(id);
    this.#send(answer);
  }

  async #outcome({ id, method, given }: Request, signal: AbortSignal): Promise<Answer> {
    try {
      const act = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
      if (act === undefined)
        throw badRequest(
          `there is no request \`${method}\``,
          `Known: hello, ${Object.keys(METHODS).join(", ")}, cancel.`,
        );
      const ok = await act(new Arguments(method, given), { opened: this.#opened, signal });
      return signal.aborted ? { id, error: cancelled(method) } : { id, ok };
    } catch (error) {
      return { id, error: signal.aborted ? cancelled(method) : problemOf(error) };
    }
  }

  /** Stops what is being worked on, and closes what is open. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const going of this.#going.values()) going.abort();
    await Promise.all(this.#work);
    await this.#opened[Symbol.asyncDispose]();
  }
}

function parse(line: string | undefined): Readonly<Record<string, unknown>> {
  if (line === undefined) throw badRequest("the line is too long", "Hand over rows as a file.");
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    throw badRequest("the line is not JSON", 'Write {"id":1,"do":"run","with":{…}} in one line.');
  }
  if (isObject(message)) return message;
  throw badRequest("the line is no request", 'Write {"id":1,"do":"run","with":{…}} in one line.');
}

function readRequest(message: Readonly<Record<string, unknown>>): Request {
  const { id, do: method, with: given = {} } = message;
  if (!isNumber(id)) throw badRequest("the request has no number `id`", "Give each one its own.");
  if (typeof method !== "string") throw badRequest("the request has no text `do`", "Name one.");
  if (!isObject(given)) throw badRequest("`with` must be an object", "Leave it out for none.");
  return { id, method, given };
}

function cancelled(method: string): Problem {
  return { code: "WORKER_CANCELLED", message: `\`${method}\` was stopped before its end` };
}

function problemOf(error: unknown): Problem {
  if (error instanceof HarnessError) return toProblem(error);
  return {
    code: "WORKER_FAILED",
    message: `ar-sim itself failed: ${messageOf(error)}`,
    hint: "Please report this.",
  };
}
