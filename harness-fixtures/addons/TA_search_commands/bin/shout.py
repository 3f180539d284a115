"""shout FIELD: a field in capitals, by the older protocol, with its header read by hand."""
import csv
import sys
from urllib.parse import unquote

header = {}
for line in iter(sys.stdin.readline, "\n"):
    name, _, value = line.rstrip("\n").partition(":")
    header[name] = unquote(value)
rows = list(csv.DictReader(sys.stdin))
field = sys.argv[1]
sys.stdout.write("info_message=%d rows for %s\r\n\r\n" % (len(rows), header["owner"]))
fields = list(rows[0]) if rows else [field]
writer = csv.DictWriter(sys.stdout, fields + ["search", "app", "has_key", "has_info"])
writer.writeheader()
for row in rows:
    row[field] = row[field].upper()
    row["__mv_" + field] = row["__mv_" + field].upper()
    row["search"], row["app"] = header["search"], header["namespace"]
    row["has_key"] = int(header["sessionKey"] in header["authString"])
    row["has_info"] = int(open(header["infoPath"]).readline().startswith("\"_sid\""))
    writer.writerow(row)
