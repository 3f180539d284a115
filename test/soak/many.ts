/**
 * `npm run soak:many -- --requests 434000 --seed 1 [--against DIR]`: many small requests, as fast as eight clients send
 * them. Prints the memory at each tenth. `DIR` is the `dist` of another build: it gets the same requests afterwards.
 * Exits with 1 after a wrong answer, or where more than a tenth is left in memory than the other build leaves.
 */
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Asker } from "../support/load/asker.ts";
import { type Chance, seeded } from "../support/load/seeded.ts";
import { DIST, type Served, startServed } from "../support/load/served.ts";

const CLIENTS = 8;
/** After the last request, so that what can be freed is freed. */
const REST_SECONDS = 5;
const PASSWORDS = "/servicesNS/nobody/search/storage/passwords";
const ROWS = "/servicesNS/nobody/search/storage/collections/data";

interface Question {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly status: number;
}

interface Outcome {
  readonly end: number;
  readonly peak: number;
  readonly wrong: readonly string[];
}

const { values } = parseArgs({
  args: process.argv.slice(1),
  options: {
    requests: { type: "string", default: "434000" },
    seed: { type: "string", default: "1" },
    against: { type: "string" },
  },
  allowPositionals: true,
});
const requests = Number(values.requests);

const ours = await soak(DIST);
tell("this build", ours);
let isGood = ours.wrong.length === 0;
if (values.against !== undefined) {
  const other = await soak(resolve(values.against));
  tell("the other", other);
  isGood &&= ours.end <= other.end * 1.1;
}
process.exitCode = isGood ? 0 : 1;

async function soak(dist: string): Promise<Outcome> {
  const served = await startServed(dist);
  const wrong: string[] = [];
  const chance = seeded(Number(values.seed));
  let begun = 0;
  const client = async (number: number): Promise<void> => {
    const asker = new Asker(served.uri, 1);
    while (begun < requests && served.isAlive()) {
      for (const question of drawn(chance, number)) {
        begun += 1;
        if (begun % Math.ceil(requests / 10) === 0)
          process.stderr.write(`${begun} requests: ${served.resident().toFixed(0)} MB\n`);
        await ask(asker, served, question, wrong);
      }
    }
    asker.close();
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
  await wait(REST_SECONDS * 1000);
  const outcome = { end: served.resident(), peak: served.peak(), wrong };
  served.stop();
  return outcome;
}

async function ask(
  asker: Asker,
  { sessionKey }: Served,
  { method, path, body, status }: Question,
  wrong: string[],
): Promise<void> {
  const answer = await asker.ask({
    method,
    path,
    body,
    headers: { Authorization: `Splunk ${sessionKey}` },
  });
  if (answer.status !== status)
    wrong.push(`${method} ${path}: expected ${status}, got ${answer.status}`);
}

/** What a script asks for, and its writes with what undoes them: what is left behind then is a leak. */
function drawn(chance: Chance, client: number): readonly Question[] {
  const name = `c${client}n${chance.below(1_000_000)}`;
  return chance.pick<readonly Question[]>([
    [{ method: "GET", path: "/services/server/info?output_mode=json", status: 200 }],
    [{ method: "GET", path: `${PASSWORDS}?output_mode=json&count=0`, status: 200 }],
    [
      {
        method: "GET",
        path: `${ROWS}/rows?query=%7B%22n%22%3A${chance.below(1000)}%7D`,
        status: 200,
      },
    ],
    [{ method: "GET", path: `/services/nothing/${name}`, status: 404 }],
    [
      { method: "POST", path: PASSWORDS, body: `name=${name}&password=p`, status: 201 },
      { method: "DELETE", path: `${PASSWORDS}/%3A${name}%3A`, status: 200 },
    ],
    [
      { method: "POST", path: `${ROWS}/own/batch_save`, body: `[{"_key":"${name}"}]`, status: 200 },
      { method: "DELETE", path: `${ROWS}/own/${name}`, status: 200 },
    ],
  ]);
}

function tell(whose: string, { end, peak, wrong }: Outcome): void {
  const lines = [
    `${whose}: ${requests} requests, ${end.toFixed(0)} MB at the end, peak ${peak.toFixed(0)} MB, wrong answers: ${wrong.length}`,
    ...wrong.slice(0, 20),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
