"""Writes its result under a sourcetype that the eventtype does not know."""
import sys

from splunk.clilib.bundle_paths import make_splunkhome_path

sys.path.insert(0, make_splunkhome_path(["etc", "apps", "Splunk_SA_CIM", "lib"]))
from cim_actions import ModularAction

action = ModularAction(sys.stdin.read(), ModularAction.setup_logger("lookup_host_modalert"), "lookup_host")
action.update({"rid": "0"})
action.invoke()
action.addevent('1764000000 host="web01" owner="ops"', sourcetype="lookup:results")
action.writeevents(index="main", source="lookup_host")
