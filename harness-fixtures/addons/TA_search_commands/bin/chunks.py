"""The chunked protocol with nothing but Python's own modules."""
import csv
import io
import json
import sys

INPUT = sys.stdin.buffer
OUTPUT = sys.stdout.buffer


def read_chunk():
    """(metadata, rows), or None where the input has ended."""
    header = INPUT.readline()
    if not header:
        return None
    _, metadata_length, body_length = header.decode().strip().split(",")
    metadata = json.loads(INPUT.read(int(metadata_length)).decode("utf-8"))
    body = INPUT.read(int(body_length)).decode("utf-8")
    return metadata, list(csv.DictReader(io.StringIO(body)))


def write_chunk(metadata, rows=()):
    text = io.StringIO()
    if rows:
        fields = []
        for row in rows:
            fields += [field for field in row if field not in fields]
        writer = csv.DictWriter(text, fields)
        writer.writeheader()
        writer.writerows(rows)
    head = json.dumps(metadata).encode("utf-8")
    body = text.getvalue().encode("utf-8")
    OUTPUT.write(b"chunked 1.0,%d,%d\n" % (len(head), len(body)) + head + body)
    OUTPUT.flush()


def options_of(metadata):
    return dict(arg.split("=", 1) for arg in metadata["searchinfo"]["args"] if "=" in arg)


def run(info, change):
    """Answers getinfo with `info`, and each chunk with the rows that `change` makes of its rows."""
    asked, _ = read_chunk()
    options = options_of(asked)
    write_chunk(info)
    for metadata, rows in iter(read_chunk, None):
        write_chunk({"finished": metadata["finished"]}, change(rows, options))
