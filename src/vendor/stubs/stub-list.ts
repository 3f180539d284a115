/** The stubs of a run in their order, and how often each was used. */
import type { Unmatched, VendorRequest } from "../exchange.ts";
import { isLineFault, type LineFault } from "../faults/fault.ts";
import { pasteStub } from "./paste-stub.ts";
import type { Replay } from "../tape/replay.ts";
import { differences, type Stub } from "./stub.ts";
import type { UrlPattern } from "./url-pattern.ts";

export interface UsedStub {
  readonly stub: Stub;
  readonly uses: number;
}

interface Entry {
  readonly stub: Stub;
  uses: number;
  /** Whether its fault struck a connection. */
  isStruck: boolean;
}

/** More differences than this nobody reads. */
const MOST_TOLD = 5;

export class StubList {
  readonly #entries: Entry[];

  readonly #replay: Replay | undefined;

  /** What no stub answers is answered from a cassette, if there is one. */
  constructor(stubs: readonly Stub[], replay?: Replay) {
    this.#replay = replay;
    this.#entries = stubs.map((stub) => ({ stub, uses: 0, isStruck: false }));
  }

  get urls(): readonly UrlPattern[] {
    return [...this.#entries.map(({ stub }) => stub.url), ...(this.#replay?.urls ?? [])];
  }

  /** Of stubs whose fault is that the name of their host is not known. */
  get unknownNames(): readonly string[] {
    return this.#entries.flatMap(({ stub }) => (stub.fault === "dns" ? [stub.url.host] : []));
  }

  /** The first that matches and has uses left. It then has one less. */
  take(request: VendorRequest): Stub | undefined {
    const entry = this.#entries.find(
      ({ stub, uses }) => uses < stub.times && differences(request, stub).length === 0,
    );
    if (entry === undefined) return this.#replay?.take(request);
    entry.uses += 1;
    return entry.stub;
  }

  /** The fault that strikes a connection before there is a request. Its stub then has one use less. */
  takeLine(to: { readonly host: string; readonly port: number }): LineFault | undefined {
    const entry = this.#entries.find(
      ({ stub, uses }) =>
        uses < stub.times && stub.url.port === to.port && stub.url.isHost(to.host),
    );
    const fault = entry?.stub.fault;
    if (entry === undefined || !isLineFault(fault)) return undefined;
    entry.isStruck = true;
    // What goes on with a certificate for another host is counted with its request.
    if (fault !== "wrong-host") entry.uses += 1;
    return fault;
  }

  /** Why none answers: how the nearest differs. */
  whyNone(request: VendorRequest): Unmatched {
    if (this.#replay !== undefined) return this.#replay.whyNone(request);
    const paste = pasteStub(request);
    let nearest:
      | { readonly stub: Stub; readonly weight: number; readonly differs: string[] }
      | undefined;
    for (const { stub, uses } of this.#entries) {
      const wrong = differences(request, stub);
      const differs = wrong.map(({ text }) => text);
      if (wrong.length === 0)
        differs.push(
          `the stub is used up: it answered ${uses === 1 ? "1 request" : `${uses} requests`}`,
        );
      const weight = wrong.reduce((sum, difference) => sum + difference.weight, 0);
      if (nearest === undefined || weight < nearest.weight) nearest = { stub, weight, differs };
    }
    if (nearest === undefined) return { nearest: null, differs: [], paste };
    return {
      nearest: nearest.stub.where ?? null,
      differs: nearest.differs.slice(0, MOST_TOLD),
      paste,
    };
  }

  used(): readonly UsedStub[] {
    return this.#entries.map(({ stub, uses, isStruck }) => ({
      stub,
      uses: isStruck ? Math.max(uses, 1) : uses,
    }));
  }
}
