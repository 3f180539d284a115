"""Commands of splunk-as, a command-line client over requests with JSON throughout."""
import json
import os
import subprocess
import sys

os.environ.update(
    SPLUNK_SITE_URL="https://localhost",
    SPLUNK_MANAGEMENT_PORT=os.environ["SPLUNK_PORT"],
    SPLUNK_USERNAME="admin",
    SPLUNK_PASSWORD="Chang3d!",
    SPLUNK_VERIFY_SSL="false",
)
START = "from splunk_as.cli.main import cli; cli()"


def splunk(*words):
    ran = subprocess.run([sys.executable, "-c", START, *words], capture_output=True, text=True)
    assert ran.returncode == 0, (words, ran.stdout, ran.stderr)
    return ran.stdout


splunk("search", "oneshot", "| makeresults count=2 | eval a=1")
splunk("search", "blocking", "search index=_internal | head 2")
assert "_internal" in splunk("metadata", "indexes")
assert "splunkd" in splunk("metadata", "search", "sourcetypes", "--index", "_internal")
splunk("kvstore", "create", "notes")
assert "notes" in splunk("kvstore", "list")
splunk("kvstore", "insert", "notes", '{"_key": "x", "n": 1}')
assert json.loads(splunk("kvstore", "get", "notes", "x"))["n"] == 1
splunk("savedsearch", "create", "-n", "mine", "-s", "index=_internal | head 1")
splunk("savedsearch", "run", "mine")
splunk("savedsearch", "history", "mine")
splunk("savedsearch", "disable", "mine")
splunk("alert", "create", "-n", "alarm", "-s", "index=_internal", "--cron", "0 0 1 1 *")
assert "alarm" in splunk("alert", "list")
assert "search" in splunk("app", "list")
assert "admin" in splunk("security", "whoami")
assert "green" in splunk("admin", "health").lower()
splunk("input", "hec", "create", "hec")
assert "hec" in splunk("input", "hec", "list")
splunk("input", "summary")
splunk("user", "role", "create", "role_of_mine")
splunk("user", "create", "zed", "-p", "Passw0rd!", "-r", "role_of_mine")
assert "role_of_mine" in splunk("user", "get", "zed")
