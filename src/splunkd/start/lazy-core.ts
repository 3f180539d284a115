/** What answers behind the ports, loaded with the first request: a script that never calls costs nothing. */
import type { Core, CoreGround } from "../core.ts";

/** What answers, loaded when it is first asked for. */
export interface LazyCore {
  /** Loads what any answer needs, and opens nothing: a run may still come with its add-on. */
  prepare(): void;
  open(): Promise<Core>;
  /** undefined until somebody asks. */
  wanted(): Promise<Core> | undefined;
  /** Without waiting, where it is there. */
  opened(): Core | undefined;
}

export function lazyCore(ground: CoreGround): LazyCore {
  const { settings } = ground;
  let wanted: Promise<Core> | undefined;
  let opened: Core | undefined;
  const load = async (): Promise<Core> => {
    const { openCore } = await import("../core.ts");
    // A run may have come with its add-on by now.
    const { addon } = settings.runs;
    const core = openCore({
      ...ground,
      settings: addon === undefined ? settings : { ...settings, addon },
    });
    opened = core;
    return core;
  };
  return {
    prepare: () => void Promise.allSettled([import("../core.ts"), import("fastify")]),
    open: () => (wanted ??= load()),
    wanted: () => wanted,
    opened: () => opened,
  };
}
