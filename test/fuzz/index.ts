/**
 * `npm run fuzz -- --minutes 2 --seed 1`: odd inputs of all kinds, as the seed makes them. Prints what was tried and what
 * went wrong, with the input. Exits with 1 where something did. `--target spl` tries one kind alone.
 */
import { parseArgs } from "node:util";
import { PLANTED, TARGETS } from "./targets.ts";
import { type Limits, type Trouble, watchTarget } from "./watch.ts";

const { values } = parseArgs({
  args: process.argv.slice(1),
  allowPositionals: true,
  options: {
    minutes: { type: "string", default: "2" },
    seed: { type: "string", default: "1" },
    target: { type: "string", multiple: true, default: [] },
    "hang-seconds": { type: "string", default: "10" },
    "memory-mb": { type: "string", default: "1024" },
  },
});
const seed = Number(values.seed);
const names = values.target.length === 0 ? Object.keys(TARGETS) : values.target;
const unknown = names.find((name) => !(name in TARGETS) && !(name in PLANTED));
if (unknown !== undefined) throw new Error(`there is no target ${unknown}`);
const limits: Limits = {
  hangMs: Number(values["hang-seconds"]) * 1000,
  memoryMb: Number(values["memory-mb"]),
  troubles: 20,
};

const troubles: Trouble[] = [];
const each = (Number(values.minutes) * 60_000) / names.length;
for (const name of names) {
  const watched = await watchTarget(name, seed, performance.now() + each, limits);
  troubles.push(...watched.troubles);
  const { inputs, peakMb } = watched;
  say(
    `${name}: ${inputs} inputs, ${watched.troubles.length} went wrong, peak ${peakMb.toFixed(0)} MB`,
  );
}
for (const trouble of troubles.slice(0, 50)) tell(trouble);
const count = (kind: Trouble["kind"]): number => troubles.filter((one) => one.kind === kind).length;
say(
  `seed ${seed}, ${values.minutes} minutes: ${count("crash")} crashes, ${count("hang")} hangs, ${count("memory")} over the memory, ${count("fault")} faults and stack traces`,
);
process.exitCode = troubles.length === 0 ? 0 : 1;

function tell({ kind, target, number, input, what }: Trouble): void {
  say(`\n${kind} of ${target}, input ${number}: ${input}\n${what.slice(0, 3000)}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
