/**
 * The network of a run below a fence. What the script tries to reach is told. Its connections to what ar-sim offers, and
 * to what the user allows, come out of the fence here and are made in its place.
 */
import type { Socket as Datagrams } from "node:dgram";
import { connect, Server, type Socket } from "node:net";
import { carryDatagrams } from "./carry-datagrams.ts";
import { type Answering, type Destination, type LetThrough, REFUSED } from "./fence-types.ts";
import { isLoopback, isSameHost, ownHosts, protocolAt } from "./hosts.ts";
import type { Keeper } from "./keeper.ts";
import type { Attempt, KeeperWord, Way } from "./keeper-word.ts";
import type { Carried } from "./merge-outbound.ts";

/** The addresses that stand for a name. */
const FOR_A_NAME = /^198\.1[89]\./;

/** More than anybody reads. */
const MOST_TOLD = 10_000;

/** How an attempt went by now. */
type Course = Pick<Carried, "refusal" | "durationMs" | "bytes">;

/** What ar-sim offers, at a port below the fence. */
export interface Entrance extends Destination {
  /** The port outside. */
  readonly to: number;
}

/** What a script reaches. */
export interface NetworkRules {
  /** What ar-sim itself offers: it is never outbound. */
  readonly offered: readonly Entrance[];
  readonly wish: LetThrough;
  readonly answering: Answering | undefined;
}

export class NetworkFence implements AsyncDisposable {
  readonly #keeper: Keeper;
  readonly #answering: Answering | undefined;
  readonly #offered: readonly Entrance[];
  readonly #allowed: readonly Destination[];
  readonly #allowsAll: boolean;
  readonly #onOutbound: (outbound: Carried) => void;
  /** Each tells how it stands now. */
  readonly #outbound: (() => Carried)[] = [];
  readonly #nameOf = new Map<string, string>();
  readonly #servers = new Set<Server>();
  readonly #carried = new Set<{ close(): void }>();
  readonly #sockets = new Set<Socket>();
  readonly #unmet = new Set<Promise<void>>();

  constructor(
    keeper: Keeper,
    { offered, wish, answering }: NetworkRules,
    onOutbound: (outbound: Carried) => void = () => undefined,
  ) {
    this.#onOutbound = onOutbound;
    this.#keeper = keeper;
    this.#answering = answering;
    this.#offered = offered;
    this.#allowsAll = wish === "allow";
    this.#allowed = typeof wish === "string" ? [] : wish;
    keeper.onNetwork = (word, way) => this.#hear(word, way);
    const ports = [...offered, ...this.#allowed].map(({ port }) => port);
    for (const port of new Set([...ports, ...(answering?.ports ?? [])]))
      keeper.order({ do: "listen", port });
    keeper.order({ do: "unname", names: answering?.unknownNames ?? [] });
  }

  /** All attempts by now. */
  async outbound(): Promise<readonly Carried[]> {
    await this.#keeper.flush();
    await Promise.all(this.#unmet);
    return this.#outbound.map((soFar) => soFar());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#keeper.onNetwork = undefined;
    for (const socket of this.#sockets) socket.destroy();
    for (const carried of this.#carried) carried.close();
    await Promise.all(
      [...this.#servers].map((server) => new Promise((done) => server.close(done))),
    );
    this.#keeper.order({ do: "listen_no_more" });
  }

  #hear(word: KeeperWord, way: Way | undefined): void {
    const { attempt, name, address, listening, datagrams } = word;
    if (attempt !== undefined && !this.#mayLookUp(attempt))
      this.#refuse(attempt.protocol, attempt.host, attempt.port);
    if (name !== undefined && address !== undefined) this.#nameOf.set(address, name);
    if (way === undefined) return;
    if (!(way instanceof Server)) {
      if (datagrams !== undefined) this.#carry(way, datagrams);
    } else if (listening !== undefined) {
      this.#servers.add(way);
      way.on("error", () => undefined);
      way.on("connection", (inner) => this.#receive(inner, listening));
    }
  }

  /** To look up what may be reached is no attempt. */
  #mayLookUp({ protocol, host }: Attempt): boolean {
    const known = [...this.#offered, ...this.#allowed];
    return (
      protocol === "dns" &&
      (this.#allowsAll || known.some((destination) => isSameHost(host, destination.host)))
    );
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
    const offered = this.#offered.find(
      (destination) => destination.port === port && leadsTo(host, destination.host),
    );
    if (offered !== undefined) {
      this.#join(inner, { host: offered.host, port: offered.to });
      return;
    }
    if (this.#answering?.answers({ host, port }) === true) {
      this.#answer(inner, this.#answering, { host, port });
      return;
    }
    const allowed = this.#allowsAll
      ? { host, port }
      : this.#allowed.find(
          (destination) => destination.port === port && isSameHost(host, destination.host),
        );
    if (allowed === undefined && this.#answering?.ports.includes(port) === true) {
      this.#answer(inner, this.#answering, { host, port });
      return;
    }
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

  #carry(inner: Datagrams, { host, port }: Attempt): void {
    const known = { host: this.#nameOf.get(host) ?? host, port };
    const carried = carryDatagrams(inner, known, (sent) => {
      this.#onOutbound(this.#tell("udp", known, () => ({ ...sent, bytes: { ...sent.bytes } }))());
    });
    this.#carried.add(carried);
  }

  /** Answered here, or told there why not. */
  #answer(inner: Socket, answering: Answering, to: Destination): void {
    const begun = performance.now();
    const soFar = (): Course => ({
      refusal: null,
      durationMs: Math.round(performance.now() - begun),
      bytes: { sent: inner.bytesRead, received: inner.bytesWritten },
    });
    let ended: Course | undefined;
    const current = this.#tell(protocolAt(to.port), to, () => ended ?? soFar());
    inner.once("close", () => {
      ended = soFar();
      this.#onOutbound(current());
    });
    answering.receive(inner, to);
  }

  #record(inner: Socket, outer: Socket, to: Destination): void {
    const begun = performance.now();
    let failed: string | null = null;
    let ended: ReturnType<typeof soFar> | undefined;
    outer.once("error", (error) => (failed = error.message));
    const soFar = (): Course => ({
      refusal: failed,
      durationMs: Math.round(performance.now() - begun),
      bytes: { sent: outer.bytesWritten, received: outer.bytesRead },
    });
    const current = this.#tell(protocolAt(to.port), to, () => ended ?? soFar());
    inner.once("close", () => {
      ended = soFar();
      this.#onOutbound(current());
    });
  }

  #refuse(protocol: string, host: string, port: number): void {
    const known = protocol === "tcp" ? protocolAt(port) : protocol;
    const course = { refusal: REFUSED, durationMs: 0, bytes: { sent: 0, received: 0 } };
    this.#onOutbound(this.#tell(known, { host, port }, () => course)());
  }

  /** Gives what tells how it stands. */
  #tell(protocol: string, { host, port }: Destination, course: () => Course): () => Carried {
    const head = { at: new Date().toISOString(), protocol, host, port };
    const current = (): Carried => ({ ...head, ...course() });
    // A script that goes out without end must not fill the memory.
    if (this.#outbound.length < MOST_TOLD) this.#outbound.push(current);
    return current;
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
