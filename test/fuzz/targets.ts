/** All that is fuzzed, by name. */
import type { Target } from "./target.ts";

type Load = () => Promise<Target>;

export const TARGETS: Readonly<Record<string, Load>> = {
  spl: async () => (await import("./targets/spl.ts")).spl,
  confs: async () => (await import("./targets/confs.ts")).confs,
  results: async () => (await import("./targets/files.ts")).results,
  scenarios: async () => (await import("./targets/files.ts")).scenarios,
  blobs: async () => (await import("./targets/files.ts")).blobs,
  fixtures: async () => (await import("./targets/files.ts")).fixtures,
  packages: async () => (await import("./targets/files.ts")).packages,
  rest: async () => (await import("./targets/requests.ts")).rest,
  hec: async () => (await import("./targets/requests.ts")).hec,
};

/** Never fuzzed unless they are named. */
export const PLANTED: Readonly<Record<string, Load>> = {
  crash: async () => (await import("./targets/planted.ts")).plantedCrash,
  hang: async () => (await import("./targets/planted.ts")).plantedHang,
  leak: async () => (await import("./targets/planted.ts")).plantedLeak,
  fault: async () => (await import("./targets/planted.ts")).plantedFault,
};
