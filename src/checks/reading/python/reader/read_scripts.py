"""Reads scripts by Python's own ast and says what is in them, one JSON line a file. Starts none of them.

In: one JSON object on stdin, {"files": [{"path", "base64"}], "imports": {path: {module: path}}, "asks": whether to tell
what the scripts ask for}.
"""
import base64
import json
import sys

from asks import asks_of
from logged import logged_secrets
from parsing import SourceFile, repaired
from responses import untold
from searches import sendalerts
from values import Values
from troubles import troubles_of
from uses import uses_of
from versions.differences import Differences
from versions.table import load


def main():
    asked = json.load(sys.stdin)
    imports = asked["imports"]
    files = {}
    for one in asked["files"]:
        tree, broken = repaired(base64.b64decode(one["base64"]))
        files[one["path"]] = SourceFile(one["path"], tree, broken, imports.get(one["path"], {}))
    values = Values(files)
    table = load()
    write = sys.stdout.write
    for file in files.values():
        said = {"path": file.path, "imports": [], "calls": [], "reads": [], "escapes": False, "differences": [], "asks": []}
        said["troubles"] = list(file.broken)
        if file.tree is not None:
            try:
                said.update(uses_of(file, values))
                said["troubles"] += troubles_of(file, values)
                said["troubles"] += logged_secrets(file.tree, values)
                said["troubles"] += untold(file.tree, values)
                said["troubles"] += sendalerts(file.tree)
                said["differences"] = Differences(file, table).of()
                if asked.get("asks"):
                    said["asks"] = asks_of(file.tree, values)
            except RecursionError:
                # An expression of a thousand links: what was found so far is told.
                pass
        write(json.dumps(said) + "\n")


main()
