/** What /services/server/info and `$server.*$` tokens tell of the emulated Splunk. */
import { createHash } from "node:crypto";
import { cpus, release, totalmem, type as osType } from "node:os";
import { splunkProfile } from "../../platforms/splunk-profile.ts";

export type ServerInfo = Readonly<Record<string, string>>;

/** Ground: the keys that the test suites of public clients ask for. */
export function describeServer(serverName: string, splunkVersion: string): ServerInfo {
  const guid = serverGuid(serverName);
  // The build of a release may not be known.
  const { point, build = "" } = splunkProfile(splunkVersion);
  return {
    activeLicenseGroup: "Enterprise",
    build,
    cpu_arch: process.arch === "x64" ? "x86_64" : process.arch,
    fips_mode: "0",
    guid,
    host: serverName,
    host_fqdn: serverName,
    host_resolved: serverName,
    isForwarding: "0",
    isFree: "0",
    isTrial: "0",
    kvStoreStatus: "ready",
    licenseState: "OK",
    master_guid: guid,
    mode: "normal",
    numberOfCores: String(cpus().length),
    os_build: release(),
    os_name: osType(),
    os_name_extended: osType(),
    os_version: release(),
    physicalMemoryMB: String(Math.floor(totalmem() / 2 ** 20)),
    product_type: "enterprise",
    serverName,
    staticAssetId: createHash("sha256").update(build).digest("hex").toUpperCase(),
    version: point,
  };
}

/** An installation keeps its GUID, so a server name always gets the same one. */
export function serverGuid(serverName: string): string {
  const hex = createHash("md5").update(`ar-sim ${serverName}`).digest("hex").toUpperCase();
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
