"""Judges each attempt of the script to reach something, tells it, and says whether to refuse it."""

import re

from .rules import ALLOWED, OTHER, OURS, address_of, is_address, plain
from .sites import look_around

_MOST_NAMES = 10000
# Above it, the type of a socket may have flags.
_KIND = 15


class Watch(object):
    def __init__(self, rules, teller, socket):
        self.rules = rules
        self.teller = teller
        self.socket = socket
        # By address: the names that led to it.
        self.names = {}
        self.made_up = {}
        # Ports of loopback at which the script itself listens.
        self.listening = set()

        self.protocols = {socket.SOCK_DGRAM: "udp", socket.SOCK_RAW: "raw"}

    def connects(self, sock, address):
        """True if it is to be refused."""
        protocol = self.protocols.get(sock.type & _KIND, "tcp")
        # To connect a socket for packets sends none yet, but send() has no address.
        return self._attempt(sock, address, protocol, "connect" if protocol == "tcp" else "ready")

    def leads(self, sock, address):
        """The address to connect to instead, or None. ar-sim answers there in place of others."""
        rules = self.rules
        if not rules.redirect or sock.type & _KIND != self.socket.SOCK_STREAM:
            return None
        if sock.family not in (self.socket.AF_INET, self.socket.AF_INET6) or not isinstance(address, tuple):
            return None
        host, port = address_of(self.socket, address[0]), address[1]
        if not isinstance(port, int):
            return None
        names = tuple(self.names.get(host, ()))
        judged = rules.judge((host,) + names, port)
        if judged == OURS or (rules.is_own(host) and self._listens_at(port)):
            return None
        refused = judged == OTHER and rules.refuses and port in rules.answered_ports
        if not refused and not rules.is_answered((host,) + names, port):
            return None
        name = names[-1] if names and not rules.is_own(host) else host
        places, method, path = look_around(rules.apps)
        is_v6 = sock.family == self.socket.AF_INET6
        if sock.getsockname()[1] == 0:
            sock.bind(("::ffff:127.0.0.1" if is_v6 else "127.0.0.1", 0))
        self.teller.redirect(sock.getsockname()[1], name, port)
        self.teller.tell("connect", "tcp", name, port, 0, places, method, path, host)
        return ("::ffff:127.0.0.1" if is_v6 else "127.0.0.1", rules.redirect)

    def sends(self, sock, address):
        protocol = self.protocols.get(sock.type & _KIND, "tcp")
        return address is not None and self._attempt(sock, address, protocol, "connect")

    def lacks(self, kind):
        """The kernel refuses such a socket, so that it stays unknown what for it is."""
        protocol = self.protocols.get(kind & _KIND, "tcp")
        places, _, _ = look_around(self.rules.apps)
        self.teller.tell("connect", protocol, "", 0, 1, places, "", "", "")

    def _attempt(self, sock, address, protocol, kind):
        if sock.family not in (self.socket.AF_INET, self.socket.AF_INET6) or not isinstance(address, tuple):
            return False
        if len(address) < 2 or not isinstance(address[1], int):
            return False
        host, port = address_of(self.socket, address[0]), address[1]
        names = self.names.get(host, ())
        judged = self.rules.judge((host,) + tuple(names), port)
        if judged == OURS or (judged == OTHER and self.rules.is_own(host) and self._listens_at(port)):
            return False
        refuses = judged == OTHER and self.rules.refuses
        places, method, path = look_around(self.rules.apps)
        name = names[-1] if names and not self.rules.is_own(host) else host
        self.teller.tell(kind, protocol, name, port, int(refuses), places, method, path, host)
        return refuses

    def looks_up(self, host):
        """The plain name if it is none that the script may look up, else None."""
        name = plain(host)
        if is_address(name) or self.rules.may_look_up(name):
            return None
        self.tell_lookup(name)
        return name

    def tell_lookup(self, name):
        places, _, _ = look_around(self.rules.apps)
        self.teller.tell("lookup", "dns", name, 53, int(self.rules.refuses), places, "", "", name)

    def remember(self, host, addresses):
        name = plain(host)
        if len(self.names) > _MOST_NAMES or is_address(name):
            return
        for address in addresses:
            names = self.names.setdefault(plain(address), [])
            if name in names:
                names.remove(name)
            names.append(name)

    def make_up(self, name, is_v6):
        """An address for a name that must not be asked for. Ground: RFC 2544 and RFC 6666: no machine has it."""
        number = self.made_up.setdefault(name, len(self.made_up) % 65000 + 1)
        address = "100::%x" % number if is_v6 else "198.18.%d.%d" % divmod(number, 256)
        self.remember(name, [address])
        return address

    def listens(self, sock):
        if sock.family in (self.socket.AF_INET, self.socket.AF_INET6):
            port = sock.getsockname()[1]
            self.listening.add(port)
            self.teller.tell("listen", "tcp", "localhost", port, 0, "", "", "", "")

    def _listens_at(self, port):
        """Another process of the script may listen there."""
        if port in self.listening:
            return True
        told = re.compile(br"^[\d.]+\tlisten\ttcp\tlocalhost\t%s\t" % (b"%d" % port if str is bytes else str(port).encode()))
        return any(told.match(line) for line in self.teller.told())

    def answered(self, host, port, request, status):
        method, path = request
        host = plain(host)
        if self.rules.judge((host,), port) == ALLOWED:
            self.teller.tell("answer", "tcp", host, port, 0, "", method, path, status)
