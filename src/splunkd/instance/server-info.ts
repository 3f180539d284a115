/** What server/info tells. Ground: REST API Reference, «server/info»; recorded answers of 8.0.5 and 10.6. */
import { describeServer } from "../../invocation/search/server-info.ts";
import type { SplunkProfile } from "../../platforms/splunk-profile.ts";
import { type Content, content } from "../model/entity.ts";

export class ServerInfo {
  readonly #serverName: string;
  readonly #profile: SplunkProfile;
  readonly #startedAt: number;
  #content: Content | undefined;

  constructor(
    settings: { readonly serverName: string; readonly profile: SplunkProfile },
    startedAt: number,
  ) {
    this.#serverName = settings.serverName;
    this.#profile = settings.profile;
    this.#startedAt = startedAt;
  }

  /** Asking the machine costs more than all the rest of an answer, and it does not change. */
  get content(): Content {
    return (this.#content ??= this.#made());
  }

  #made(): Content {
    const server = describeServer(this.#serverName, this.#profile.version);
    return content({
      ...server,
      isForwarding: false,
      isFree: false,
      isTrial: false,
      fips_mode: false,
      licenseKeys: ["FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"],
      license_labels: ["Splunk Enterprise"],
      licenseSignature: "0".repeat(32),
      numberOfCores: Number(server["numberOfCores"]),
      numberOfVirtualCores: Number(server["numberOfCores"]),
      physicalMemoryMB: Number(server["physicalMemoryMB"]),
      activeLicenseSubgroup: "Production",
      health_info: "green",
      health_version: 1,
      master_uri: "self",
      max_users: 4_294_967_295,
      rtsearch_enabled: true,
      server_roles: ["indexer", "license_manager", "kv_store"],
      shutting_down: "0",
      startup_time: Math.floor(this.#startedAt / 1000),
    });
  }
}
