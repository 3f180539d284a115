/** solnlib's own integration suite, of as many versions as AR_SIM_SOLNLIB names checkouts of. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { layOutPrograms } from "../../src/sandbox/home/lay-out-programs.ts";
import {
  CACHE,
  checkouts,
  copyOf,
  loadAddon,
  PORTS,
  PYTEST_LINES,
  PYTHON,
  report,
  run,
  say,
  withSplunkd,
} from "./suite.ts";

/** The suite has it written in. */
const SERVER = "custom-servername";

const STAND_INS = fileURLToPath(new URL("../../src/sandbox/python", import.meta.url));

export async function solnlib(): Promise<boolean> {
  let hasFailed = false;
  for (const checkout of checkouts("AR_SIM_SOLNLIB", "solnlib's suite"))
    hasFailed = (await suiteOf(checkout)) || hasFailed;
  return hasFailed;
}

async function suiteOf(checkout: string): Promise<boolean> {
  const folder = copyOf(checkout, "solnlib");
  const home = join(CACHE, "solnlib-home");
  rmSync(home, { recursive: true, force: true });
  const app = join(home, "etc/apps/solnlib_demo");
  for (const part of ["bin", "etc/system/default", "var/log/splunk", "lib/python3.9/site-packages"])
    mkdirSync(join(home, part), { recursive: true });
  cpSync(join(folder, "tests/integration/data/solnlib_demo"), app, { recursive: true });
  cpSync(join(STAND_INS, "splunk"), join(home, "lib/python3.9/site-packages/splunk"), {
    recursive: true,
  });
  // Older versions ask btool for the name and the address of splunkd.
  layOutPrograms(home, PYTHON);
  const system = join(home, "etc/system/default");
  const server = `[general]\nserverName = ${SERVER}\n[sslConfig]\nenableSplunkdSSL = true\n`;
  writeFileSync(join(system, "server.conf"), server);
  writeFileSync(join(system, "web.conf"), `[settings]\nmgmtHostPort = 127.0.0.1:${PORTS.port}\n`);
  const collector = join(home, "etc/apps/splunk_httpinput/default");
  mkdirSync(collector, { recursive: true });
  writeFileSync(join(collector, "inputs.conf"), `[http]\nenableSSL = 1\nport = ${PORTS.hecPort}\n`);
  const version = /^version\s*=\s*"([^"]+)"/m.exec(
    readFileSync(join(folder, "pyproject.toml"), "utf8"),
  )?.[1];
  const options = {
    ...PORTS,
    serverName: SERVER,
    splunkHome: home,
    addon: loadAddon(app),
    fixtures: { apps: ["test_app"] },
  };
  const { status, output } = await withSplunkd(options, () =>
    run(
      PYTHON,
      [
        "-m",
        "pytest",
        "-q",
        "--tb=line",
        "-p",
        "no:cacheprovider",
        "tests/integration",
        "--deselect",
        "tests/integration/test_logger.py",
      ],
      {
        cwd: folder,
        env: { SPLUNK_HOME: home, SPLUNK_ETC: join(home, "etc"), PYTHONPATH: STAND_INS },
      },
    ),
  );
  say("left out: test_logger.py (it wants a `splunk` program that runs for ever)");
  return report(`solnlib ${version ?? "?"}`, status, output, PYTEST_LINES);
}
