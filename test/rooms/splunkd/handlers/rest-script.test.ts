import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { startHandlerProcess } from "../../../../src/sandbox/process/handler-process.ts";
import { findRestScript, restScripts } from "../../../../src/splunkd/handlers/rest-script.ts";
import {
  restScriptAnswer,
  restScriptRequest,
  type RestScriptCall,
} from "../../../../src/splunkd/handlers/rest-script-call.ts";
import { standIns } from "../../../../src/sandbox/python-path.ts";

const RESTMAP = `[script:greet]
match = /greet
script = greet.py
scripttype = persist
handler = greet.Greet
passPayload = true
passHttpHeaders = true
capability.post = edit_greetings

[script:deeper]
match = /greet/deeper
scripttype = persist
handler = deeper.Handler
requireAuthentication = false

[script:off]
match = /off
handler = off.Off
disabled = 1

[admin:mine]
match = /mine
`;

const addon = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = mine\n",
    "default/restmap.conf": RESTMAP,
  }),
);
const scripts = restScripts(addon);

function call(method: string, body = ""): RestScriptCall {
  const found = findRestScript(scripts, ["greet", "you", "there"]);
  if (found === undefined) throw new Error("no handler");
  return {
    ...found,
    method,
    query: [["name", "Ann"]],
    form: [],
    headers: [["User-Agent", "test"]],
    cookies: [],
    body: Buffer.from(body),
    outputMode: "json",
    user: "admin",
    sessionKey: "KEY",
    systemKey: "SYSTEM",
    namespace: { app: "mine", user: "nobody" },
    client: "127.0.0.1",
    server: { uri: "https://127.0.0.1:8089", name: "here", guid: "G", port: 8089 },
  };
}

it("finds the handlers of restmap.conf, the longest match first", () => {
  expect(scripts.map(({ name }) => name)).toEqual(["script:greet", "script:deeper"]);
  expect(findRestScript(scripts, ["greet", "deeper", "x"])?.script.isOpen).toBe(true);
  expect(findRestScript(scripts, ["greet"])?.pathInfo).toBe("");
  expect(findRestScript(scripts, ["off"])).toBeUndefined();
  expect(scripts[0]?.capabilities).toEqual({ POST: "edit_greetings" });
});

it("hands over what restmap.conf lets through, and nothing else", () => {
  const request = JSON.parse(restScriptRequest(call("POST", '{"a":1}'))) as Record<string, unknown>;
  expect(request).toMatchObject({
    output_mode: "json",
    path_info: "you/there",
    rest_path: "/greet/you/there",
    query: [["name", "Ann"]],
    session: { user: "admin", authtoken: "KEY" },
    payload: '{"a":1}',
    headers: [["User-Agent", "test"]],
  });
  expect(request).not.toHaveProperty("system_authtoken");
  expect(request).not.toHaveProperty("cookies");
});

it("takes an answer of any shape", () => {
  expect(restScriptAnswer({ payload: { a: 1 }, status: 201 })).toMatchObject({ status: 201 });
  expect(restScriptAnswer({ payload: { a: 1 } }).body.toString()).toBe('{"a":1}');
  expect(restScriptAnswer("text").body.toString()).toBe("text");
  expect(restScriptAnswer({ payload_base64: "aGk=", status: "odd" })).toMatchObject({
    status: 200,
  });
  const { headers } = restScriptAnswer({ payload: "", headers: { "X-A": "b", "bad\r\n": "c" } });
  expect(headers).toEqual({ "X-A": "b" });
});

const PYTHON = execFileSync("python3", ["-c", "import sys; print(sys.executable)"], {
  encoding: "utf8",
}).trim();

async function answerOf(source: string, kind: "persist" | "python" = "persist"): Promise<unknown> {
  const bin = mkdtempSync(join(tmpdir(), "handler-"));
  try {
    writeFileSync(join(bin, "greet.py"), source);
    const process = await startHandlerProcess({
      kind,
      handler: "greet.Greet",
      bin,
      python: PYTHON,
      env: { PYTHONPATH: [bin, join(standIns.splunkPackage, "..")].join(delimiter) },
      timeoutMs: 20_000,
      graceMs: 200,
    });
    const end = await process.ask(restScriptRequest(call("GET")));
    await process.close();
    return end;
  } finally {
    rmSync(bin, { recursive: true, force: true });
  }
}

it("runs a persistent handler, and what it prints is not its answer", async () => {
  const end = await answerOf(`import json
from splunk.persistconn.application import PersistentServerConnectionApplication

class Greet(PersistentServerConnectionApplication):
    def __init__(self, command_line, command_arg):
        super(Greet, self).__init__()

    def handle(self, in_string):
        asked = json.loads(in_string)
        print('noise')
        return {'payload': {'hello': dict(asked['query'])['name'], 'at': asked['path_info']}, 'status': 201}
`);
  expect(end).toEqual({ returned: { payload: { hello: "Ann", at: "you/there" }, status: 201 } });
});

it("runs a handler of the old kind", async () => {
  const source = `import splunk.rest

class Greet(splunk.rest.BaseRestHandler):
    def handle_GET(self):
        self.response.setStatus(202)
        self.response.setHeader('content-type', 'text/plain')
        self.response.write('hello ' + self.request['query']['name'])
`;
  expect(await answerOf(source, "python")).toEqual({
    returned: { payload: "hello Ann", status: 202, headers: { "content-type": "text/plain" } },
  });
});

it.each([
  [
    "raises",
    "from splunk.persistconn.application import PersistentServerConnectionApplication as Base\n\nclass Greet(Base):\n    def __init__(self, a, b): raise ValueError('no')\n",
    "ValueError: no",
  ],
  ["does not parse", "class Greet(:\n", "SyntaxError"],
  ["leaves", "import os\nos._exit(3)\n", "ended with 3"],
])("tells why a handler that %s has no answer", async (_, source, expected) => {
  expect(await answerOf(source)).toMatchObject({ error: expect.stringContaining(expected) });
});
