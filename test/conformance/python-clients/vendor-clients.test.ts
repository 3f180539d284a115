// The clients that add-ons bring, as they come: each gets the answer of its stub, and verifies the certificate.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { listPythons } from "../../../src/sandbox/interpreters/list-pythons.ts";
import { sendAlert } from "../../../src/sendalert.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const PACKAGES = ["requests", "httpx[http2]", "httplib2", "aiohttp", "certifi"];

const WAYS = `import asyncio, http.client, json, ssl, subprocess, sys, urllib.request
import aiohttp, certifi, httplib2, httpx, requests, urllib3
sys.stdin.read()
session = requests.Session()
session.trust_env = False
def by_http_client():
    connection = http.client.HTTPSConnection("hc.example", context=ssl.create_default_context())
    connection.request("GET", "/")
    return connection.getresponse().read()
async def by_aiohttp():
    async with aiohttp.ClientSession() as client:
        async with client.get("https://aio.example/") as reply:
            return await reply.read()
WAYS = {
    "requests": lambda: requests.post("https://slack.example/", json={}).content,
    "requests with its own bundle": lambda: requests.get("https://a.example/", verify=certifi.where()).content,
    "requests without the environment": lambda: session.get("https://b.example/").content,
    "requests without a proxy": lambda: requests.get("https://c.example/", proxies={"https": None}).content,
    "requests by address": lambda: requests.get("http://203.0.113.9/").content,
    "urllib": lambda: urllib.request.urlopen("https://u.example/", context=ssl.create_default_context()).read(),
    "http.client": by_http_client,
    "urllib3": lambda: urllib3.PoolManager(ca_certs=certifi.where()).request("GET", "https://u3.example/").data,
    "httpx": lambda: httpx.get("https://hx.example/").content,
    "HTTP/2": lambda: httpx.Client(http2=True).get("https://h2.example/").http_version == "HTTP/2" and b"answer",
    "httplib2": lambda: httplib2.Http().request("https://hl2.example/")[1],
    "aiohttp": lambda: asyncio.new_event_loop().run_until_complete(by_aiohttp()),
    "curl": lambda: subprocess.check_output(["curl", "-sS", "https://curl.example/"]),
}
wrong = {}
for name, way in WAYS.items():
    try:
        if way() != b"answer":
            wrong[name] = "another answer"
    except Exception as error:
        wrong[name] = "%s: %s" % (type(error).__name__, error)
print(json.dumps(wrong))
`;

const pythons = ["3.7", "3.9", "3.13"].flatMap((wanted) => {
  const python = listPythons().find(({ version }) => version.startsWith(`${wanted}.`));
  return python === undefined ? [] : [[wanted, python.path] as const];
});

it.each(pythons)("answers the clients of Python %s", async (_, path) => {
  const venv = join(tempFolder({}), "venv");
  spawnSync(path, ["-m", "venv", venv]);
  const python = join(venv, "bin/python");
  const pip = ["-m", "pip", "install", "--quiet", ...PACKAGES];
  const installed = spawnSync(python, pip, { encoding: "utf8" });
  if (installed.status !== 0) {
    process.stdout.write(`skipped: ${installed.stderr.trim().split("\n").at(-1)}\n`);
    return;
  }
  const root = tempFolder({
    "default/app.conf": "[package]\nid = TA_ways\n",
    "default/alert_actions.conf": "[ways]\nis_custom = 1\npayload_format = json\n",
    "bin/ways.py": WAYS,
  });
  const transcript = await sendAlert(loadAddon(root), {
    python,
    http: [
      { url: "https://*", text: "answer" },
      { url: "http://*", text: "answer" },
    ],
  });
  const [{ stdout = "", stderr = "" } = {}] = transcript.invocations;
  expect(stderr).toBe("");
  // Only a fence of namespaces sees programs other than Python.
  const { curl, ...wrong } = JSON.parse(stdout) as Record<string, string>;
  expect(wrong).toEqual({});
  if (transcript.fence.kind === "namespace") expect(curl).toBeUndefined();
});
