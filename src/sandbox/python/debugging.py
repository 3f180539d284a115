"""Lets an editor into a script: debugpy calls ar-sim, which joins it to the editor.

A fence lets nobody in, so the script is the one that calls. Ground: debugpy's documentation, `debugpy.connect`; the
variable PATHS_FROM_ECLIPSE_TO_PYTHON is pydevd's, and leads from the user's own files to the copies that run.
"""

import json
import os
import socket
import sys


def attach(text):
    """Comes back when the editor has set its breakpoints. `text` is the wish of ar-sim as JSON."""
    wish = json.loads(text)
    # So early, some Pythons have none yet. pydevd reads it, and the interpreter sets it anew.
    if not hasattr(sys, "argv"):
        sys.argv = [""]
    version = "%d.%d" % sys.version_info[:2]
    apps = os.path.join(os.environ.get("SPLUNK_HOME", ""), "etc", "apps")
    paths = [[root, os.path.join(apps, app)] for root, app in wish["apps"]]
    os.environ["PATHS_FROM_ECLIPSE_TO_PYTHON"] = json.dumps(paths)
    # Its copies have other files behind them than those that it was compiled from, and it would warn on stderr.
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    # A fence refuses it beside the tool, and the report would tell of that.
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    path = list(sys.path)
    sys.path.append(os.path.join(wish["tools"], version))
    try:
        import debugpy
    except ImportError:
        debugpy = None
    try:
        if debugpy is None:
            _say(wish["words"], version)
            return
        try:
            debugpy.configure(subProcess=False)
            debugpy.connect(("127.0.0.1", wish["port"]))
            debugpy.wait_for_client()
        except Exception as error:
            _say(wish["words"], "%s %s: %s" % (version, type(error).__name__, error))
    finally:
        sys.path[:] = path
        sys.dont_write_bytecode = writes
        os.environ.pop("PATHS_FROM_ECLIPSE_TO_PYTHON", None)
        os.environ.pop("PYDEVD_DISABLE_FILE_VALIDATION", None)


def _say(port, word):
    """The version, and why debugpy does not start if it is there. ar-sim ends the run when it hears this."""
    words = socket.create_connection(("127.0.0.1", port))
    try:
        words.sendall(("%s\n" % word).encode("ascii", "replace"))
        words.recv(1)
    finally:
        words.close()
