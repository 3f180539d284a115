"""Goes through what the scripts of add-ons do with splunklib and solnlib, and prints what came of it."""
import json
import sys
import time

import splunklib.client as client
import splunklib.results as results
from solnlib.conf_manager import ConfManager
from solnlib.credentials import CredentialManager

host, port, key = sys.argv[1], int(sys.argv[2]), sys.argv[3]
where = {"host": host, "port": port, "scheme": "https"}
service = client.connect(token=key, owner="nobody", app="search", verify=False, **where)
out = {}


def rows(stream):
    return [row for row in results.JSONResultsReader(stream) if isinstance(row, dict)]


password = service.storage_passwords.create("pa ss", "al/ice", "my realm")
out["password"] = [password.clear_password, password.username, password.realm]
service.storage_passwords.delete("al/ice", "my realm")
out["left"] = [one.username for one in service.storage_passwords]

service.kvstore.create("notes", fields={"n": "number"})
data = service.kvstore["notes"].data
data.batch_save({"_key": "a", "n": "1"}, {"_key": "b", "n": 5})
out["found"] = [row["_key"] for row in data.query(query=json.dumps({"n": {"$gt": 2}}))]

stanza = service.confs.create("memo").create("one", colour="red")
stanza.submit({"colour": "blue"}).refresh()
out["stanza"] = service.confs["memo"]["one"]["colour"]

job = service.jobs.create('| makeresults count=3 | eval foo="bar"')
while not job.is_done():
    time.sleep(0.05)
out["rows"] = [row["foo"] for row in rows(job.results(output_mode="json", count=0))]

service.indexes["main"].submit("by simple", sourcetype="memo")
with service.indexes["main"].attached_socket(sourcetype="memo") as stream:
    stream.send(b"by stream\r\n")
for _ in range(100):
    found = rows(service.jobs.oneshot("search index=main sourcetype=memo", output_mode="json"))
    if len(found) == 2:
        break
    time.sleep(0.05)
out["events"] = sorted(row["_raw"] for row in found)

analyst = client.connect(username="ann", password="secret", verify=False, **where)
try:
    list(analyst.storage_passwords)
    out["analyst"] = 200
except Exception as error:
    out["analyst"] = error.status

manager = CredentialManager(key, "search", owner="nobody", realm="long", **where)
manager.set_password("u", "x" * 700)
out["long"] = len(manager.get_password("u"))
conf = ConfManager(key, "search", owner="nobody", **where).get_conf("memo")
conf.update("two", {"plain": "v", "token": "t"}, ["token"])
out["secret"] = [conf.get("two")["plain"], conf.get("two")["token"]]
out["masked"] = service.confs["memo"]["two"]["token"]
print(json.dumps(out))
