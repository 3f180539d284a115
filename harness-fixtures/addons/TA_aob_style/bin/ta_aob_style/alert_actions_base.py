"""A small base class of the add-on's own; ModularAction is taken from Splunk_SA_CIM."""
import csv
import gzip
import sys

from splunk.clilib.bundle_paths import make_splunkhome_path

sys.path.insert(0, make_splunkhome_path(["etc", "apps", "Splunk_SA_CIM", "lib"]))
from cim_actions import ModularAction


class ModularAlertBase(ModularAction):
    def __init__(self, ta_name, alert_name):
        logger = ModularAction.setup_logger(alert_name + "_modalert")
        super(ModularAlertBase, self).__init__(sys.stdin.read(), logger, alert_name)

    def get_param(self, name):
        return self.configuration.get(name)

    def log_error(self, text):
        self.message(text, "failure")

    def log_info(self, text):
        self.message(text, "success")

    def get_events(self):
        with gzip.open(self.results_file, "rt") as handle:
            for number, row in enumerate(csv.DictReader(handle)):
                row.setdefault("rid", str(number))
                self.update(row)
                yield row

    def run(self, argv):
        if len(argv) < 2 or argv[1] != "--execute":
            sys.stderr.write("FATAL Unsupported execution mode (expected --execute flag)\n")
            return 1
        self.update({"rid": "0"})
        self.invoke()
        return self.process_event()
