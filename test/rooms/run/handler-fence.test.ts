import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { diagnose } from "../../../src/doctor.ts";
import { leaseKeeper } from "../../../src/sandbox/fence/lease-keeper.ts";
import { startSplunkd, type StartSplunkdOptions } from "../../../src/start-splunkd.ts";
import type { Carried } from "../../../src/sandbox/fence/merge-outbound.ts";
import { askSplunkd } from "../../support/splunkd/ask-splunkd.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** A service of this machine, which counts who comes. */
let arrivals = 0;
let port = 0;
const service = createServer((socket) => {
  arrivals += 1;
  socket.on("error", () => undefined).end("hello");
});
beforeAll(async () => {
  await new Promise<void>((done) => service.listen(0, "127.0.0.1", done));
  const address = service.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
afterAll(() => service.close());

const lease = leaseKeeper("namespace");
const stands = (await lease?.keeper.fence())?.kind === "namespace";
await lease?.[Symbol.asyncDispose]();

const addonWith = () =>
  loadAddon(
    tempFolder({
      "default/app.conf": "[package]\nid = TA_own\n",
      "default/restmap.conf":
        "[script:call]\nmatch = /call\nscripttype = persist\nhandler = call.Call\n",
      "bin/call.py": `import os, socket
from splunk.persistconn.application import PersistentServerConnectionApplication as Base

def attempt(act):
    try:
        return act()
    except Exception as error:
        return type(error).__name__

class Call(Base):
    def __init__(self, *args):
        Base.__init__(self)

    def handle(self, in_string):
        said = attempt(lambda: socket.create_connection(("127.0.0.1", ${port}), 5).recv(9).decode())
        splunkd = attempt(lambda: bool(socket.create_connection(("127.0.0.1", int(os.environ["SPLUNKD_URI"].rsplit(":", 1)[1])), 5)))
        wrote = attempt(lambda: open("/etc/of-yours", "w").close())
        return {"payload": "%s %s %s" % (said, splunkd, wrote), "status": 200}
`,
    }),
  );

async function called(options: StartSplunkdOptions = {}) {
  const outbound: Carried[] = [];
  await using splunkd = await startSplunkd({
    addon: addonWith(),
    onOutbound: (one) => outbound.push(one),
    ...options,
  });
  const { text } = await askSplunkd(splunkd, "GET", "/services/call");
  return { text, outbound: () => outbound.map(({ port: at, refusal }) => [at, refusal === null]) };
}

describe.skipIf(!stands)("REST handlers of a stand-in that runs on its own", () => {
  it("reach splunkd, and neither a service of yours nor your files", async () => {
    const before = arrivals;
    const { text, outbound } = await called();
    expect(text).toMatch(/^ConnectionRe\w+Error True \w+Error$/);
    expect(outbound()).toEqual([[port, false]]);
    expect(arrivals).toBe(before);
  });

  it("reach what the network of their stand-in allows", async () => {
    const before = arrivals;
    const { text, outbound } = await called({ network: [{ host: "127.0.0.1", port }] });
    expect(text).toMatch(/^hello True/);
    expect(outbound()).toEqual([[port, true]]);
    expect(arrivals).toBe(before + 1);
  });
});

describe.skipIf(!stands)("a diagnosis", () => {
  it("lists what the script tried to reach, and ignores what ar-sim.config allows", async () => {
    const before = arrivals;
    const root = tempFolder({
      "default/app.conf": "[package]\nid = TA_calls\n",
      "default/alert_actions.conf":
        '[call]\npayload_format = json\nparam._cam = {"category": ["Other"], "task": ["create"], "subject": ["user"], "technology": [{"vendor": "a", "product": "b", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/call.py": `import socket
try:
    socket.create_connection(("127.0.0.1", ${port}), 5)
except OSError:
    pass
`,
      "ar-sim.config.yaml": "network: allow\n",
    });
    const { outbound } = await diagnose(loadAddon(root));
    expect(outbound).toMatchObject([{ host: "127.0.0.1", port, refusal: "refused by the fence" }]);
    expect(arrivals).toBe(before);
  });
});
