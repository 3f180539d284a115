import { request } from "node:https";
import type { Splunkd } from "../../src/splunkd/start-splunkd.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
  /** The body as JSON. */
  json(): Loose;
}

/** JSON of a shape that the test knows, as JSON.parse gives it. */
export type Loose = ReturnType<JSON["parse"]>;

export interface Ask {
  readonly method?: string;
  /** A form; or text and bytes as they are. */
  readonly body?: Readonly<Record<string, string | readonly string[]>> | string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Session key; that of the stand-in's user when not given, none when empty. */
  readonly key?: string;
}

/** Asks a stand-in over a real socket. */
export function ask(
  splunkd: Pick<Splunkd, "uri" | "sessionKey">,
  path: string,
  how: Ask = {},
): Promise<Answer> {
  const { body, key = splunkd.sessionKey } = how;
  const isForm = typeof body === "object" && !Buffer.isBuffer(body);
  const bytes = isForm ? formOf(body) : (body ?? "");
  const method = how.method ?? (body === undefined ? "GET" : "POST");
  return new Promise((done, fail) => {
    const call = request(
      `${splunkd.uri}${path}`,
      {
        method,
        rejectUnauthorized: false,
        headers: {
          ...(key === "" ? {} : { authorization: `Splunk ${key}` }),
          "content-length": Buffer.byteLength(bytes),
          ...how.headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", fail);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          const { statusCode: status = 0, headers } = response;
          done({ status, headers, text, json: () => JSON.parse(text) as Loose });
        });
      },
    );
    call.on("error", fail);
    call.end(bytes);
  });
}

function formOf(form: Readonly<Record<string, string | readonly string[]>>): string {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs).toString();
}
