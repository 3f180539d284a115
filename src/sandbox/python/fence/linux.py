"""Calls of the Linux kernel that Python's library lacks. Ground: their manual pages, and the kernel's headers."""

import ctypes
import os

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_CHILD_SUBREAPER = 36

_libc = ctypes.CDLL(None, use_errno=True)


def checked(result):
    """The result of a call, or its error as an exception."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def prctl(option, *values):
    values = [ctypes.c_ulong(value) for value in values + (0,) * (4 - len(values))]
    return checked(_libc.prctl(ctypes.c_int(option), *values))


def adopt_orphans():
    """From now on, descendants of this process whose parent ends become its children. Ground: prctl(2)."""
    prctl(PR_SET_CHILD_SUBREAPER, 1)


def end_with_parent():
    prctl(PR_SET_PDEATHSIG, 9)
