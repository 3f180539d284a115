"""The ways out of a network that lets everything through: what a script is about to reach is opened before it does.

Each way is a socket in the network of the fence, which goes to ar-sim. There, its connections and datagrams go on.
"""

import errno
import socket

import notices

# A script that tries every port must not fill the memory. What is beyond it is refused.
_MOST_WAYS = 1000


class Ways(object):
    def __init__(self, listen, hand):
        """`listen` opens a port of TCP, and raises OSError. `hand` gives a message and a descriptor to ar-sim."""
        self._listen = listen
        self._hand = hand
        self._opened = set()

    def heed(self, fd):
        try:
            number, destination = notices.receive(fd)
        except OSError:
            # What called has ended by now.
            return
        try:
            if destination is not None:
                self._open(*destination)
        finally:
            notices.let_go_on(fd, number)

    def close(self):
        """The script has ended, and what ar-sim got is closed there."""
        self._opened.clear()

    def leads(self, protocol, address, port):
        """Whether ar-sim tells of it."""
        return ("tcp", port) in self._opened or (protocol, address, port) in self._opened

    def _open(self, protocol, family, address, port):
        # The name server of the fence answers at this port.
        if port == 0 or (protocol, port) == ("udp", 53):
            return
        key = (protocol, port) if protocol == "tcp" else (protocol, address, port)
        if key in self._opened or len(self._opened) >= _MOST_WAYS:
            return
        try:
            if protocol == "tcp":
                self._listen(port)
            else:
                self._carry_datagrams(family, address, port)
        except OSError as error:
            # The script itself listens there, and reaches nobody else.
            if error.errno != errno.EADDRINUSE:
                return
        self._opened.add(key)

    def _carry_datagrams(self, family, address, port):
        with socket.socket(family, socket.SOCK_DGRAM) as sock:
            sock.bind((address, port))
            self._hand({"datagrams": {"protocol": "udp", "host": address, "port": port}}, sock.fileno())
