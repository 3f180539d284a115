"""Asks a host whether it answers, and writes one event per result."""
import csv
import gzip
import json
import logging
import sys
import time

from splunk.clilib.bundle_paths import make_splunkhome_path

sys.path.insert(0, make_splunkhome_path(["etc", "apps", "Splunk_SA_CIM", "lib"]))
from cim_actions import ModularAction

logger = ModularAction.setup_logger("ping_host_modalert")


class PingAction(ModularAction):
    def dowork(self, result):
        field = self.configuration.get("host_field", "dest")
        answer = {"time": int(time.time()), "host": result.get(field, ""), "status": "up"}
        self.addevent(json.dumps(answer), sourcetype="ping:result")


def main():
    if len(sys.argv) < 2 or sys.argv[1] != "--execute":
        sys.stderr.write("FATAL Unsupported execution mode (expected --execute flag)\n")
        return 1
    action = PingAction(sys.stdin.read(), logger, "ping_host")
    try:
        with gzip.open(action.results_file, "rt") as handle:
            for number, result in enumerate(csv.DictReader(handle)):
                result.setdefault("rid", str(number))
                action.update(result)
                action.invoke()
                action.dowork(result)
        if action.writeevents(index="main", source="ping_host"):
            action.message("pinged", status="success", rids=action.rids)
        return 0
    except Exception as error:
        action.message(error, status="failure", level=logging.CRITICAL)
        sys.stderr.write("ERROR %s\n" % error)
        return 3


if __name__ == "__main__":
    sys.exit(main())
