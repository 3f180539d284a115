"""Log lines by splunk-handler, a logging handler for the HTTP Event Collector."""
import logging
import os
import time

import requests
from splunk_handler import SplunkHandler

handler = SplunkHandler(
    host="localhost",
    port=os.environ["SPLUNK_HEC_PORT"],
    token=os.environ["SPLUNK_HEC_TOKEN"],
    index="main",
    hostname="web01",
    source="handler",
    sourcetype="log",
    verify=False,
    record_format=True,
    flush_interval=1,
)
logger = logging.getLogger("conformance")
logger.setLevel(logging.INFO)
logger.addHandler(handler)
logger.info("first")
logger.info({"n": 2})
handler.force_flush()
time.sleep(2)
answer = requests.post(
    "https://localhost:%s/services/search/jobs/oneshot" % os.environ["SPLUNK_PORT"],
    auth=("admin", "Chang3d!"),
    data={"search": "search index=main sourcetype=log source=handler", "output_mode": "json"},
    verify=False,
)
found = sorted((row["host"], row["_raw"]) for row in answer.json()["results"])
assert found == [("web01", "first"), ("web01", "{'n': 2}")], found
logger.removeHandler(handler)
handler.close()
