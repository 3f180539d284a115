"""Opens a ticket at a vendor for the first result, and ends with 3 where the vendor does not say that it did."""
import json
import sys
from urllib.error import URLError
from urllib.request import Request, urlopen

API = "https://api.vendor.example/v1/tickets"


def main():
    payload = json.load(sys.stdin)
    ticket = {"team": payload["configuration"]["team"], "text": payload["result"].get("dest", "")}
    request = Request(API, json.dumps(ticket).encode("utf-8"), {"Content-Type": "application/json"})
    try:
        with urlopen(request, timeout=5) as reply:
            number = json.load(reply)["id"]
    except (URLError, OSError, KeyError, ValueError) as error:
        sys.stderr.write("ERROR no ticket: %s\n" % error)
        return 3
    sys.stderr.write("INFO opened ticket %s\n" % number)
    return 0


if __name__ == "__main__":
    sys.exit(main())
