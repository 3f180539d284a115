import { existsSync } from "node:fs";

/** Debian's Chromium, or the one that AR_SIM_CHROMIUM names; undefined where there is none. */
export const CHROMIUM: string | undefined = [
  process.env["AR_SIM_CHROMIUM"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== "" && existsSync(path));
