"""Prints what it was given."""
import json
import sys

payload = json.load(sys.stdin)
sys.stderr.write("INFO word=%s\n" % payload["configuration"].get("word"))
