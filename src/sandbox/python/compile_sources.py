"""Compiles Python sources for the interpreter that runs this file, as they would be found beside the sources.

stdin: JSON, {"mtime": seconds, "sources": {path: text}}. stdout: a line of JSON, [[path of the compiled file, length]],
and then their bytes. A compiled file stays valid as long as its source has this mtime and its length.
Ground: PEP 552 and PEP 3147 for the header and the name. Runs on Python 2.7 and 3.
"""

import json
import marshal
import struct
import sys

try:
    from importlib.util import MAGIC_NUMBER, cache_from_source
except ImportError:
    import imp

    MAGIC_NUMBER = imp.get_magic()

    def cache_from_source(path):
        return path + "c"


def header(mtime, size):
    fields = [mtime & 0xFFFFFFFF]
    if sys.version_info >= (3, 7):
        fields.insert(0, 0)
    if sys.version_info >= (3, 3):
        fields.append(size & 0xFFFFFFFF)
    return MAGIC_NUMBER + struct.pack("<%dL" % len(fields), *fields)


def main():
    wish = json.loads(getattr(sys.stdin, "buffer", sys.stdin).read().decode("utf-8"))
    parts = []
    for path, text in sorted(wish["sources"].items()):
        source = text.encode("utf-8")
        try:
            code = compile(source, path, "exec", dont_inherit=True)
        except SyntaxError:
            # A file for another version of Python. This one does not import it.
            continue
        parts.append((cache_from_source(path), header(wish["mtime"], len(source)) + marshal.dumps(code)))
    out = getattr(sys.stdout, "buffer", sys.stdout)
    out.write(json.dumps([[path, len(data)] for path, data in parts]).encode("utf-8") + b"\n")
    for _, data in parts:
        out.write(data)


main()
