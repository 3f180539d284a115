"""Hears of each connect() and sendto() of a script before the kernel does it, and lets it go on.

Ground: seccomp(2), seccomp_unotify(2), pidfd_getfd(2); <linux/seccomp.h>, <linux/audit.h>.
"""

import array
import ctypes
import fcntl
import os
import socket
import struct

import linux

# By machine: AUDIT_ARCH, and the numbers of seccomp, connect and sendto.
_NUMBERS = {"x86_64": (0xC000003E, 317, 42, 44), "aarch64": (0xC00000B7, 277, 203, 206)}
_PIDFD_OPEN, _PIDFD_GETFD = 434, 438
_SET_MODE_FILTER, _NEW_LISTENER = 1, 8
_RECEIVE, _SEND, _CONTINUE = 0xC0502100, 0xC0182101, 1
_NOTIFY, _ALLOW = 0x7FC00000, 0x7FFF0000
# id, pid, flags; number of the call, architecture, place in the program, six arguments
_NOTICE = struct.Struct("QIIiIQ6Q")
_LONGEST_ADDRESS = 28


def can_listen():
    """Whether this machine gives notices. It is asked within the namespaces, where it would be done."""
    if os.uname().machine not in _NUMBERS:
        return False
    pid = os.fork()
    if pid == 0:
        try:
            _install()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0


def tell_of_this_process(teller):
    """Hands over, on the socket `teller`, what hears of this process and of all that it starts."""
    fd = _install()
    teller.sendmsg([b"n"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [fd]))])
    os.close(fd)
    teller.close()


def _install():
    arch, seccomp, connect, sendto = _NUMBERS[os.uname().machine]
    operations = (
        (0x20, 0, 0, 4),  # the architecture
        (0x15, 0, 8, arch),
        (0x20, 0, 0, 0),  # the number of the call
        (0x15, 5, 0, connect),
        (0x15, 0, 5, sendto),
        (0x20, 0, 0, 48),  # where sendto has an address, in two halves
        (0x15, 0, 2, 0),
        (0x20, 0, 0, 52),
        (0x15, 1, 0, 0),
        (0x06, 0, 0, _NOTIFY),
        (0x06, 0, 0, _ALLOW),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *words) for words in operations))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(operations), ctypes.addressof(code)))
    return linux.syscall(seccomp, _SET_MODE_FILTER, _NEW_LISTENER, ctypes.addressof(program))


def receive(fd):
    """The number of the notice, and whom the call is for: protocol, family, address and port. None for others.

    Raises OSError where the process has ended by now.
    """
    data = bytearray(_NOTICE.size)
    fcntl.ioctl(fd, _RECEIVE, data, True)
    number, pid, _, call, _, _, sock, second, third, _, fifth, sixth = _NOTICE.unpack(bytes(data))
    is_connect = call == _NUMBERS[os.uname().machine][2]
    place, length = (second, third) if is_connect else (fifth, sixth)
    try:
        return number, _destination(pid, sock, place, length)
    except (OSError, ValueError, struct.error, OverflowError):
        return number, None


def let_go_on(fd, number):
    try:
        fcntl.ioctl(fd, _SEND, bytearray(struct.pack("QqiI", number, 0, 0, _CONTINUE)), True)
    except OSError:
        # It has ended, or a signal came in between.
        pass


def _destination(pid, sock, place, length):
    memory = os.open("/proc/%d/mem" % pid, os.O_RDONLY)
    try:
        address = os.pread(memory, min(length, _LONGEST_ADDRESS), place)
    finally:
        os.close(memory)
    (family,) = struct.unpack_from("H", address)
    if family == socket.AF_INET:
        text = socket.inet_ntop(family, address[4:8])
    elif family == socket.AF_INET6:
        text = socket.inet_ntop(family, address[8:24])
    else:
        return None
    (port,) = struct.unpack_from(">H", address, 2)
    return _protocol_of(pid, sock), family, text, port


def _protocol_of(pid, sock):
    process = linux.syscall(_PIDFD_OPEN, _leader_of(pid), 0)
    try:
        fd = linux.syscall(_PIDFD_GETFD, process, sock & 0xFFFFFFFF, 0)
    finally:
        os.close(process)
    with socket.socket(fileno=fd) as copy:
        kind = copy.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE)
    return "udp" if kind == socket.SOCK_DGRAM else "tcp"


def _leader_of(thread):
    with open("/proc/%d/status" % thread) as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Tgid:"))
