"""Lines of JSON over a socket, with file descriptors beside them."""

import array
import json
import os
import socket

_MOST_FDS = 8


class Lines(object):
    def __init__(self, sock):
        self.sock = sock
        self._rest = b""
        self._fds = []

    def fileno(self):
        return self.sock.fileno()

    def send(self, message, fds=()):
        """True if the other side is still there."""
        beside = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))] if fds else []
        data = json.dumps(message).encode("utf-8") + b"\n"
        try:
            sent = self.sock.sendmsg([data], beside)
            self.sock.sendall(data[sent:])
            return True
        except OSError:
            return False

    def receive(self):
        """The messages and the descriptors that have come by now, or None at the end.

        Descriptors come before the end of a long message. Whoever reads a message takes its own out of the list, where
        those of a message on its way stay.
        """
        try:
            data, beside, _, _ = self.sock.recvmsg(65536, socket.CMSG_SPACE(4 * _MOST_FDS))
        except OSError:
            data, beside = b"", []
        fds = array.array("i")
        for level, kind, payload in beside:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                fds.frombytes(payload[: len(payload) - len(payload) % 4])
        for fd in fds:
            os.set_inheritable(fd, False)
        if not data:
            return None
        parts = (self._rest + data).split(b"\n")
        self._rest = parts.pop()
        self._fds.extend(fds)
        return [json.loads(part.decode("utf-8")) for part in parts], self._fds

    def receive_fd(self):
        """One descriptor that comes alone, or None where none comes."""
        try:
            _, beside, _, _ = self.sock.recvmsg(1, socket.CMSG_SPACE(4))
        except OSError:
            return None
        fds = array.array("i")
        for _, _, payload in beside:
            fds.frombytes(payload[: len(payload) - len(payload) % 4])
        for fd in fds:
            os.set_inheritable(fd, False)
        return fds[0] if fds else None

    def close(self):
        self.sock.close()
