/** Requests to a stand-in in another process, over connections that are kept and over new ones. */
import { Agent, request } from "node:https";

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly milliseconds: number;
}

export interface Question {
  readonly method: string;
  /** As it goes over the wire. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
}

export class Asker {
  readonly #uri: string;
  readonly #agent: Agent;

  constructor(uri: string, connections: number) {
    this.#uri = uri;
    this.#agent = new Agent({
      keepAlive: connections > 0,
      maxSockets: connections > 0 ? connections : Infinity,
      rejectUnauthorized: false,
    });
  }

  ask({ method, path, headers, body }: Question): Promise<Answer> {
    const { hostname, port } = new URL(this.#uri);
    const begun = performance.now();
    return new Promise((done, fail) => {
      const sent = request(
        { hostname, port, method, path, agent: this.#agent, headers: { ...headers } },
        (answer) => {
          let text = "";
          answer.setEncoding("utf8").on("data", (part: string) => (text += part));
          answer.on("error", fail).on("end", () => {
            const milliseconds = performance.now() - begun;
            done({ status: answer.statusCode ?? 0, text, milliseconds });
          });
        },
      );
      sent.on("error", fail).end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
