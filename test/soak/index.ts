/**
 * `npm run soak -- --minutes 30 --seed 1`: a mixed load on the stand-in. Prints the memory after a third of the time and at
 * its end, how long server/info takes with and without the load, and each wrong answer. Exits with 1 where one is too bad.
 */
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Asker } from "../support/load/asker.ts";
import { seeded } from "../support/load/seeded.ts";
import { type Served, startServed } from "../support/load/served.ts";
import { Worker } from "./worker.ts";

const { values } = parseArgs({
  args: process.argv.slice(1),
  options: {
    minutes: { type: "string", default: "30" },
    seed: { type: "string", default: "1" },
  },
  allowPositionals: true,
});
const seconds = Number(values.minutes) * 60;
const seed = Number(values.seed);

const WORKERS = 6;
/** Of the time, without a load. */
const QUIET_SECONDS = Math.min(30, seconds / 10);

const served = await startServed();
const wrong: string[] = [];
// The first requests load the server.
await probe(served, 2);
const quiet = await probe(served, QUIET_SECONDS);
const load = seeded(seed);
const end = performance.now() + seconds * 1000;
const workers = Array.from(
  { length: WORKERS },
  (_, number) =>
    new Worker(number, served, seeded(load.below(2 ** 31)), (text) => wrong.push(text)),
);
const working = Promise.all(workers.map((worker) => worker.run(end)));
const memory: number[] = [];
const sampling = sample();
const loaded = await probe(served, seconds);
await working;
await sampling;
report();
served.stop();

/** Asks for server/info ten times a second, and tells how long each answer took. */
async function probe({ uri, sessionKey }: Served, during: number): Promise<number[]> {
  const asker = new Asker(uri, 1);
  const times: number[] = [];
  const question = {
    method: "GET",
    path: "/services/server/info?output_mode=json",
    headers: { Authorization: `Splunk ${sessionKey}` },
  };
  const until = performance.now() + during * 1000;
  while (performance.now() < until && served.isAlive()) {
    const { status, milliseconds } = await asker.ask(question);
    if (status !== 200) wrong.push(`server/info: ${status}`);
    times.push(milliseconds);
    await wait(Math.max(0, 100 - milliseconds));
  }
  asker.close();
  return times;
}

/** Memory in each sixtieth of the time. */
async function sample(): Promise<void> {
  for (let at = 1; at <= 60 && served.isAlive(); at += 1) {
    await wait((seconds * 1000) / 60);
    memory.push(served.resident());
    if (at % 6 === 0) {
      const minute = ((seconds * at) / 3600).toFixed(1);
      process.stderr.write(
        `minute ${minute}: ${served.resident().toFixed(0)} MB, ${wrong.length} wrong\n`,
      );
    }
  }
}

function report(): void {
  const middle = (from: number): number => quantile(memory.slice(from, from + 5), 0.5);
  const [early, late] = [middle(17), middle(55)];
  const [before, beside] = [quantile(quiet, 0.99), quantile(loaded, 0.99)];
  const count = workers.reduce((sum, worker) => sum + worker.count, 0);
  const limit = Math.max(50, 2 * before);
  const lines = [
    `seed ${seed}, ${values.minutes} minutes, ${count} requests by ${WORKERS} workers, ${loaded.length} probes`,
    `memory: ${early.toFixed(0)} MB after a third, ${late.toFixed(0)} MB at the end, ${((late / early - 1) * 100).toFixed(1)} % more; peak ${served.peak().toFixed(0)} MB`,
    `server/info: p99 ${before.toFixed(1)} ms alone, ${beside.toFixed(1)} ms beside the load; p50 ${quantile(quiet, 0.5).toFixed(1)} and ${quantile(loaded, 0.5).toFixed(1)} ms`,
    `slowest: ${Math.max(...loaded).toFixed(0)} ms`,
    `wrong answers: ${wrong.length}`,
    ...wrong.slice(0, 20),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  const isGood = wrong.length === 0 && late <= early * 1.05 && beside <= limit && served.isAlive();
  process.exitCode = isGood ? 0 : 1;
}

function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
