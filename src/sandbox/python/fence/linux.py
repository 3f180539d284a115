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


def syscall(number, *values, **how):
    """For calls that libc has no function for. Bytes are handed over by their address. With `is_checked=False`, gives -1 instead of raising."""
    given = [ctypes.c_char_p(value) if value is None or isinstance(value, bytes) else ctypes.c_long(value) for value in values]
    _libc.syscall.restype = ctypes.c_long
    result = _libc.syscall(ctypes.c_long(number), *given)
    return result if how.get("is_checked") is False else checked(result)


def adopt_orphans():
    """From now on, descendants of this process whose parent ends become its children. Ground: prctl(2)."""
    prctl(PR_SET_CHILD_SUBREAPER, 1)


def end_with_parent():
    prctl(PR_SET_PDEATHSIG, 9)


CLONE_NEWNS = 0x00020000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18

_MOUNT_SETATTR = 442
_AT_FDCWD = -100
_AT_RECURSIVE = 0x8000
_MOUNT_ATTR_RDONLY = 1
_PR_CAPBSET_DROP = 24

# What root could undo the fence with. Ground: capabilities(7), <linux/capability.h>.
_CAPABILITIES = {
    "NET_ADMIN": 12,
    "SYS_MODULE": 16,
    "SYS_RAWIO": 17,
    "SYS_PTRACE": 19,
    "SYS_ADMIN": 21,
    "SYS_BOOT": 22,
    "MKNOD": 27,
}


def unshare(flags):
    checked(_libc.unshare(ctypes.c_int(flags)))


def mount(source, target, kind, flags, data=""):
    words = [None if word is None else os.fsencode(word) for word in (source, target, kind)]
    checked(_libc.mount(words[0], words[1], words[2], ctypes.c_ulong(flags), os.fsencode(data)))


def set_read_only(path, is_read_only, recursive=False):
    """Ground: mount_setattr(2), Linux 5.12 and newer."""
    attributes = (ctypes.c_uint64 * 4)(0, 0, 0, 0)
    attributes[0 if is_read_only else 1] = _MOUNT_ATTR_RDONLY
    flags = _AT_RECURSIVE if recursive else 0
    checked(
        _libc.syscall(
            ctypes.c_long(_MOUNT_SETATTR),
            ctypes.c_int(_AT_FDCWD),
            os.fsencode(path),
            ctypes.c_uint(flags),
            ctypes.byref(attributes),
            ctypes.c_size_t(ctypes.sizeof(attributes)),
        )
    )


def drop_capabilities():
    for number in _CAPABILITIES.values():
        try:
            prctl(_PR_CAPBSET_DROP, number)
        except OSError:
            # An ordinary user has none, and loses those in its namespace when the script starts.
            pass
