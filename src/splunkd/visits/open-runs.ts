/** Runs of other processes that go on here: what is to be told of each, and when it is over. */
import type { ConfWrite } from "../model/run-records.ts";
import type { ServedRun } from "../store/runs.ts";

/** By id. */
export type OpenRuns = Map<string, RemoteRun>;

/** Well below what an idle connection has. */
const SIGN_MS = 15_000;

export class RemoteRun {
  readonly run: ServedRun;
  readonly writes: ConfWrite[] = [];
  isOver = false;
  #wake: () => void = () => {};

  constructor(run: ServedRun) {
    this.run = run;
    run.writeConf = (write) => {
      this.writes.push(write);
      this.#wake();
    };
  }

  finish(): void {
    this.isOver = true;
    this.#wake();
  }

  /** Until there is something to tell, or it is time for a sign of life. */
  async change(): Promise<void> {
    if (this.isOver || this.writes.length > 0) return;
    await new Promise<void>((done) => {
      const timer = setTimeout(done, SIGN_MS).unref();
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}
