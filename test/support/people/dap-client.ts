// An editor, as far as a debugger sees it. Ground: the specification of the Debug Adapter Protocol.
import type { Socket } from "node:net";

interface Message {
  readonly type: string;
  readonly request_seq?: number;
  readonly event?: string;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

export class DapClient {
  readonly #socket: Socket;
  readonly #messages: Message[] = [];
  #waiting: (() => void)[] = [];
  #rest = Buffer.alloc(0);
  #next = 1;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => {
      this.#rest = Buffer.concat([this.#rest, chunk]);
      while (this.#take());
    });
  }

  /** Sets a breakpoint, and lets the script begin. */
  async attach(path: string, line: number): Promise<void> {
    await this.ask("initialize", { adapterID: "debugpy", pathFormat: "path", linesStartAt1: true });
    const attached = this.ask("attach", { type: "debugpy", request: "attach" });
    await this.event("initialized");
    await this.ask("setBreakpoints", { source: { path }, breakpoints: [{ line }] });
    await this.ask("configurationDone", {});
    await attached;
  }

  async ask(command: string, given: object): Promise<Readonly<Record<string, unknown>>> {
    const seq = this.#next++;
    const text = JSON.stringify({ seq, type: "request", command, arguments: given });
    this.#socket.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    const answer = await this.#find(({ request_seq: id }) => id === seq);
    if (answer.success === false) throw new Error(`${command}: ${answer.message}`);
    return answer.body ?? {};
  }

  async event(name: string): Promise<Readonly<Record<string, unknown>>> {
    return (await this.#find(({ event }) => event === name)).body ?? {};
  }

  async #find(fits: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const match = this.#messages.find(fits);
      if (match !== undefined) return match;
      await new Promise<void>((done) => this.#waiting.push(done));
    }
  }

  #take(): boolean {
    const head = /^[\s\S]*?Content-Length: (\d+)[\s\S]*?\r\n\r\n/.exec(
      this.#rest.toString("latin1"),
    );
    if (head === null) return false;
    const [before, length] = [head[0].length, Number(head[1])];
    if (this.#rest.length < before + length) return false;
    const text = this.#rest.subarray(before, before + length).toString("utf8");
    this.#rest = this.#rest.subarray(before + length);
    this.#messages.push(JSON.parse(text) as Message);
    for (const done of this.#waiting.splice(0)) done();
    return true;
  }
}
