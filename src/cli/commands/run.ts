/** `ar-sim run`: options in, one call of the library, a report out. */
import { loadAddon } from "../../addon/load-addon.ts";
import { findAddonRoot } from "../../addon/find-addon-root.ts";
import { sendAlert } from "../../sendalert.ts";
import { exitCodeOf, EXIT } from "../exit-code.ts";
import { paintFor } from "../paint-for.ts";
import { onInterrupt } from "../on-interrupt.ts";
import { readRunOptions } from "../run-options.ts";

export async function run(argv: readonly string[]): Promise<number> {
  const options = readRunOptions(argv);
  const addon = loadAddon(options.app ?? findAddonRoot(process.cwd()), { also: options.also });
  const interrupt = onInterrupt();
  const transcript = await sendAlert(addon, { ...options.request, signal: interrupt.signal });
  interrupt.release();
  if (options.json) {
    const { json } = await import("../../reporters/json.ts");
    process.stdout.write(json(transcript));
  } else {
    const { terminal } = await import("../../reporters/terminal.ts");
    process.stdout.write(
      terminal(transcript, {
        paint: paintFor(process.stdout),
        verbose: options.verbose,
        base: process.cwd(),
      }),
    );
  }
  return interrupt.happened() ? EXIT.interrupted : exitCodeOf(transcript);
}
