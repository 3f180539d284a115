/** splunkd_access.log. Ground: the format of an access log with the milliseconds behind; fields Splunk extracts of it. */
import type { IncomingHttpHeaders } from "node:http";
import type { RestRecord } from "../../model/rest-record.ts";
import { keepLatest } from "./keep-latest.ts";

/** One request, kept as it came: most are never searched for. */
export interface AccessRecord {
  readonly request: RestRecord;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly client: string;
  readonly agent: string;
}

export interface AccessLine {
  /** Epoch seconds. */
  readonly time: number;
  readonly text: string;
  /** What Splunk extracts of it: uri_path, method, status … */
  readonly fields: Readonly<Record<string, string>>;
}

interface Sender {
  readonly client: string;
  readonly headers: IncomingHttpHeaders;
}

const MOST_LINES = 10_000;

export class AccessLog {
  readonly #records: AccessRecord[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  get records(): readonly AccessRecord[] {
    return this.#records;
  }

  add(request: RestRecord, { client, headers }: Sender): void {
    const agent = (headers["user-agent"] ?? "-").slice(0, 200);
    keepLatest(this.#records, { request, at: this.#now(), client, agent }, MOST_LINES);
  }
}

export function accessLine({ request, at, client, agent }: AccessRecord): AccessLine {
  const { method, path, query, status, user } = request;
  const url = query === "" ? path : `${path}?${query}`;
  const date = new Date(at);
  const [day, month, year] = [
    date.getUTCDate(),
    date.toUTCString().slice(8, 11),
    date.getUTCFullYear(),
  ];
  const stamp = `${String(day).padStart(2, "0")}/${month}/${year}:${date.toISOString().slice(11, 23)} +0000`;
  return {
    time: at / 1000,
    text: `${client} - ${user ?? "-"} [${stamp}] "${method} ${url} HTTP/1.1" ${status} 0 "-" "${agent}" - - - 1ms`,
    fields: {
      clientip: client,
      method,
      status: String(status),
      uri: url,
      uri_path: path,
      ...(query === "" ? {} : { uri_query: `?${query}` }),
      user: user ?? "-",
      useragent: agent,
    },
  };
}
