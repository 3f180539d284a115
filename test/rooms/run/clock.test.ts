import { expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { sendAlert, type SendAlertRequest } from "../../../src/index.ts";
import { listPythons } from "../../../src/sandbox/interpreters/list-pythons.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const NOW = 1_000_000_000;

/** Prints the time as each function sees it, in seconds after NOW where it is a number. */
const SCRIPT = `import datetime, json, logging, os, subprocess, sys, time
from datetime import date, datetime as moment, timezone

def since(seconds):
    return 0 <= seconds - ${NOW} < 60

first = time.time()
time.sleep(0.01)
child = subprocess.check_output([sys.executable, "-c", "import time; print(time.time())"])
print(json.dumps({
    "time": since(first),
    "goes on": time.time() > first,
    "now": since(moment.now(timezone.utc).timestamp()),
    "utcnow": moment.utcnow().isoformat()[:13],
    "today": str(date.today()),
    "type": type(moment.now()) is moment and type(datetime.datetime.now()) is moment,
    "sum": type(moment.now() + datetime.timedelta(1)) is moment,
    "strftime": [time.strftime("%Y-%m-%d"), time.strftime("%Y", time.gmtime(0))],
    "gmtime": [time.gmtime().tm_year, time.localtime(None).tm_year, time.ctime()[-4:], time.asctime()[-4:]],
    "record": since(logging.makeLogRecord({}).created),
    "child": since(float(child)),
    "told": "STAND_IN_CLOCK" in os.environ,
}))
`;

async function seen(request: SendAlertRequest) {
  const app = tempFolder({
    "default/app.conf": "[package]\nid = TA_x\n",
    "default/alert_actions.conf": "[act]\npayload_format = json\n",
    "bin/act.py": SCRIPT,
  });
  const { invocations } = await sendAlert(loadAddon(app), request);
  const [one] = invocations;
  return JSON.parse(one?.stdout === "" ? JSON.stringify(one.stderr) : (one?.stdout ?? ""));
}

const pythons = [
  ...new Map(listPythons().map((one) => [one.version.replace(/\.\d+$/, ""), one.path])),
].filter(([version]) => version.startsWith("3."));

it.each(pythons)(
  "shows a script the given time, going on from there: Python %s",
  async (_, python) => {
    expect(await seen({ python, now: NOW, movesClock: true })).toEqual({
      time: true,
      "goes on": true,
      now: true,
      utcnow: "2001-09-09T01",
      today: "2001-09-09",
      type: true,
      sum: true,
      strftime: ["2001-09-09", "1970"],
      gmtime: [2001, 2001, "2001", "2001"],
      record: true,
      child: false,
      told: false,
    });
  },
);

it("leaves a script the time of the machine where nothing moves its clock", async () => {
  expect(await seen({ now: NOW })).toMatchObject({ time: false, now: false, type: true });
});
