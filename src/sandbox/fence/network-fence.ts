/**
 * The network of a run below a fence. What the script tries to reach is told. Its connections to what ar-sim offers, and
 * to what the user allows, come out of the fence here and are made in its place.
 */
import { connect, type Server, type Socket } from "node:net";
import type { Destination, NetworkWish } from "./fence-types.ts";
import { isLoopback, isSameHost, ownHosts, protocolAt } from "./hosts.ts";
import type { Keeper } from "./keeper.ts";
import type { Attempt, KeeperWord } from "./keeper-word.ts";
import type { Carried } from "./merge-outbound.ts";

/** The addresses that stand for a name. */
const FOR_A_NAME = /^198\.1[89]\./;

export class NetworkFence implements AsyncDisposable {
  readonly #keeper: Keeper;
  readonly #offered: readonly Destination[];
  readonly #allowed: readonly Destination[];
  readonly #outbound: Carried[] = [];
  readonly #nameOf = new Map<string, string>();
  readonly #servers = new Set<Server>();
  readonly #sockets = new Set<Socket>();
  readonly #unmet = new Set<Promise<void>>();

  /** `offered` is what ar-sim itself offers: it is never outbound. */
  constructor(keeper: Keeper, offered: readonly Destination[], wish: NetworkWish) {
    this.#keeper = keeper;
    this.#offered = offered;
    this.#allowed = typeof wish === "string" ? [] : wish;
    keeper.onNetwork = (word, server) => this.#hear(word, server);
    const ports = new Set([...offered, ...this.#allowed].map(({ port }) => port));
    for (const port of ports) keeper.listen(port);
  }

  /** All attempts by now. */
  async outbound(): Promise<readonly Carried[]> {
    await this.#keeper.flush();
    await Promise.all(this.#unmet);
    return [...this.#outbound];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#keeper.onNetwork = undefined;
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(
      [...this.#servers].map((server) => new Promise((done) => server.close(done))),
    );
  }

  #hear({ attempt, name, address, listening }: KeeperWord, server: Server | undefined): void {
    if (attempt !== undefined && !this.#mayLookUp(attempt))
      this.#refuse(attempt.protocol, attempt.host, attempt.port);
    if (name !== undefined && address !== undefined) this.#nameOf.set(address, name);
    if (listening === undefined || server === undefined) return;
    this.#servers.add(server);
    server.on("error", () => undefined);
    server.on("connection", (inner) => this.#receive(inner, listening));
  }

  /** To look up what may be reached is no attempt. */
  #mayLookUp({ protocol, host }: Attempt): boolean {
    const known = [...this.#offered, ...this.#allowed];
    return protocol === "dns" && known.some((one) => isSameHost(host, one.host));
  }

  /** The connection can be here before the name that it is for, since the two come by different ways. */
  #receive(inner: Socket, port: number): void {
    this.#hold(inner);
    const address = (inner.localAddress ?? "").replace(/^::ffff:/, "");
    if (!FOR_A_NAME.test(address) || this.#nameOf.has(address)) {
      this.#meet(inner, this.#nameOf.get(address) ?? address, port);
      return;
    }
    const met = this.#keeper
      .flush(false)
      .then(() => this.#meet(inner, this.#nameOf.get(address) ?? address, port))
      .finally(() => this.#unmet.delete(met));
    this.#unmet.add(met);
  }

  #meet(inner: Socket, host: string, port: number): void {
    const offered = this.#offered.find((one) => one.port === port && leadsTo(host, one.host));
    if (offered !== undefined) {
      this.#join(inner, offered);
      return;
    }
    const allowed = this.#allowed.find((one) => one.port === port && isSameHost(host, one.host));
    if (allowed === undefined) {
      this.#refuse("tcp", host, port);
      inner.resetAndDestroy();
      return;
    }
    this.#record(inner, this.#join(inner, allowed), allowed);
  }

  #join(inner: Socket, { host, port }: Destination): Socket {
    const outer = connect({ host, port });
    this.#hold(outer);
    inner.setNoDelay(true);
    outer.setNoDelay(true);
    inner.pipe(outer);
    outer.pipe(inner);
    inner.once("close", () => outer.destroy());
    outer.once("close", () => inner.destroy());
    outer.once("error", () => inner.resetAndDestroy());
    return outer;
  }

  #record(inner: Socket, outer: Socket, { host, port }: Destination): void {
    const begun = performance.now();
    const at = new Date().toISOString();
    let failed: string | null = null;
    outer.once("error", (error) => (failed = error.message));
    const index = this.#outbound.length;
    const soFar = (): Carried => ({
      at,
      protocol: protocolAt(port),
      host,
      port,
      refusal: failed,
      durationMs: Math.round(performance.now() - begun),
      bytes: { sent: outer.bytesWritten, received: outer.bytesRead },
    });
    this.#outbound.push(soFar());
    inner.once("close", () => (this.#outbound[index] = soFar()));
  }

  #refuse(protocol: string, host: string, port: number): void {
    this.#outbound.push({
      at: new Date().toISOString(),
      protocol: protocol === "tcp" ? protocolAt(port) : protocol,
      host,
      port,
      refusal: "refused by the fence",
      durationMs: 0,
      bytes: { sent: 0, received: 0 },
    });
  }

  #hold(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => this.#sockets.delete(socket));
  }
}

/** The stand-in is reached under each name of this machine, or under the one that it was given. */
function leadsTo(host: string, offered: string): boolean {
  return isSameHost(host, offered) || (isLoopback(offered) && isThisMachine(host));
}

function isThisMachine(host: string): boolean {
  return isLoopback(host) || ownHosts().has(host.toLowerCase());
}
