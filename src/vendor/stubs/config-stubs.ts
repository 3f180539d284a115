/** The stubs of an add-on's own ar-sim.config, which are for all of its runs. */
import { dirname } from "node:path";
import { findConfig } from "../../addon/config/read-config.ts";
import { HarnessError } from "../../errors.ts";
import type { LinkBounds } from "../../host/files/link-bounds.ts";
import type { PlacedStub } from "./stub.ts";
import { stubFaults } from "./stub-faults.ts";

export async function configStubs(
  root: string,
  bounds: LinkBounds | undefined,
): Promise<PlacedStub[]> {
  const config = await findConfig(root, "http", { bounds });
  if (config?.value === undefined) return [];
  const folder = dirname(config.file);
  const [fault] = stubFaults(config.value, folder);
  if (fault !== undefined) {
    const { message, hint } = fault;
    throw new HarnessError("CONFIG_BAD", message, { hint, where: config.where(fault.path) });
  }
  return config.value.map((stub, number): PlacedStub => ({
    stub,
    folder,
    where: config.where(`http[${number}]`),
    isOfConfig: true,
  }));
}
