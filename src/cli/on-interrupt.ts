/** Ctrl-C and SIGTERM as an AbortSignal: the first lets the run clean up, the second ends the process at once. */
import { EXIT } from "./exit-code.ts";

export interface Interrupt {
  readonly signal: AbortSignal;
  happened(): boolean;
  release(): void;
}

export function onInterrupt(): Interrupt {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    process.stderr.write("\ninterrupted: cleaning up (press Ctrl-C again to stop at once)\n");
    controller.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return {
    signal: controller.signal,
    happened: () => controller.signal.aborted,
    release() {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    },
  };
}
