/**
 * receivers/stream as its clients use it: a POST without a length whose body ends with the connection. No HTTP parser
 * takes that, so the socket is read here. Ground: splunklib's Index.attach, which writes and closes and never reads.
 */
import type { TLSSocket } from "node:tls";
import { Arguments } from "../model/arguments.ts";
import { authenticate } from "../call/hooks/authenticate.ts";
import { lineRules } from "../../events/spool/break-lines.ts";
import { emptyAddon } from "../search/world/empty-addon.ts";
import { postedBy, receivedEvent } from "../store/received-event.ts";
import type { Parts } from "../parts.ts";
import type { Credentials } from "../store/runs.ts";
import { shownQuery } from "../call/record/shown-url.ts";
import type { RestRecord } from "../model/rest-record.ts";

const PATH =
  /^POST (\/services(?:NS\/[^/ ]+\/[^/ ]+)?\/receivers\/stream)(?:\?(\S*))? HTTP\/1\.[01]$/;
const MOST_LINE = 8 * 1024 * 1024;

export function takeStream(
  splunkd: Parts,
  record: (one: RestRecord, headers: Credentials) => void,
): (head: string, rest: Buffer, socket: TLSSocket) => boolean {
  return (head, rest, socket) => {
    const [line = "", ...lines] = head.split(/\r?\n/);
    const target = PATH.exec(line);
    const headers = Object.fromEntries(lines.map(headerOf));
    const isStream = /^streaming$/i.test(headers["x-splunk-input-mode"] ?? "");
    const hasLength = "content-length" in headers || "transfer-encoding" in headers;
    if (target === null || !isStream || hasLength) return false;
    const [, path = "", search = ""] = target;
    void receive({ path, search, headers, rest, socket, splunkd, record });
    return true;
  };
}

interface Stream {
  readonly path: string;
  readonly search: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly rest: Buffer;
  readonly socket: TLSSocket;
  readonly splunkd: Parts;
  readonly record: (one: RestRecord, headers: Credentials) => void;
}

async function receive(stream: Stream): Promise<void> {
  const { path, search, headers, rest, socket, splunkd, record } = stream;
  const begun = performance.now();
  const at = new Date().toISOString();
  const entry = { at, method: "POST", path, query: shownQuery(search), known: true };
  let user: string;
  try {
    user = authenticate(headers, splunkd).user.name;
  } catch {
    socket.end("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    record({ ...entry, status: 401, durationMs: performance.now() - begun, user: null }, headers);
    return;
  }
  const query = Arguments.of(search);
  const client = socket.remoteAddress ?? "127.0.0.1";
  const rules = lineRules(splunkd.apps.addon ?? emptyAddon(), postedBy(query, client));
  let open = "";
  const take = (text: string): void => {
    // A long line comes in many pieces: each is looked through once.
    const [first = "", ...others] = text.split("\n");
    const lines = [open + first, ...others];
    open = lines.pop() ?? "";
    if (open.length > MOST_LINE) {
      lines.push(open);
      open = "";
    }
    const events = lines.map((line) => line.replace(/\r$/, "")).filter((line) => line !== "");
    splunkd.inbox.add(
      events.map((line, number) =>
        receivedEvent(rules.cut(line), query, { client, path }, splunkd.inbox.count + number),
      ),
      headers,
    );
  };
  const decoder = new TextDecoder();
  take(decoder.decode(rest, { stream: true }));
  try {
    for await (const chunk of socket) take(decoder.decode(chunk, { stream: true }));
  } catch {
    // A client that resets has said what it had to say.
  }
  take(`${decoder.decode()}\n`);
  record({ ...entry, status: 200, durationMs: performance.now() - begun, user }, headers);
}

function headerOf(line: string): [string, string] {
  const cut = line.indexOf(":");
  return [line.slice(0, cut).trim().toLowerCase(), line.slice(cut + 1).trim()];
}
