import csv
import gzip
import json
import sys

payload = json.loads(sys.stdin.read())
with gzip.open(payload["results_file"]) as results:
    for row in csv.DictReader(results):
        if row.has_key("src"):
            sys.stderr.write("INFO %s\n" % row["src"])
