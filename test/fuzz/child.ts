/** Takes in the inputs of one target, one after the other, and tells of each before and after. */
import { once } from "node:events";
import { HarnessError } from "../../src/errors.ts";
import { seeded } from "../support/load/seeded.ts";
import { shown } from "./target.ts";
import { PLANTED, TARGETS } from "./targets.ts";

/** To the one who watches. */
export type Told =
  | { readonly kind: "ready" }
  | { readonly kind: "begins"; readonly number: number; readonly input: string }
  | { readonly kind: "ends"; readonly problem: string | undefined };

/** From the one who watches: which inputs come. */
export interface Order {
  readonly target: string;
  readonly seed: number;
  readonly from: number;
}

process.on("disconnect", () => process.exit());
const [given] = (await once(process, "message")) as [Order];
// As long as this module runs, others can be loaded.
await work(given);

async function work({ target: name, seed, from }: Order): Promise<void> {
  const load = TARGETS[name] ?? PLANTED[name];
  if (load === undefined) throw new Error(`there is no target ${name}`);
  const target = await load();
  await target.open?.();
  tell({ kind: "ready" });
  for (let number = from; process.connected; number += 1) {
    const input = target.make(seeded(seed + number * 7919));
    await tell({ kind: "begins", number, input: shown(input).slice(0, 20_000) });
    let problem: string | undefined;
    try {
      problem = await target.take(input);
    } catch (error) {
      if (!(error instanceof HarnessError))
        problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    await tell({ kind: "ends", problem });
  }
}

/** Until it has gone: who dies right after must have said what it was about. */
function tell(told: Told): Promise<void> {
  return new Promise((done) => {
    if (process.send === undefined || !process.connected) done();
    else process.send(told, () => done());
  });
}
