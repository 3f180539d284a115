/** The runs that the page has started, the last 200 of them. A run ends with the page's server. */
import { HarnessError, type Problem, toProblem } from "../../errors.ts";
import type { Row } from "../../invocation/invocation.ts";
import type { SendAlertRequest } from "../../run/send-alert-request.ts";
import type { Transcript } from "../../transcript.ts";
import type { SavedAlert } from "./saved-alert.ts";

const MOST_RUNS = 200;

export interface Ask {
  readonly action: string;
  readonly mode: NonNullable<SendAlertRequest["mode"]>;
  readonly params: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
  /** The notable event that it works on, as Incident Review lists it. */
  readonly notable: string | undefined;
  /** A person has let it reach the hosts of ar-sim.config. */
  readonly isLetOut: boolean;
  /** The saved alert that triggers it; undefined for a run that a person starts. */
  readonly saved?: SavedAlert | undefined;
}

export interface UiRun extends Ask {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly state: "running" | "done" | "failed" | "cancelled";
  readonly transcript: Transcript | undefined;
  /** Why it could not run at all. */
  readonly problem: Problem | undefined;
}

type Work = (ask: Ask, signal: AbortSignal) => Promise<Transcript>;

export class Runs implements AsyncDisposable {
  readonly #runs = new Map<string, UiRun>();
  readonly #controllers = new Map<string, AbortController>();
  readonly #pending = new Map<string, Promise<void>>();
  readonly #followers = new Map<string, Set<(text: string) => void>>();
  readonly #work: Work;
  #next = 1;

  constructor(work: Work) {
    this.#work = work;
  }

  start(ask: Ask): UiRun {
    const id = `r${this.#next++}`;
    const run: UiRun = {
      ...ask,
      id,
      startedAt: Date.now(),
      state: "running",
      transcript: undefined,
      problem: undefined,
    };
    const controller = new AbortController();
    this.#runs.set(id, run);
    this.#controllers.set(id, controller);
    this.#pending.set(id, this.#follow(run, controller.signal));
    this.#forget();
    return run;
  }

  /** A run of a sendalert in a search, which has ended. */
  keep(transcript: Transcript): UiRun {
    const { action, mode } = transcript;
    const ask = { action, mode, params: {}, rows: [], notable: undefined, isLetOut: false };
    const id = `r${this.#next++}`;
    const ended = { state: "done" as const, transcript, problem: undefined };
    const run: UiRun = { ...ask, id, startedAt: Date.now(), ...ended };
    this.#runs.set(id, run);
    this.#forget();
    return run;
  }

  get(id: string): UiRun | undefined {
    return this.#runs.get(id);
  }

  /** Newest first. */
  list(): readonly UiRun[] {
    return [...this.#runs.values()].toReversed();
  }

  ofNotable(id: string): readonly UiRun[] {
    return this.list().filter(({ notable }) => notable === id);
  }

  /** Ends the run, and all that it has started. */
  cancel(id: string): void {
    this.#controllers.get(id)?.abort();
  }

  /** Calls back with each step of the run from now on, until what is returned is called. */
  follow(id: string, tell: (text: string) => void): () => void {
    const followers = this.#followers.get(id) ?? new Set();
    this.#followers.set(id, followers.add(tell));
    return () => {
      followers.delete(tell);
      if (followers.size === 0) this.#followers.delete(id);
    };
  }

  /** Resolves when the run has ended. */
  async ended(id: string): Promise<UiRun | undefined> {
    await this.#pending.get(id);
    return this.#runs.get(id);
  }

  async #follow(run: UiRun, signal: AbortSignal): Promise<void> {
    // The page is told of the start before anything keeps this thread busy.
    await new Promise((done) => setImmediate(done));
    const ended = await this.#outcome(run, signal);
    this.#runs.set(run.id, { ...run, ...ended });
    this.#controllers.delete(run.id);
    this.#pending.delete(run.id);
  }

  async #outcome(run: UiRun, signal: AbortSignal): Promise<Partial<UiRun>> {
    try {
      const transcript = await this.#work(run, signal);
      return { transcript, state: signal.aborted ? "cancelled" : "done" };
    } catch (error) {
      if (signal.aborted) return { state: "cancelled" };
      if (error instanceof HarnessError) return { problem: toProblem(error), state: "failed" };
      const message = error instanceof Error ? error.message : String(error);
      return { problem: { code: "WORKER_FAILED", message }, state: "failed" };
    }
  }

  #forget(): void {
    for (const [id, { state }] of this.#runs) {
      if (this.#runs.size <= MOST_RUNS) return;
      if (state !== "running") this.#runs.delete(id);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const controller of this.#controllers.values()) controller.abort();
    await Promise.all(this.#pending.values());
  }
}
