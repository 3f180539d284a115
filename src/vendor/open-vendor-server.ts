/** Opens what answers in place of vendors. */
import { cacheFolder } from "../host/cache-folder.ts";
import { Authority } from "./certificates/authority.ts";
import { VendorServer, WRONG_HOST } from "./server/vendor-server.ts";
import { buildStubs, type GivenStubs } from "./stubs/stub.ts";
import { StubList } from "./stubs/stub-list.ts";

export async function openVendorServer(given: GivenStubs): Promise<VendorServer> {
  const stubs = buildStubs(given);
  const authority = await Authority.open(cacheFolder());
  const hosts = stubs
    .map(({ url }) => url)
    .filter(({ isSecure, host }) => isSecure && !host.includes("*"));
  if (stubs.some(({ fault }) => fault === "wrong-host"))
    authority.certFor(WRONG_HOST).catch(() => undefined);
  // While the SPLUNK_HOME is laid out, so that the first call does not wait for it.
  for (const { host } of hosts) authority.certFor(host.toLowerCase()).catch(() => undefined);
  return new VendorServer(new StubList(stubs), authority);
}
