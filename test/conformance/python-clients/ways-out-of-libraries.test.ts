// Clients that add-ons bring, and HTTP/2: nothing arrives below a fence, each attempt is told with its line, and all arrive where it is allowed.
import { cpSync } from "node:fs";
import { createSecureServer } from "node:http2";
import { join } from "node:path";
import { generate } from "selfsigned";
import { afterAll, expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { listPythons } from "../../../src/sandbox/interpreters/list-pythons.ts";
import { leaseKeeper } from "../../../src/sandbox/fence/lease-keeper.ts";
import { sendAlert } from "../../../src/sendalert.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { pythonPackages } from "../support/python-packages.ts";

const PACKAGES = ["requests", "urllib3", "httpx[http2]", "aiohttp", "httplib2"];
const WAYS = ["requests", "no-environment", "urllib3", "httpx", "http2", "httplib2", "aiohttp"];

const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }]);
const arrived = new Set<string>();
const server = createSecureServer({ key, cert, allowHTTP1: true }, (request, response) => {
  const way = request.url.slice(1);
  if (way !== "http2" || request.httpVersion === "2.0") arrived.add(way);
  response.end("hello");
});
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
const address = server.address();
const port = typeof address === "object" && address !== null ? address.port : 0;
afterAll(() => server.close());

const SCRIPT = `import asyncio, os, ssl, sys
here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "lib"))
import aiohttp, httplib2, httpx, requests, urllib3
urllib3.disable_warnings()
TO = "https://127.0.0.1:PORT/"
def attempt(act):
    try:
        act()
    except Exception as error:
        sys.stderr.write("%s\\n" % type(error).__name__)
def alone():
    session = requests.Session()
    session.trust_env = False
    session.post(TO + "no-environment", verify=False, proxies={"https": None}, timeout=9)
async def streams():
    async with aiohttp.ClientSession() as session:
        async with session.get(TO + "aiohttp", ssl=False) as answer:
            await answer.read()
attempt(lambda: requests.post(TO + "requests", json={"a": 1}, verify=False, timeout=9))
attempt(alone)
attempt(lambda: urllib3.PoolManager(cert_reqs="CERT_NONE").request("GET", TO + "urllib3", retries=False))
attempt(lambda: httpx.get(TO + "httpx", verify=False))
attempt(lambda: httpx.Client(http2=True, verify=False).get(TO + "http2"))
attempt(lambda: httplib2.Http(disable_ssl_certificate_validation=True).request(TO + "httplib2"))
attempt(lambda: asyncio.run(streams()))
`;

const python = listPythons().find(({ version }) => /^3\.(?:9|1\d)\./.test(version));
const packages =
  python === undefined
    ? { missing: "no Python 3.9 or newer" }
    : await pythonPackages(python.path, PACKAGES);

async function stands(kind: "namespace" | "landlock"): Promise<boolean> {
  await using lease = leaseKeeper(kind);
  return (await lease?.keeper.fence())?.kind === kind;
}

it.for(["namespace", "landlock", "process"] as const)(
  "holds back requests, httpx, aiohttp, httplib2 and HTTP/2 with the fence %s",
  async (fence, { skip }) => {
    if (python === undefined) return skip("no Python 3.9 or newer");
    if ("missing" in packages) return skip(packages.missing);
    if (fence !== "process" && !(await stands(fence))) return skip("this fence cannot stand here");
    const root = tempFolder({
      "default/app.conf": "[package]\nid = TA_clients\n",
      "default/alert_actions.conf": "[clients]\nis_custom = 1\nmaxtime = 300\n",
      "bin/clients.py": SCRIPT.replace("PORT", String(port)),
    });
    cpSync(packages.folder, join(root, "lib"), { recursive: true });
    const addon = loadAddon(root);
    const denied = await sendAlert(addon, { fence, python: python.version });
    expect([...arrived]).toEqual([]);
    expect(denied.verdict.status).toBe("fail");
    const places = denied.outbound.map(({ where }) => where);
    expect(places.filter((where) => where?.file.endsWith("bin/clients.py") !== true)).toEqual([]);
    expect(new Set(places.map((where) => where?.line)).size).toBe(WAYS.length);

    const allowed = await sendAlert(addon, { fence, python: python.version, network: "allow" });
    expect([...arrived].toSorted()).toEqual(WAYS.toSorted());
    expect(allowed.outbound.every(({ refusal }) => refusal === null)).toBe(true);
    arrived.clear();
  },
);
