/** What a client may ask for, by name. The code of each is loaded when it is first asked for. */
import type { Arguments } from "./arguments.ts";
import type { Opened } from "./opened.ts";

export interface Surroundings {
  readonly opened: Opened;
  /** Aborted when the client stops the request. */
  readonly signal: AbortSignal;
}

export type Method = (given: Arguments, around: Surroundings) => Promise<unknown>;

export const METHODS: Readonly<Record<string, Method>> = {
  run: async (...given) => (await import("./runs.ts")).run(...given),
  search: async (...given) => (await import("./runs.ts")).search(...given),
  addon: async (given) => (await import("./looks.ts")).addon(given),
  attachment: async (given) => (await import("./watched.ts")).attachment(given),
  why: async (given) => (await import("./looks.ts")).why(given),
  check: async (given) => (await import("./looks.ts")).check(given),
  doctor: async (...given) => (await import("./looks.ts")).doctor(...given),
  scenarios: async (given) => (await import("./cases.ts")).scenarios(given),
  case: async (...given) => (await import("./cases.ts")).runCase(...given),
  snapshot: async (given) => (await import("./cases.ts")).snapshot(given),
  serve: async (...given) => (await import("./stand-ins.ts")).serve(...given),
  home: async (...given) => (await import("./stand-ins.ts")).home(...given),
  requests: async (...given) => (await import("./stand-ins.ts")).requests(...given),
  measure: async (given) => (await import("./measures.ts")).measure(given),
  coverage: async (given) => (await import("./measures.ts")).coverage(given),
  close: async (...given) => (await import("./stand-ins.ts")).close(...given),
};
