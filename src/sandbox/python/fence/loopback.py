"""The network of a fence: one loopback to which every address leads. Ground: netdevice(7), rtnetlink(7), packet(7)."""

import ctypes
import fcntl
import os
import socket
import struct

_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 1
_RTM_NEWROUTE, _REQUEST_ACK_CREATE = 24, 0x405
_TABLE_LOCAL, _PROTOCOL_BOOT, _SCOPE_HOST, _TYPE_LOCAL, _OUTPUT_DEVICE = 255, 3, 254, 2, 4
_ETH_P_ALL, _PACKET_OUTGOING, _SO_ATTACH_FILTER = 3, 4, 26
_SYN, _ACK = 2, 16
NAME_SERVER = 53
_HEADERS = 128


def raise_loopback():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        flags = struct.unpack("16sh", fcntl.ioctl(sock, _SIOCGIFFLAGS, struct.pack("16sh", b"lo", 0)))[1]
        fcntl.ioctl(sock, _SIOCSIFFLAGS, struct.pack("16sh", b"lo", flags | _IFF_UP))
    lead_all_to_loopback(socket.AF_INET)
    try:
        lead_all_to_loopback(socket.AF_INET6)
    except OSError:
        # A kernel without IPv6 has no way out by it.
        pass


def lead_all_to_loopback(family):
    route = struct.pack(
        "BBBBBBBBI", family, 0, 0, 0, _TABLE_LOCAL, _PROTOCOL_BOOT, _SCOPE_HOST, _TYPE_LOCAL, 0
    )
    route += struct.pack("HHI", 8, _OUTPUT_DEVICE, socket.if_nametoindex("lo"))
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as sock:
        sock.bind((0, 0))
        sock.send(struct.pack("IHHII", 16 + len(route), _RTM_NEWROUTE, _REQUEST_ACK_CREATE, 1, 0) + route)
        error = struct.unpack("i", sock.recv(4096)[16:20])[0]
    if error:
        raise OSError(-error, os.strerror(-error))


def _op(code, jump_true, jump_false, value):
    return struct.pack("HBBI", code, jump_true, jump_false, value)


# Classic BPF: the first packet of a TCP connection, and each UDP packet. All else is traffic within a connection.
_FILTER = b"".join(
    [
        _op(0x30, 0, 0, 0),  # the version
        _op(0x54, 0, 0, 0xF0),
        _op(0x15, 0, 7, 0x40),  # IPv4, else to IPv6
        _op(0x30, 0, 0, 9),  # its protocol
        _op(0x15, 11, 0, 17),  # UDP: take it
        _op(0x15, 0, 11, 6),  # TCP, else leave it
        _op(0xB1, 0, 0, 0),  # the length of the header
        _op(0x50, 0, 0, 13),  # the flags
        _op(0x54, 0, 0, _SYN | _ACK),
        _op(0x15, 6, 7, _SYN),
        _op(0x15, 0, 6, 0x60),  # IPv6
        _op(0x30, 0, 0, 6),
        _op(0x15, 3, 0, 17),
        _op(0x15, 0, 3, 6),
        _op(0x30, 0, 0, 53),
        _op(0x45, 1, 0, _ACK),
        _op(0x06, 0, 0, _HEADERS),
        _op(0x06, 0, 0, 0),
    ]
)


def open_sight():
    """A socket that sees what is sent on the loopback."""
    sock = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, 0)
    code = ctypes.create_string_buffer(_FILTER)
    program = struct.pack("HL", len(_FILTER) // 8, ctypes.addressof(code))
    sock.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, program)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    sock.bind(("lo", _ETH_P_ALL))
    sock.setblocking(False)
    return sock


def seen(sock):
    """The attempts that were seen since: protocol, address and port, and the address and port that they come from."""
    while True:
        try:
            packet, beside = sock.recvfrom(_HEADERS)
        except OSError:
            return
        attempt = None if beside[2] == _PACKET_OUTGOING else _attempt_in(packet)
        if attempt is not None:
            yield attempt


def _attempt_in(packet):
    try:
        if packet[0] >> 4 == 4:
            start, number = 4 * (packet[0] & 15), packet[9]
            family, origin, target = socket.AF_INET, packet[12:16], packet[16:20]
        else:
            start, number = 40, packet[6]
            family, origin, target = socket.AF_INET6, packet[8:24], packet[24:40]
        origin, address = socket.inet_ntop(family, origin), socket.inet_ntop(family, target)
        source, port = struct.unpack_from(">HH", packet, start)
    except (IndexError, ValueError, struct.error):
        return None
    if number == 17 and source == NAME_SERVER:
        # Its answers are no attempts of the script.
        return None
    return "udp" if number == 17 else "tcp", address, port, (origin, source)
