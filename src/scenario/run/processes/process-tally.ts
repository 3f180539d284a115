/** How the scripts of a run of scenarios got their processes. */
import type { StartedHow } from "../../../sandbox/process/run-script.ts";
import type { ProcessSummary } from "../../report/report.ts";

export class ProcessTally {
  #forked = 0;
  #started = 0;
  readonly #whyStarted = new Set<string>();
  readonly #differing: string[] = [];

  /** A start that stands beside a fork has no reason. */
  count({ isForked, why }: StartedHow): void {
    if (isForked) this.#forked += 1;
    else this.#started += 1;
    if (why !== null) this.#whyStarted.add(why);
  }

  differs(id: string): void {
    this.#differing.push(id);
  }

  summary(): ProcessSummary {
    return {
      forked: this.#forked,
      started: this.#started,
      whyStarted: [...this.#whyStarted].sort(),
      differing: this.#differing.toSorted(),
    };
  }
}
