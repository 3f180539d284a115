/** Where the recording of an action lies, and when it is written. */
import { resolve } from "node:path";
import type { VendorServer } from "../server/vendor-server.ts";

/** Beside what is run, unless it is named. */
export function cassetteOf(named: string | undefined, action: string): string {
  return resolve(named ?? `${action}.cassette.yaml`);
}

/** For a run that ended: one that was stopped leaves the cassette as it was. */
export async function keepRecording(
  vendor: Pick<VendorServer, "recorder"> | undefined,
): Promise<void> {
  await vendor?.recorder?.keep();
}
