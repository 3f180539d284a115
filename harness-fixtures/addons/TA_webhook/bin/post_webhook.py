"""Posts the first result to param.url; no add-on library at all."""
import json
import sys
from urllib.request import Request, urlopen

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] != "--execute":
        sys.stderr.write("FATAL Unsupported execution mode (expected --execute flag)\n")
        sys.exit(1)
    payload = json.loads(sys.stdin.read())
    url = payload["configuration"].get("url", "")
    if not url.startswith("http"):
        sys.stderr.write("ERROR No webhook URL was given\n")
        sys.exit(2)
    keys = ("sid", "search_name", "app", "owner", "results_link", "result")
    body = json.dumps({key: payload.get(key) for key in keys}).encode("utf-8")
    sys.stderr.write("INFO Sending POST request to url=%s with size=%d bytes payload\n" % (url, len(body)))
    with urlopen(Request(url, body, {"Content-Type": "application/json"}), timeout=10) as reply:
        sys.stderr.write("INFO Webhook receiver responded with HTTP status=%d\n" % reply.status)
