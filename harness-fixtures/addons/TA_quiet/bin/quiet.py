"""Reads its payload and does nothing with it."""
import json
import sys

json.load(sys.stdin)
