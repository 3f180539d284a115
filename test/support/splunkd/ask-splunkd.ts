import { request } from "node:https";
import type { Splunkd } from "../../../src/splunkd/start-stand-in.ts";

export interface Asked {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Asking {
  readonly body?: string | Buffer | URLSearchParams;
  /** In place of the stand-in's own session key; null goes without. */
  readonly authorization?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly uri?: string;
}

/** One request over a socket, its path sent as it is written. */
export function askSplunkd(
  splunkd: Splunkd,
  method: string,
  path: string,
  { body, authorization, headers = {}, uri = splunkd.uri }: Asking = {},
): Promise<Asked> {
  const key = authorization === undefined ? `Splunk ${splunkd.sessionKey}` : authorization;
  const { hostname, port } = new URL(uri);
  return new Promise((done, fail) => {
    const sent = request(
      {
        hostname,
        port,
        method,
        path,
        rejectUnauthorized: false,
        agent: false,
        headers: { ...(key === null ? {} : { Authorization: key }), ...headers },
      },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part: string) => (text += part));
        answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, text }));
        answer.on("error", fail);
      },
    );
    sent.on("error", fail);
    sent.end(body instanceof URLSearchParams ? body.toString() : body);
  });
}
