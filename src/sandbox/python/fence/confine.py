"""Confines a script where no namespace can be had: TCP by Landlock, and all other sockets by a filter of system calls.

Ground: landlock(7), seccomp(2), the kernel's Documentation/userspace-api/landlock.rst, and its headers.
"""

import ctypes
import errno
import os
import struct

import linux

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2

# The same on every machine.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_CREATE_RULESET_VERSION = 1
_RULE_NET_PORT = 2
_BIND_TCP, _CONNECT_TCP = 1, 2
_SCOPE_ABSTRACT_UNIX_SOCKET, _SCOPE_SIGNAL = 1, 2
# Landlock knows ports of TCP from its version 4 on, which came with Linux 6.7, and scopes from version 6 on.
_LEAST_VERSION, _VERSION_WITH_SCOPES = 4, 6

_AF_UNIX, _AF_INET, _AF_INET6, _AF_NETLINK = 1, 2, 10, 16
_SOCK_STREAM, _SOCK_KIND = 1, 15
_IPPROTO_TCP = 6
# A connection that begins with its first data does not pass by connect(2), where Landlock looks.
_MSG_FASTOPEN = 0x20000000

# By machine: its number in seccomp_data, and the numbers of its system calls.
_MACHINES = {
    "x86_64": (0xC000003E, {"socket": 41, "sendto": 44, "sendmsg": 46, "sendmmsg": 307, "io_uring_setup": 425}),
    "aarch64": (0xC00000B7, {"socket": 198, "sendto": 206, "sendmsg": 211, "sendmmsg": 269, "io_uring_setup": 425}),
}
# Above this, x86-64 has the numbers of another ABI.
_X32 = 0x40000000
# Where the flags are among the arguments.
_FLAGS_AT = {"sendto": 3, "sendmsg": 2, "sendmmsg": 3}

_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_LOAD, _AND, _IF_EQUAL, _IF_NOT_LESS, _IF_BITS, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _MACHINE_AT, _ARGUMENTS_AT = 0, 4, 16


def why_not():
    """Why this kernel cannot confine a script, or None if it can."""
    if os.uname().machine not in _MACHINES:
        return "ar-sim knows no filter of system calls for %s" % os.uname().machine
    if struct.calcsize("P") != 8:
        return "it needs a Python of 64 bits"
    version = _version()
    if version < _LEAST_VERSION:
        return "the kernel has no Landlock that knows ports (it has version %d of %d)" % (version, _LEAST_VERSION)
    # In a process of its own, since nothing takes it back.
    pid = os.fork()
    if pid == 0:
        try:
            confine([1], False)
            os._exit(0)
        except OSError as error:
            os._exit(min(error.errno or 255, 255))
        finally:
            os._exit(255)
    status = os.waitpid(pid, 0)[1]
    return None if status == 0 else "the kernel refuses it: %s" % os.strerror(os.WEXITSTATUS(status))


def confine(ports, is_open):
    """From now on, this process and all that it starts reach only these ports. Nothing takes it back.

    `is_open` leaves the network as it is.
    """
    linux.prctl(_PR_SET_NO_NEW_PRIVS, 1)
    _restrict(ports, is_open)
    if not is_open:
        _filter(_program())


def _version():
    return max(0, linux.syscall(_CREATE_RULESET, None, 0, _CREATE_RULESET_VERSION, is_checked=False))


def _restrict(ports, is_open):
    handled = 0 if is_open else _BIND_TCP | _CONNECT_TCP
    scopes = _SCOPE_ABSTRACT_UNIX_SOCKET | _SCOPE_SIGNAL if _version() >= _VERSION_WITH_SCOPES else 0
    if not handled and not scopes:
        return
    attributes = struct.pack("=QQQ", 0, handled, scopes)
    # A kernel without scopes knows a shorter structure.
    size = 24 if scopes else 16
    ruleset = linux.syscall(_CREATE_RULESET, attributes, size, 0)
    try:
        for port in () if is_open else sorted(set(ports)):
            linux.syscall(_ADD_RULE, ruleset, _RULE_NET_PORT, struct.pack("=QQ", _CONNECT_TCP, port), 0)
        if not is_open:
            # Clients may bind to port 0, by which the system chooses one.
            linux.syscall(_ADD_RULE, ruleset, _RULE_NET_PORT, struct.pack("=QQ", _BIND_TCP, 0), 0)
        linux.syscall(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _program():
    """Classic BPF. Only sockets of TCP, of Unix and of netlink can be made."""
    machine, calls = _MACHINES[os.uname().machine]
    lines = [(_LOAD, _MACHINE_AT), ("unless", _IF_EQUAL, machine, "refuse"), (_LOAD, _NUMBER_AT)]
    if os.uname().machine == "x86_64":
        lines.append(("if", _IF_NOT_LESS, _X32, "refuse"))
    # Its requests do not pass by this filter.
    lines.append(("if", _IF_EQUAL, calls["io_uring_setup"], "refuse"))
    lines.append(("if", _IF_EQUAL, calls["socket"], "socket"))
    lines.extend(("if", _IF_EQUAL, calls[name], name) for name in _FLAGS_AT)
    lines.append((_RETURN, _ALLOW))
    for name, place in _FLAGS_AT.items():
        lines.extend([name, (_LOAD, _argument(place)), ("if", _IF_BITS, _MSG_FASTOPEN, "refuse"), (_RETURN, _ALLOW)])
    lines.extend(["socket", (_LOAD, _argument(0))])
    lines.extend(("if", _IF_EQUAL, family, "allow") for family in (_AF_UNIX, _AF_NETLINK))
    lines.extend(("if", _IF_EQUAL, family, "kind") for family in (_AF_INET, _AF_INET6))
    lines.append((_RETURN, _ERRNO | errno.EACCES))
    lines.extend(["kind", (_LOAD, _argument(1)), (_AND, _SOCK_KIND), ("unless", _IF_EQUAL, _SOCK_STREAM, "refuse")])
    # MPTCP, SCTP and the like are streams too, and Landlock does not know them.
    lines.append((_LOAD, _argument(2)))
    lines.extend(("if", _IF_EQUAL, protocol, "allow") for protocol in (0, _IPPROTO_TCP))
    lines.extend(["refuse", (_RETURN, _ERRNO | errno.EACCES), "allow", (_RETURN, _ALLOW)])
    return _assembled(lines)


def _argument(number):
    """The lower half of it. Both machines have it first."""
    return _ARGUMENTS_AT + 8 * number


def _assembled(lines):
    """Lines are names of places, (code, value), and jumps to a place if a condition holds, or unless it does."""
    places, ops = {}, []
    for line in lines:
        if isinstance(line, str):
            places[line] = len(ops)
        else:
            ops.append(line)
    code = b""
    for at, op in enumerate(ops):
        if len(op) == 2:
            code += struct.pack("=HBBI", op[0], 0, 0, op[1])
            continue
        how, condition, value, place = op
        distance = places[place] - at - 1
        jumps = (distance, 0) if how == "if" else (0, distance)
        code += struct.pack("=HBBI", condition, jumps[0], jumps[1], value)
    return code


def _filter(code):
    held = ctypes.create_string_buffer(code, len(code))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(code) // 8, ctypes.addressof(held)))
    linux.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(program))
