"""Objects of splunksplwrapper, the client of Splunk's own test suites: through the SDK, and through httplib2."""
import logging
import os

from splunksplwrapper.connector.base import Connector
from splunksplwrapper.manager.confs import Confs
from splunksplwrapper.manager.indexes import Indexes
from splunksplwrapper.manager.jobs import Jobs
from splunksplwrapper.manager.roles import Roles
from splunksplwrapper.manager.saved_searches import SavedSearches
from splunksplwrapper.manager.users import Users
from splunksplwrapper.SearchUtil import SearchUtil
from splunksplwrapper.splunk.cloud import CloudSplunk

splunk = CloudSplunk(
    splunkd_host="localhost",
    splunkd_port=os.environ["SPLUNK_PORT"],
    splunkd_scheme="https",
    username="admin",
    password="Chang3d!",
)
for kind in (Connector.SDK, Connector.REST):
    login = {"contype": kind, "username": "admin", "password": "Chang3d!"}
    connector = splunk.create_logged_in_connector(**login)
    indexes = Indexes(connector)
    indexes.create_index("made%d" % kind)
    assert "made%d" % kind in [index.name for index in indexes.items()]
    job = Jobs(connector).create("search index=_internal | head 3")
    job.wait()
    assert len(job.get_results(output_mode="json")) == 3
    props = Confs(connector)["props"]
    stanza = props.create_stanza("made%d" % kind, {"a": "b"})
    stanza["c"] = "d"
    assert dict(props["made%d" % kind].items())["c"] == "d"
    assert "nothing_like_it" not in Confs(connector)
    if kind == Connector.REST:
        continue
    Roles(connector).create_role("made", "user")
    Users(connector).create_user("made", "Passw0rd!", ["made"])
    Users(connector).delete_user("made")
    SavedSearches(connector).create("made", "index=_internal | head 1")
    SavedSearches(connector)["made"].run().wait()
    search = SearchUtil(Jobs(connector), logging.getLogger("conformance"))
    query = "search index=_internal | head 5"
    assert search.checkQueryCountIsGreaterThanZero(query, interval=1, retries=1)
assert splunk.is_running()
