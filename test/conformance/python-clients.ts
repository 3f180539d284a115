/** Clients from the Python package index, each used as its readers are told to, by a script in python-clients/. */
import { fileURLToPath } from "node:url";
import { findPython } from "../../src/sandbox/interpreters/find-python.ts";
import { pythonPackages } from "./support/python-packages.ts";
import { run, say, withSplunkd } from "./suite.ts";

const SCRIPTS = fileURLToPath(new URL("./python-clients", import.meta.url));

const CLIENTS: Readonly<Record<string, readonly string[]>> = {
  use_aiosplunk: ["aiosplunk==0.3.1"],
  use_searchsplunk: ["searchsplunk==0.3.1"],
  use_splunk_as: ["splunk-as==1.2.0"],
  use_splunk_handler: ["splunk-handler==3.0.0"],
  use_splunksplwrapper: ["splunksplwrapper==1.1.5"],
};

const TOKEN = "0f3a2b6c-5d4e-4f7a-8b9c-1d2e3f4a5b6c";

export async function pythonClients(): Promise<boolean> {
  const { path: python } = findPython({ required: "3.13, 3.12, 3.11, 3.10, 3.9" });
  let hasFailed = false;
  for (const [script, packages] of Object.entries(CLIENTS))
    hasFailed = (await use(script, packages, python)) || hasFailed;
  return hasFailed;
}

async function use(script: string, packages: readonly string[], python: string): Promise<boolean> {
  const [name = ""] = packages;
  const found = await pythonPackages(python, packages).catch((error: Error) => ({
    missing: error.message.split("\n")[0] ?? "",
  }));
  if ("missing" in found) {
    say(`skipped: ${name} cannot be had here (${found.missing})`);
    return false;
  }
  const options = { hecPort: 0, fixtures: { hecTokens: [{ name: "client", token: TOKEN }] } };
  const { status, output } = await withSplunkd(options, ({ port, hecUri = "" }) =>
    run(python, [`${SCRIPTS}/${script}.py`], {
      cwd: found.folder,
      env: {
        PYTHONPATH: found.folder,
        PYTHONWARNINGS: "ignore",
        SPLUNK_PORT: String(port),
        SPLUNK_HEC_PORT: new URL(hecUri).port,
        SPLUNK_HEC_TOKEN: TOKEN,
      },
    }),
  );
  say(`${name} (Python): ${status === 0 ? "passed" : "failed"}`);
  if (status !== 0) say(output.slice(-3000));
  return status !== 0;
}
