"""A name server that gives each name an address of its own, so that a connection tells which name it is for.

Ground: RFC 1035; RFC 2544 for the addresses, which no machine has.
"""

import re
import struct

_A = 1
_MOST_NAMES = 65000
_TTL = 1


class Names(object):
    def __init__(self, own):
        # The machine's own names lead to itself, and are no attempt.
        self.own = {name.lower() for name in own} | {"localhost"}
        self.unknown = None
        self.by_name = {}
        self.by_address = {}

    def forget(self, names):
        """From now on these are not known, with `*` for any text."""
        pieces = [".*".join(re.escape(piece) for piece in name.lower().split("*")) for name in names]
        self.unknown = re.compile("^(?:%s)$" % "|".join(pieces)) if pieces else None

    def answer(self, query):
        """The answer, and the name that was asked for; None for one of the machine's own."""
        name, kind, end = _question(query)
        if self.unknown is not None and self.unknown.match(name):
            # Ground: RFC 1035: response code 3, no such name.
            return query[:2] + struct.pack(">HHHHH", 0x8583, 1, 0, 0, 0) + query[12:end], None
        is_own = name in self.own or name.partition(".")[0] in self.own
        address = "127.0.0.1" if is_own else self._address_of(name)
        parts = struct.pack("4B", *[int(part) for part in address.split(".")])
        record = b"\xc0\x0c" + struct.pack(">HHIH", _A, 1, _TTL, 4) + parts if kind == _A else b""
        head = query[:2] + struct.pack(">HHHHH", 0x8580, 1, 1 if record else 0, 0, 0)
        return head + query[12:end] + record, None if is_own else name

    def _address_of(self, name):
        address = self.by_name.get(name)
        if address is None:
            number = len(self.by_name) % _MOST_NAMES + 1
            address = "198.18.%d.%d" % divmod(number, 256) if number < 65536 else "198.19.255.255"
            self.by_name[name] = address
            self.by_address[address] = name
        return address


def _question(query):
    """The name, the type of record, and where the question ends. Raises for what is no query."""
    at, labels = 12, []
    while query[at]:
        length = query[at]
        if length > 63:
            raise ValueError("a compressed name in a question")
        labels.append(_printable(query[at + 1 : at + 1 + length]))
        at += length + 1
    kind = struct.unpack_from(">H", query, at + 1)[0]
    if len(query) < at + 5:
        raise ValueError("cut short")
    return ".".join(labels).lower(), kind, at + 5


def _printable(label):
    return "".join(chr(byte) if 33 <= byte <= 126 else "\\%03d" % byte for byte in bytearray(label))
