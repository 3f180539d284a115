/** What ar-sim.config says where no option says it. `ar-sim test` reads it for each add-on itself. */
import type { Addon } from "../../addon/addon.ts";
import { findConfig } from "../../addon/config/read-config.ts";
import type { SendAlertRequest } from "../../run/send-alert-request.ts";
import { networkOf } from "../../sandbox/fence/read-network.ts";

type Wishes = Pick<SendAlertRequest, "network" | "splunkVersion">;

export async function withConfig<Request extends Wishes>(
  request: Request,
  addon: Addon,
): Promise<Request> {
  const { bounds } = addon.tree;
  const network =
    request.network ?? networkOf((await findConfig(addon.root, "network", { bounds }))?.value);
  return {
    ...request,
    network,
    splunkVersion: request.splunkVersion ?? (await splunkVersionOf(addon)),
  };
}

/** `splunkVersion` of the file beside the add-on. */
export async function splunkVersionOf({ root, tree }: Addon): Promise<string | undefined> {
  return (await findConfig(root, "splunkVersion", { bounds: tree.bounds }))?.value;
}

/** The stubs of ar-sim.config, for a command that has no scenario. */
export async function withStubs<Request extends Pick<SendAlertRequest, "http">>(
  request: Request,
  addon: Addon,
): Promise<Request> {
  const { configStubs } = await import("../../vendor/stubs/config-stubs.ts");
  return { ...request, http: await configStubs(addon.root, addon.tree.bounds) };
}
