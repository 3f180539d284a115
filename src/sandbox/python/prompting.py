"""pdb in a script, on the terminal of ar-sim: the stdin of the script has the payload.

Splunk gives a script no terminal. There pdb takes the payload for its commands, and ends the script by BdbQuit. So does
this where there is no terminal, with a word that says why. Ground: PEP 553, the documentation of pdb and of bdb.
"""

import os
import sys

_NO_TERMINAL = (
    "breakpoint() has no terminal to ask on: the payload is on stdin. Use `ar-sim run` in a terminal, --pdb, or --debug. "
    "Splunk has no terminal either, so take it out before you ship"
)


class Prompt(object):
    """`text`: the wish of ar-sim as JSON, or None without a terminal."""

    def __init__(self, text):
        import json

        self.wish = json.loads(text) if text else None
        self.pdb = None

    def stop(self, frame):
        if self.wish is None:
            from bdb import BdbQuit

            raise BdbQuit(_NO_TERMINAL)
        self._pdb().set_trace(frame)

    def watch_end(self):
        """An exception that nobody catches stops the script too, where that is asked for."""
        if self.wish is None or not self.wish["isPostMortem"]:
            return
        show = sys.excepthook

        def stop_at_end(kind, value, trace):
            show(kind, value, trace)
            if trace is not None and issubclass(kind, Exception) and kind.__name__ != "BdbQuit":
                pdb = self._pdb()
                pdb.message("%s: %s" % (kind.__name__, value))
                pdb.reset()
                pdb.interaction(None, trace)

        sys.excepthook = stop_at_end

    def _pdb(self):
        if self.pdb is None:
            self.pdb = _pdb_of(self.wish)
        return self.pdb


def _pdb_of(wish):
    import pdb
    import socket

    apps = os.path.join(os.environ.get("SPLUNK_HOME", ""), "etc", "apps")
    own = [(os.path.join(apps, app) + os.sep, root + os.sep) for root, app in wish["apps"]]

    class OwnPdb(pdb.Pdb):
        """Shows the user's own files, and not the copies of them that run."""

        def format_stack_entry(self, *args, **kwargs):
            text = pdb.Pdb.format_stack_entry(self, *args, **kwargs)
            for copy, root in own:
                text = text.replace(copy, root)
            return text

    line = socket.create_connection(("127.0.0.1", wish["port"]))
    reader = line.makefile("r", encoding="utf-8", errors="replace")
    writer = line.makefile("w", encoding="utf-8", errors="replace")
    return OwnPdb(stdin=reader, stdout=writer)
