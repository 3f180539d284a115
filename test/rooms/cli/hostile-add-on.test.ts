// A hostile add-on in the commands that the library does not have: what they print acts nowhere.
import { expect, it } from "vitest";
import { runCli } from "../../support/run-cli.ts";
import { ACTS, COMMAND, EVIL, HOSTILE } from "../../support/samples/hostile-add-on.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const FREE = ["--port", "0", "--hec-port", "0"];

/** Asks for paths with what acts in them, and posts a search that starts the action. */
const ASK = `
const evil = encodeURIComponent(${JSON.stringify(`${EVIL}\n::error::boom`)});
const { SPLUNKD_URI, SPLUNK_SESSION_KEY } = process.env;
const headers = { Authorization: "Splunk " + SPLUNK_SESSION_KEY };
const ask = (path, body) => fetch(SPLUNKD_URI + path, { headers, ...(body && { method: "POST", body }) });
const search = "search=" + encodeURIComponent("| makeresults | sendalert evil") + "&exec_mode=blocking";
ask("/services/none/" + evil + "?a=" + evil)
  .then(() => ask("/services/own", "a=" + evil))
  .then(() => ask("/services/search/jobs", search))
  .then((one) => one.text());
`;
const HANDLER = `
from splunk.persistconn.application import PersistentServerConnectionApplication as Base

class Own(Base):
    def __init__(self, *args):
        pass

    def handle(self, text):
        raise ValueError(${JSON.stringify(`${EVIL}\n::error::boom`)})
`;

const env = { NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_NO_WARNINGS: "1", CI: "" };

it.each<[string, readonly string[]]>([
  ["validate", ["validate", "evil", "--param", `${EVIL}=${EVIL}\n::error::boom`]],
  ["validate as JSON", ["validate", "evil", "--json", "--param", `${EVIL}=${EVIL}`]],
  ["validate of an unknown action", ["validate", `${EVIL}\n::error::boom`]],
  ["search", ["search", `| makeresults | eval "${EVIL}"="${EVIL}" | sendalert evil`]],
  ["search as JSON", ["search", "--json", `| makeresults | eval a="${EVIL}" | sendalert evil`]],
  ["search in error", ["search", `| makeresults | ${EVIL}\n::error::boom`]],
  ["snapshots", ["snapshots", "review"]],
  ["snapshots accept", ["snapshots", "accept"]],
  ["explain", ["explain", EVIL]],
])("lets nothing of it act in %s", async (_name, args) => {
  const cwd = tempFolder({
    ...HOSTILE,
    "ar-sim.test.yaml": `{ name: ${JSON.stringify(`case ${EVIL}\n::error::boom`)}, expect: { snapshot: [stdout] } }`,
  });
  if (args[0] === "snapshots") await runCli(["test"], { cwd, env });
  const { code, stdout, stderr } = await runCli(args, { cwd, env });
  const output = stdout + stderr;
  expect(code).not.toBe(4);
  expect(output).not.toBe("");
  expect(output).not.toMatch(ACTS);
  // JSON is read by other programs.
  if (!args.includes("--json")) expect(output).not.toMatch(COMMAND);
});

it.each([[[]], [["--json"]], [["--rest-bodies"]]])(
  "lets nothing of it act in serve %j",
  async (more) => {
    const cwd = tempFolder({
      ...HOSTILE,
      "ask.cjs": ASK,
      "default/restmap.conf": `[script:own ${EVIL}]\nmatch = /own\nscripttype = persist\nhandler = own.Own\n`,
      "bin/own.py": HANDLER,
    });
    const args = ["serve", ...FREE, ...more, "--exec", "node ask.cjs"];
    const { code, stdout, stderr } = await runCli(args, { cwd, env });
    expect(code).toBe(0);
    expect(stderr).toContain("ValueError");
    expect(stderr).toContain("evil TA_evil");
    for (const output of [stdout, stderr]) {
      expect(output).not.toMatch(ACTS);
      expect(output).not.toMatch(COMMAND);
    }
  },
);
