/** Whether the ports that add-ons and their tests ask for are free: splunkd, the HTTP event collector, Splunk Web. */
import { createServer } from "node:net";
import type { Port } from "./diagnosis.ts";

/** Ground: the ports that Splunk listens on unless it is told otherwise. */
const PORTS: readonly (readonly [number, string])[] = [
  [8089, "splunkd"],
  [8088, "HTTP event collector"],
  [8000, "Splunk Web"],
];

export async function lookAtPorts(): Promise<Port[]> {
  return Promise.all(
    PORTS.map(async ([port, use]): Promise<Port> => ({ port, use, isFree: await isFree(port) })),
  );
}

/** Listens on it for a moment, on the loopback address only. */
async function isFree(port: number): Promise<boolean | null> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      done(error.code === "EADDRINUSE" ? false : null),
    );
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () =>
      server.close(() => done(true)),
    );
  });
}
