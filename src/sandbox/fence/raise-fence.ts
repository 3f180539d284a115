/** Raises the fence of a run: a keeper above its scripts, and what they may reach. */
import { HEC_PORT } from "../../conf/shipped-confs.ts";
import { HarnessError } from "../../errors.ts";
import {
  type Answering,
  type Destination,
  type FenceReport,
  type FenceWish,
  letThrough,
  type NetworkWish,
} from "./fence-types.ts";
import type { Keeper } from "./keeper.ts";
import { keeperFenceOf } from "./spawn-keeper.ts";
import type { RaisedKind } from "./keeper-word.ts";
import { layRules, outboundFolder } from "./lay-rules.ts";
import { leaseKeeper } from "./lease-keeper.ts";
import { type Carried, mergeOutbound, type SeenOutbound } from "./merge-outbound.ts";
import { type Entrance, NetworkFence } from "./network-fence.ts";
import { readTold } from "./read-told.ts";
import { Redirects } from "./redirects.ts";
import { ClosingStack } from "../../host/closing-stack.ts";

export interface FenceOptions {
  readonly fence: FenceWish;
  readonly network: NetworkWish;
  /** Whether scripts may write below their SPLUNK_HOME only. */
  readonly isolate: boolean;
  /** More folders that scripts may write to. */
  readonly writable: readonly string[];
}

/** What stands where nobody asks for anything else. */
export const USUAL_FENCE: FenceOptions = {
  fence: "auto",
  network: "deny",
  isolate: true,
  writable: [],
};

export interface Offer {
  readonly uri: string;
  /** The HTTP Event Collector: below a fence of namespaces its usual port leads there too. */
  readonly isCollector?: boolean | undefined;
}

export interface RaisedFence extends AsyncDisposable {
  readonly keeper: Keeper | undefined;
  /** The ports of all that scripts may reach. */
  readonly ports: readonly number[];
  /** Lets scripts reach what ar-sim offers. */
  offer(offers: readonly Offer[]): void;
  /** Lets scripts reach what answers in place of others. Called before `offer`. */
  answer(answering: Answering): Promise<void>;
  /** Makes the Python of scripts tell of what they try. `root` is the folder that SPLUNK_HOME lies in. */
  guard(root: string): Promise<void>;
  report(): Promise<FenceReport>;
  /** What the scripts tried to reach by now. */
  outbound(): Promise<readonly SeenOutbound[]>;
}

/** What the fence is raised for. */
export interface FenceParts extends Pick<FenceOptions, "fence" | "network"> {
  readonly isDryRun: boolean;
  /** Whether Python runs the script. */
  readonly isPython: boolean;
  /** Told at once of what the fence sees. */
  readonly onOutbound?: ((outbound: Carried) => void) | undefined;
}

const NEEDS = "it needs Linux with /proc, and a Python 3.6 or newer";
const NOT_SEEN = "attempts of programs other than Python are refused but not seen";
const ONLY_PYTHON = "it holds back Python only: other programs reach what they want";

/** Starts at once, and is awaited when the first script starts: until then, the SPLUNK_HOME is laid out. */
export function raiseFence(parts: FenceParts): RaisedFence {
  const wish = letThrough(parts.network);
  const opened = new ClosingStack();
  const leased = parts.isDryRun ? undefined : leaseKeeper(keeperFenceOf(parts));
  if (leased !== undefined) opened.use(leased);
  const keeper = leased?.keeper;
  const offered: Destination[] = [];
  // Without namespaces a port is that of the machine, which may be another's.
  const entrances: Entrance[] = [];
  let network: NetworkFence | undefined;
  let redirects: Redirects | undefined;
  let answering: Answering | undefined;
  let folder: string | undefined;
  const report = (): Promise<FenceReport> => reportOf(keeper, parts);
  return {
    keeper,
    get ports() {
      const allowed = typeof wish === "string" ? [] : wish;
      const redirected = redirects === undefined ? [] : [redirects.port];
      return [...[...offered, ...allowed].map(({ port }) => port), ...redirected];
    },
    async answer(given) {
      const { kind, limits } = await report();
      if (kind === "none" && !parts.isDryRun) throw noAnswers();
      // A fence of namespaces that sees nothing gives the script the network of the machine.
      if (kind !== "namespace" || limits !== null)
        redirects = opened.use(await Redirects.open(given));
      answering = given;
    },
    offer(offers) {
      offered.push(...offers.map(({ uri }) => destinationOf(uri)));
      entrances.push(...offers.flatMap(entrancesOf));
      if (keeper === undefined || keeperFenceOf(parts) === "none") return;
      const rules = { offered: entrances, wish, answering };
      network = opened.use(new NetworkFence(keeper, rules, parts.onOutbound));
    },
    async guard(root) {
      const { kind } = await report();
      if (kind === "none") return;
      folder = outboundFolder(root);
      const isHeld = kind === "namespace";
      const isConfined = kind === "landlock" && wish !== "allow";
      const reached = { offered: isHeld ? entrances : offered, network: wish };
      const redirectPort = redirects?.port;
      await layRules(root, { isHeld, isConfined, ...reached, answering, redirectPort });
      redirects?.watch(folder);
    },
    report,
    async outbound() {
      const carried = await network?.outbound();
      const { kind, limits } = await report();
      return mergeOutbound(
        kind === "namespace" && limits === null ? carried : undefined,
        folder === undefined ? [] : readTold(folder),
      );
    },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

/** @throws HarnessError SANDBOX_NO_FENCE where the fence that is asked for cannot stand. */
async function reportOf(keeper: Keeper | undefined, parts: FenceParts): Promise<FenceReport> {
  const { fence, isDryRun, isPython } = parts;
  if (isDryRun) return { kind: "none", why: "nothing is started", limits: null };
  if (fence === "off") return { kind: "none", why: "it is off", limits: null };
  if (fence === "process" && !isPython) throw noFence("Python does not run this action");
  if (fence === "process") return { kind: "process", why: null, limits: ONLY_PYTHON };
  const raised: RaisedKind =
    keeper === undefined ? { kind: "none", why: NEEDS } : await keeper.fence();
  if (raised.kind === "namespace") return { kind: "namespace", why: null, limits: raised.why };
  if (raised.kind === "landlock") return { kind: "landlock", why: raised.why, limits: NOT_SEEN };
  if (fence !== "auto") throw noFence(raised.why ?? "the kernel refuses it");
  return { kind: "process", why: raised.why, limits: ONLY_PYTHON };
}

function noFence(why: string): HarnessError {
  return new HarnessError("SANDBOX_NO_FENCE", `the fence cannot stand: ${why}`, {
    hint: "Use --fence auto, which takes the strongest that can stand.",
  });
}

function noAnswers(): HarnessError {
  return new HarnessError("HTTP_NO_FENCE", "without a fence, nothing answers in place of others", {
    hint: "Leave out --fence off, or the stubs.",
  });
}

/** The ports below a fence of namespaces, and where they lead. */
function entrancesOf({ uri, isCollector = false }: Offer): Entrance[] {
  const { host, port } = destinationOf(uri);
  return [...new Set([port, isCollector ? HEC_PORT : port])].map((inside) => ({
    host,
    port: inside,
    to: port,
  }));
}

function destinationOf(uri: string): { readonly host: string; readonly port: number } {
  const { hostname, port, protocol } = new URL(uri);
  const usual = protocol === "https:" ? 443 : 80;
  return { host: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? usual : Number(port) };
}
