"""counted …: one row with the number of rows, and the arguments as they came. It gets no header."""
import csv
import sys

rows = list(csv.DictReader(sys.stdin))
writer = csv.writer(sys.stdout)
writer.writerow(["count", "arguments"])
writer.writerow([len(rows), " / ".join(sys.argv[1:])])
