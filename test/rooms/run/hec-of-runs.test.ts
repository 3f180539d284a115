// A script that enables the HTTP Event Collector finds it, at the port that Splunk tells of, or at 8088.
import { createServer, type Server } from "node:net";
import { expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { sendAlert, startSplunkd } from "../../../src/index.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** Makes a token, and sends an event to `port`: a number, or what Splunk tells. */
const SCRIPT = `import json, ssl, sys, urllib.parse, urllib.request
payload = json.load(sys.stdin)
context = ssl._create_unverified_context()
def ask(url, key, body=None):
    asked = urllib.request.Request(url, data=body, headers={"Authorization": "Splunk " + key})
    with urllib.request.urlopen(asked, context=context, timeout=20) as answer:
        return json.load(answer)
inputs = payload["server_uri"] + "/servicesNS/nobody/splunk_httpinput/data/inputs/http"
key = payload["session_key"]
ask(inputs + "/http?output_mode=json", key, b"disabled=0")
made = ask(inputs + "?output_mode=json", key, urllib.parse.urlencode({"name": "mine"}).encode())
token = made["entry"][0]["content"]["token"]
port = payload["configuration"]["port"]
if port == "told":
    port = ask(inputs + "/http?output_mode=json", key)["entry"][0]["content"]["port"]
event = {"event": "by collector", "sourcetype": "mine", "index": "main"}
print(ask("https://localhost:%s/services/collector/event" % port, token, json.dumps(event).encode()))
`;

const addonWith = (port: string) =>
  loadAddon(
    tempFolder({
      "default/app.conf": "[package]\nid = TA_x\n",
      "default/alert_actions.conf": `[act]\nis_custom = 1\npayload_format = json\nparam.port = ${port}\n`,
      "bin/act.py": SCRIPT,
    }),
  );

const run = async (port: string, splunkd?: Awaited<ReturnType<typeof startSplunkd>>) => {
  const transcript = await sendAlert(addonWith(port), splunkd === undefined ? {} : { splunkd });
  const [invocation] = transcript.invocations;
  const events = transcript.events.map(({ raw, sourcetype, index }) => [raw, sourcetype, index]);
  return { transcript, stderr: invocation?.stderr, exitCode: invocation?.exitCode, events };
};

/** Somebody else has 8088, or has it already. */
async function takeUsualPort(): Promise<Server> {
  const server = createServer();
  await new Promise<void>((done) => {
    server.once("error", () => done());
    server.listen(8088, "127.0.0.1", done);
  });
  return server;
}

it("is at the port that data/inputs/http/http tells, its events with the others", async () => {
  const { exitCode, stderr, events, transcript } = await run("told");
  expect([stderr, exitCode]).toEqual(["", 0]);
  expect(events).toEqual([["by collector", "mine", "main"]]);
  expect(transcript.outbound).toEqual([]);
});

it("is at another port where somebody has 8088", async () => {
  const taken = await takeUsualPort();
  try {
    const { exitCode, stderr, events } = await run("told");
    expect([stderr, exitCode]).toEqual(["", 0]);
    expect(events).toHaveLength(1);
  } finally {
    taken.close();
  }
});

it("is at 8088 for each of several runs at once, below a fence", async (context) => {
  const all = await Promise.all(["8088", "8088", "8088"].map((port) => run(port)));
  if (all.some(({ transcript }) => transcript.fence.kind !== "namespace"))
    context.skip("this machine lets nobody make namespaces");
  for (const { exitCode, stderr, events, transcript } of all) {
    expect([stderr, exitCode]).toEqual(["", 0]);
    expect(events).toEqual([["by collector", "mine", "main"]]);
    expect(transcript.outbound).toEqual([]);
  }
});

it("is that of a stand-in which the run was handed", async () => {
  const splunkd = await startSplunkd({ hecPort: 0 });
  try {
    const { exitCode, stderr, events } = await run("told", splunkd);
    expect([stderr, exitCode]).toEqual(["", 0]);
    expect(events).toEqual([["by collector", "mine", "main"]]);
    expect(splunkd.inbox.events).toHaveLength(1);
  } finally {
    await splunkd.close();
  }
});
