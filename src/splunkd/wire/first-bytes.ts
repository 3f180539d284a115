/** The beginning of what a client says, as far as it takes to know whether an HTTP parser can read the rest. */
import type { TLSSocket } from "node:tls";

/** Headers must have come by then. */
const HEAD_MS = 60_000;
export const MOST_HEAD_BYTES: number = 128 * 1024;

export function firstBytes(socket: TLSSocket, mayBeRaw: boolean): Promise<Buffer | undefined> {
  return new Promise((done) => {
    let got: Buffer = Buffer.alloc(0);
    const timer = setTimeout(() => socket.destroy(), HEAD_MS);
    const finish = (value: Buffer | undefined): void => {
      clearTimeout(timer);
      socket.off("data", take).off("end", ended).off("close", ended);
      socket.pause();
      done(value);
    };
    const take = (chunk: Buffer): void => {
      got = got.length === 0 ? chunk : Buffer.concat([got, chunk]);
      // Only a stream to receivers/stream is read as far as the end of its headers.
      const isOpen = mayBeRaw && mightBeStream(got) && got.length < MOST_HEAD_BYTES;
      if (!isOpen || endOfHead(got) !== undefined) finish(got);
    };
    const ended = (): void => finish(got.length > 0 ? got : undefined);
    socket.on("data", take).on("end", ended).on("close", ended);
  });
}

/** Ground: splunk-sdk-java's Receiver.attach ends its lines as its platform does, without \r on Linux. */
export function endOfHead(bytes: Buffer): number | undefined {
  const blankLine = /\r?\n\r?\n/.exec(bytes.toString("latin1"));
  return blankLine === null ? undefined : blankLine.index + blankLine[0].length;
}

export function mightBeStream(head: Buffer): boolean {
  const line = head.toString("latin1", 0, Math.min(head.length, 2048)).split(/\r?\n/, 1)[0] ?? "";
  return (
    "POST /services".startsWith(line.slice(0, 14)) &&
    (line.length < 64 || line.includes("receivers"))
  );
}
