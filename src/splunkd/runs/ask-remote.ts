/** Requests to a stand-in in another process of ar-sim, which has a certificate of its own. */
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { createInterface } from "node:readline";
import { misfit } from "../visits/admit-run.ts";
import type { RunLine } from "../visits/remote-run.ts";

export interface RemoteAddress {
  readonly uri: string;
  readonly authorization: string | undefined;
}

export interface RemoteAnswer {
  readonly status: number;
  readonly text: string;
}

export async function askRemote(
  address: RemoteAddress,
  method: string,
  path: string,
  body = "",
): Promise<RemoteAnswer> {
  const answer = await send(address, method, path, body);
  const parts: Buffer[] = [];
  try {
    for await (const part of answer) parts.push(part);
  } catch {
    throw wentAway(address);
  }
  return { status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") };
}

export interface RemoteLines {
  readonly first: RunLine;
  /** Resolves after the last line. Rejects if the other process ends before. */
  readonly ended: Promise<void>;
  hangUp(): void;
}

/** `onLine` gets all lines but the first. */
export async function tellRemote(
  address: RemoteAddress,
  method: string,
  path: string,
  body: string,
  onLine: (line: RunLine) => void,
): Promise<RemoteLines> {
  const answer = await send(address, method, path, body);
  if (answer.statusCode !== 200) throw await refused(address, answer);
  let isOver = false;
  return await new Promise<RemoteLines>((begun, fail) => {
    let isFirst = true;
    let done: () => void = () => {};
    let broken: (error: Error) => void = () => {};
    const ended = new Promise<void>((good, bad) => ([done, broken] = [good, bad]));
    // After hanging up, nobody waits for it.
    ended.catch(() => undefined);
    const lines = createInterface({ input: answer, crlfDelay: Number.POSITIVE_INFINITY });
    lines.on("line", (text) => {
      const line = text === "" ? undefined : parsed(text);
      if (line === undefined) return;
      if (isFirst) {
        isFirst = false;
        begun({ first: line, ended, hangUp: () => answer.destroy() });
      } else onLine(line);
      if (line.isOver === true) isOver = true;
    });
    // The end that comes too early tells of it.
    answer.on("error", () => undefined);
    lines.on("error", () => undefined);
    lines.on("close", () => {
      if (isOver) return done();
      const gone = wentAway(address);
      broken(gone);
      fail(gone);
    });
  });
}

function wentAway({ uri }: RemoteAddress): Error {
  return misfit(`${uri} went away during the run`, "Start `ar-sim serve` anew.");
}

/** undefined if the line is cut, since the other process was killed. */
function parsed(text: string): RunLine | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function refused(address: RemoteAddress, answer: IncomingMessage): Promise<Error> {
  let text = "";
  for await (const part of answer) text += String(part);
  const why = /<msg[^>]*>([^<]*)/.exec(text)?.[1] ?? `status ${answer.statusCode}`;
  return misfit(
    `${address.uri} does not take this run: ${why.trim()}`,
    "Start `ar-sim serve` with this add-on, by --app or --also, and log in as one who may.",
  );
}

function send(
  { uri, authorization }: RemoteAddress,
  method: string,
  path: string,
  body: string,
): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    const headers = {
      "Content-Length": Buffer.byteLength(body),
      ...(authorization && { Authorization: authorization }),
    };
    const sent = request(
      `${uri}${path}`,
      { method, headers, rejectUnauthorized: false, agent: false },
      done,
    );
    sent.on("error", (error) =>
      fail(
        misfit(
          `nobody answers at ${uri}: ${error.message}`,
          "Start `ar-sim serve`, and name the address that it tells.",
        ),
      ),
    );
    sent.end(body);
  });
}
