"""The command ``ar-sim``. It loads no more than it needs, since Python's start adds to each command."""

from __future__ import annotations

import os
import sys

from .node import NoNode, command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> NoReturn:
    try:
        argv = command() + sys.argv[1:]
    except NoNode as error:
        sys.stderr.write("error: %s\n" % error)
        sys.exit(4)
    if os.name == "nt":
        # exec on Windows ends the program that the shell waits for.
        import subprocess

        sys.exit(subprocess.call(argv))
    try:
        os.execv(argv[0], argv)
    except OSError as error:
        sys.stderr.write("error: %s cannot be started: %s\n" % (argv[0], error.strerror))
        sys.exit(4)
