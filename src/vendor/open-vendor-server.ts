/** Opens what answers in place of vendors. */
import { cacheFolder } from "../host/cache-folder.ts";
import type { Taped } from "../sandbox/fence/fence-types.ts";
import { Authority } from "./certificates/authority.ts";
import { VendorServer, WRONG_HOST } from "./server/vendor-server.ts";
import { buildStubs, type GivenStubs } from "./stubs/stub.ts";
import { StubList } from "./stubs/stub-list.ts";

export interface TapeWish extends Taped {
  /** The absolute path of the cassette. */
  readonly cassette: string;
}

export async function openVendorServer(given: GivenStubs, tape?: TapeWish): Promise<VendorServer> {
  const stubs = buildStubs(given);
  const { recorder, replay } = await openTape(tape);
  const list = new StubList(stubs, replay);
  const authority = await Authority.open(cacheFolder());
  const hosts = list.urls.filter(({ isSecure, host }) => isSecure && !host.includes("*"));
  if (stubs.some(({ fault }) => fault === "wrong-host"))
    authority.certFor(WRONG_HOST).catch(() => undefined);
  // While the SPLUNK_HOME is laid out, so that the first call does not wait for it.
  for (const { host } of hosts) authority.certFor(host.toLowerCase()).catch(() => undefined);
  return new VendorServer(list, authority, recorder);
}

/** Loaded only where it is asked for. */
async function openTape(tape: TapeWish | undefined) {
  if (tape?.tape === "record") {
    const { Recorder } = await import("./tape/recorder.ts");
    return { recorder: new Recorder(tape.cassette, tape.hosts), replay: undefined };
  }
  if (tape === undefined) return { recorder: undefined, replay: undefined };
  const { Replay } = await import("./tape/replay.ts");
  return { recorder: undefined, replay: Replay.load(tape.cassette) };
}
