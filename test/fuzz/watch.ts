/** Runs one target in a process of its own, and sees how that fares. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Order, Told } from "./child.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CHILD = `const { runnerImport } = await import("vite"); await runnerImport("./test/fuzz/child.ts", { oxc: { target: "es2022" } });`;

export interface Limits {
  readonly hangMs: number;
  readonly memoryMb: number;
  /** Then a target is left alone. */
  readonly troubles: number;
}

export interface Trouble {
  readonly kind: "crash" | "hang" | "memory" | "fault";
  readonly target: string;
  /** Repeats it: the seed, and which of its inputs. */
  readonly seed: number;
  readonly number: number;
  readonly input: string;
  readonly what: string;
}

export interface Watched {
  readonly inputs: number;
  readonly peakMb: number;
  readonly troubles: readonly Trouble[];
}

export async function watchTarget(
  target: string,
  seed: number,
  until: number,
  limits: Limits,
): Promise<Watched> {
  const troubles: Trouble[] = [];
  let from = 0;
  let peakMb = 0;
  while (performance.now() < until && troubles.length < limits.troubles) {
    const round = new Round({ target, seed, from }, until, limits);
    const { trouble, next } = await round.run(troubles);
    peakMb = Math.max(peakMb, round.peakMb);
    from = next;
    if (trouble !== undefined) troubles.push(trouble);
  }
  return { inputs: from, peakMb, troubles };
}

/** One process, up to its end. */
class Round {
  peakMb = 0;
  readonly #order: Order;
  readonly #until: number;
  readonly #limits: Limits;
  #input = "";
  #number: number;
  #begun: number | undefined;
  #killed: Trouble["kind"] | undefined;
  #isFull = false;

  constructor(order: Order, until: number, limits: Limits) {
    this.#order = order;
    this.#until = until;
    this.#limits = limits;
    this.#number = order.from;
  }

  async run(troubles: Trouble[]): Promise<{ trouble: Trouble | undefined; next: number }> {
    const child = spawn(process.execPath, ["--input-type=module", "-e", CHILD], {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (part: string) => (said += part));
    child.on("message", (told: Told) => this.#hear(told, troubles));
    child.send(this.#order);
    const watching = setInterval(() => this.#look(child), 50);
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((done) =>
      child.once("close", (exitCode, by) => done([exitCode, by])),
    );
    clearInterval(watching);
    const next = this.#number + 1;
    if (this.#killed !== undefined) {
      const what =
        this.#killed === "hang" ? `over ${this.#limits.hangMs} ms` : `${this.peakMb.toFixed(0)} MB`;
      return { trouble: this.#trouble(this.#killed, what), next };
    }
    if (this.#isFull || performance.now() >= this.#until) return { trouble: undefined, next };
    const how = `exit code ${code ?? "none"}, signal ${signal ?? "none"}: ${said.slice(0, 2000)}`;
    return { trouble: this.#trouble("crash", how), next };
  }

  #hear(told: Told, troubles: Trouble[]): void {
    if (told.kind === "begins") {
      this.#input = told.input;
      this.#number = told.number;
      this.#begun = performance.now();
    } else if (told.kind === "ends") {
      this.#begun = undefined;
      if (told.problem === undefined || this.#isFull) return;
      troubles.push(this.#trouble("fault", told.problem));
      this.#isFull = troubles.length >= this.#limits.troubles;
    }
  }

  #look(child: ChildProcess): void {
    const now = performance.now();
    this.peakMb = Math.max(this.peakMb, residentMb(child));
    if (this.peakMb > this.#limits.memoryMb) this.#killed = "memory";
    else if (this.#begun !== undefined && now - this.#begun > this.#limits.hangMs)
      this.#killed = "hang";
    const isOver = now > this.#until || this.#isFull;
    if (this.#killed !== undefined || isOver) child.kill("SIGKILL");
  }

  #trouble(kind: Trouble["kind"], what: string): Trouble {
    const { target, seed } = this.#order;
    return { kind, target, seed, number: this.#number, input: this.#input, what };
  }
}

/** 0 where the system does not tell. */
function residentMb({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
