"""A search by searchsplunk, which reads XML with minidom and polls."""
import os

from searchsplunk.exceptions import SplunkInvalidCredentials
from searchsplunk.searchsplunk import SearchSplunk

URL = "https://localhost:" + os.environ["SPLUNK_PORT"]
client = SearchSplunk(URL, "admin", "Chang3d!", ssl_verify=False)
found = client.search("index=_internal | head 2")
assert len(found["results"]) == 2, found
assert found["results"][0]["index"] == "_internal", found
try:
    SearchSplunk(URL, "admin", "wrong", ssl_verify=False)
    raise AssertionError("a wrong password is no right one")
except SplunkInvalidCredentials as error:
    assert "Login failed" in str(error), error
