/** Hands out the place for sandboxes below a keeper. A keeper serves one run at a time, and so does its place. */
import { realpathSync } from "node:fs";
import { join } from "node:path";
import type { FenceReport } from "../fence/fence-types.ts";
import type { Keeper } from "../fence/keeper.ts";
import { sandboxParent } from "../home/sandbox-parent.ts";
import { sandboxName } from "../home/sweep-stale.ts";
import type { Interpreter } from "../process/script-run.ts";
import { ForkPlace } from "./fork-place.ts";

export interface PlaceWish {
  /** undefined where Python does not run the action. */
  readonly python: Pick<Interpreter, "version"> | undefined;
  readonly keeper: Keeper | undefined;
  readonly fence: FenceReport["kind"];
  readonly isolate: boolean;
  readonly keep: boolean;
  readonly isMeasured: boolean;
}

const places = new Map<Keeper, ForkPlace>();
let users = 0;

/** Gives why the scripts of a run have to be started, where that is so. */
export function placeFor(wish: PlaceWish): ForkPlace | string {
  const { keeper } = wish;
  const why = whyNot(wish);
  if (why !== undefined) return why;
  return keeper === undefined ? NO_FENCE : placeBelow(keeper);
}

/** Once the last user is gone, all fork servers are ended, and their folders removed. */
export function usePlaces(): AsyncDisposable {
  users += 1;
  return {
    async [Symbol.asyncDispose]() {
      users -= 1;
      if (users > 0) return;
      const all = [...places];
      places.clear();
      await Promise.all(all.map(([keeper, place]) => closed(keeper, place)));
    },
  };
}

/** Nobody has leased the keeper, and ar-sim would end before it has told that all is over. */
async function closed(keeper: Keeper, place: ForkPlace): Promise<void> {
  keeper.hold(true);
  await place.close();
  keeper.hold(false);
}

const NO_FENCE = "there is no fence of namespaces";

function whyNot({ python, fence, isolate, keep, isMeasured }: PlaceWish): string | undefined {
  if (python === undefined) return "Python does not run the action";
  const [major = 0, minor = 0] = python.version.split(".").map(Number);
  if (major !== 3 || minor < 6) return `Python ${python.version} is too old`;
  // Only there can all that a case left be found, and be removed.
  if (fence !== "namespace") return NO_FENCE;
  if (!isolate) return "scripts may write outside of their sandbox";
  if (keep) return "the sandbox is kept";
  return isMeasured ? "a debugger or coverage.py watches it" : undefined;
}

function placeBelow(keeper: Keeper): ForkPlace {
  const known = places.get(keeper);
  if (known?.isUsable === true) return known;
  const place = new ForkPlace(join(realpathSync(sandboxParent(false)), sandboxName()), keeper);
  places.set(keeper, place);
  return place;
}
