"""The options that let a person into a script: the debugger of an editor, or pdb on the terminal."""

from __future__ import annotations

import os
import subprocess
from typing import Any, Mapping, Optional

import pytest

DEBUG_PORT = "debugPort"
_USUAL_PORT = "5678"
#: The numbers of Linux for the terminals below /dev/pts. Ground: admin-guide/devices.txt of the Linux kernel.
_PTS, _CONSOLE = range(136, 144), 4


def add_watch_options(group: Any) -> None:
    group.addoption(
        "--ar-debug",
        metavar="PORT",
        nargs="?",
        const=_USUAL_PORT,
        help="Each script waits for the debugger of an editor at this port. Default: %s. With --pdb instead, pdb opens "
        "on the terminal where an exception ends a script, and at breakpoint()." % _USUAL_PORT,
    )


def watch_of(config: pytest.Config) -> Mapping[str, object]:
    """What the worker is told with each run."""
    port = config.getoption("--ar-debug")
    if port is None:
        terminal = _terminal() if config.getoption("usepdb", False) and not _is_spread(config) else None
        return {} if terminal is None else {"terminal": terminal}
    if not (port.isdigit() and 0 < int(port) < 65536):
        raise pytest.UsageError("--ar-debug must be a port from 1 to 65535, not %r" % port)
    if _is_spread(config):
        raise pytest.UsageError("--ar-debug cannot be used with -n: an editor debugs one script at a time")
    return {DEBUG_PORT: int(port)}


def _is_spread(config: pytest.Config) -> bool:
    """Whether xdist runs the tests in several processes."""
    return hasattr(config, "workerinput") or bool(config.getoption("numprocesses", None))


def _terminal() -> Optional[str]:
    """The path of the terminal of this process. ``/dev/tty`` means nothing to the worker, which has none of its own."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except (OSError, AttributeError):
        return None
    path = _terminal_by_proc() or _terminal_by_ps()
    return path if path is not None and os.path.exists(path) else None


def _terminal_by_proc() -> Optional[str]:
    try:
        with open("/proc/self/stat", "rb") as file:
            number = int(file.read().rpartition(b")")[2].split()[4])
    except (OSError, ValueError, IndexError):
        return None
    major, minor = number >> 8 & 0xFFF, number & 0xFF | number >> 12 & 0xFFF00
    if major in _PTS:
        return "/dev/pts/%d" % ((major - _PTS[0]) * 256 + minor)
    return "/dev/tty%d" % minor if major == _CONSOLE else None


def _terminal_by_ps() -> Optional[str]:
    """As macOS tells it: ``ttys003``."""
    try:
        name = subprocess.check_output(["ps", "-o", "tty=", "-p", str(os.getpid())], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return None
    return "/dev/" + name.decode("ascii", "replace").strip()
