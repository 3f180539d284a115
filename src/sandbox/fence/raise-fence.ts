/** Raises the fence of a run: a keeper above its scripts, and what they may reach. */
import { HarnessError } from "../../errors.ts";
import type { FenceReport, FenceWish, NetworkWish, Outbound } from "./fence-types.ts";
import type { Keeper, KeeperFence } from "./keeper.ts";
import { leaseKeeper } from "./lease-keeper.ts";
import { NetworkFence } from "./network-fence.ts";
import { ClosingStack } from "../../host/closing-stack.ts";

export interface FenceOptions {
  readonly fence: FenceWish;
  readonly network: NetworkWish;
  /** Whether scripts may write below their SPLUNK_HOME only. */
  readonly isolate: boolean;
  /** More folders that scripts may write to. */
  readonly writable: readonly string[];
}

export interface RaisedFence extends AsyncDisposable {
  readonly keeper: Keeper | undefined;
  /** Lets scripts reach what ar-sim offers at these addresses. */
  offer(uris: readonly string[]): void;
  report(): Promise<FenceReport>;
  /** What the scripts tried to reach by now. */
  outbound(): Promise<readonly Outbound[]>;
}

/** Starts at once, and is awaited when the first script starts: until then, the SPLUNK_HOME is laid out. */
export function raiseFence(
  options: Pick<FenceOptions, "fence" | "network">,
  isDryRun: boolean,
): RaisedFence {
  const opened = new ClosingStack();
  const leased = isDryRun ? undefined : leaseKeeper(kindFor(options));
  if (leased !== undefined) opened.use(leased);
  const keeper = leased?.keeper;
  let network: NetworkFence | undefined;
  return {
    keeper,
    offer(uris) {
      if (keeper === undefined || kindFor(options) !== "namespace") return;
      network = opened.use(new NetworkFence(keeper, uris.map(destinationOf), options.network));
    },
    async report() {
      const report = await reportOf(keeper, options.fence, isDryRun);
      if (options.fence !== "namespace" || report.kind === "namespace" || isDryRun) return report;
      throw new HarnessError("SANDBOX_NO_FENCE", `the fence cannot stand: ${report.why}`, {
        hint: "Use --fence auto to run without it, or let this user make namespaces.",
      });
    },
    outbound: async () => (await network?.outbound()) ?? [],
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

function kindFor({ fence, network }: Pick<FenceOptions, "fence" | "network">): KeeperFence {
  if (fence === "off") return "none";
  return network === "allow" ? "open" : "namespace";
}

async function reportOf(
  keeper: Keeper | undefined,
  fence: FenceWish,
  isDryRun: boolean,
): Promise<FenceReport> {
  if (isDryRun) return { kind: "none", why: "nothing is started" };
  if (fence === "off") return { kind: "none", why: "it is off" };
  if (keeper === undefined)
    return { kind: "none", why: "it needs Linux, and a Python 3.6 or newer" };
  return keeper.fence();
}

function destinationOf(uri: string): { readonly host: string; readonly port: number } {
  const { hostname, port, protocol } = new URL(uri);
  const usual = protocol === "https:" ? 443 : 80;
  return { host: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? usual : Number(port) };
}
