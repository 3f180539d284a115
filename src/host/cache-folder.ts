/**
 * The user's cache folder. It keeps what takes long to make: virtual environments, interpreter versions, the
 * certificate.
 */
import { homedir } from "node:os";
import { join } from "node:path";

export function cacheFolder(): string {
  const { AR_SIM_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (AR_SIM_CACHE !== undefined && AR_SIM_CACHE !== "") return AR_SIM_CACHE;
  if (process.platform === "win32" && LOCALAPPDATA !== undefined)
    return join(LOCALAPPDATA, "ar-sim", "cache");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "ar-sim");
  return join(
    XDG_CACHE_HOME === undefined || XDG_CACHE_HOME === ""
      ? join(homedir(), ".cache")
      : XDG_CACHE_HOME,
    "ar-sim",
  );
}
