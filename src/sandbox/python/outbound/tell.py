"""Writes down what was tried, for ar-sim to read after the run.

The file is opened anew for each line: a script may close every descriptor, and what it then opens gets their numbers.
"""

import os
import re

_MOST_BYTES = 4 << 20
_MOST_LINES = 2000
# The stack of a client that an add-on brings is long.
_LONGEST_FIELD = 4000
_ODD = re.compile(u"[\x00-\x1f\x7f-\x9f]")
_FLAGS = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Teller(object):
    def __init__(self, folder, now):
        self.file = os.path.join(folder, "told")
        self.now = now
        self.lines = 0

    def tell(self, *fields):
        self.lines += 1
        if self.lines > _MOST_LINES:
            return
        line = u"\t".join([u"%.3f" % self.now()] + [_clean(field) for field in fields]) + u"\n"
        try:
            fd = os.open(self.file, _FLAGS)
        except (IOError, OSError):
            return
        try:
            if os.fstat(fd).st_size < _MOST_BYTES:
                os.write(fd, line.encode("utf-8", "replace"))
        except (IOError, OSError):
            pass
        finally:
            os.close(fd)

    def redirect(self, local, host, port):
        """Read by ar-sim when the connection from this port arrives."""
        fd = os.open(os.path.join(os.path.dirname(self.file), "redirects"), _FLAGS)
        try:
            os.write(fd, (u"%d\t%s\t%d\n" % (local, _clean(host), port)).encode("utf-8", "replace"))
        finally:
            os.close(fd)

    def told(self):
        """The lines by now, of other processes too."""
        try:
            with open(self.file, "rb") as file:
                return file.read(_MOST_BYTES).split(b"\n")
        except (IOError, OSError):
            return []


def _clean(value):
    if isinstance(value, (bytes, bytearray)):
        value = bytes(value).decode("utf-8", "replace")
    text = value if isinstance(value, type(u"")) else u"%s" % (value,)
    return _ODD.sub(u"?", text)[:_LONGEST_FIELD]
