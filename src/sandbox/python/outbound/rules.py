"""What the script may reach. ar-sim writes this down before the script starts."""

import os
import re

_NUMBERS = frozenset("0123456789.xabcdef")
_DECIMALS = frozenset("0123456789.")

OURS, ALLOWED, OTHER = "ours", "allowed", "other"


class Rules(object):
    def __init__(self):
        # Without it, a fence below refuses, and this only tells.
        self.refuses = False
        # Whether nothing below answers for names, so that they get addresses here.
        self.makes_names = False
        self.allows_all = False
        # Whether the kernel refuses all sockets but those of TCP.
        self.confined = False
        self.own = set()
        self.offered = set()
        self.allowed = set()
        # By name: its addresses, where the script itself cannot ask for them.
        self.addresses = {}
        self.apps = ""
        # The port of this machine where ar-sim answers in place of others, if this has to lead there.
        self.redirect = 0
        self.answered_ports = set()
        # Hosts, with `*` for any text, and ports.
        self.answered = []
        # Ports at which each host but this machine is answered.
        self.answered_everywhere = set()
        # Names that are not known, by the wish of the user.
        self.unknown = []

    def is_answered(self, hosts, port):
        if any(port == at and any(fits(host) for host in hosts) for fits, at in self.answered):
            return True
        return port in self.answered_everywhere and not self.is_own(hosts[0])

    def is_answered_name(self, name):
        """Whether it gets an address that is made up. An address has no need of one."""
        if not self.redirect or is_address(name):
            return False
        return any(fits(name) for fits, _ in self.answered) or (
            bool(self.answered_everywhere) and not self.is_own(name)
        )

    def is_own(self, host):
        return _is_loopback(host) or host in self.own

    def may_look_up(self, name):
        return self.allows_all or self.is_own(name) or any(name == host for host, _ in self.allowed | self.offered)

    def judge(self, hosts, port):
        """`hosts` are the address, and the names that led to it."""
        for host in hosts:
            if (host, port) in self.offered:
                return OURS
            if self.is_own(host) and any(port == at and self.is_own(offered) for offered, at in self.offered):
                return OURS
        if self.redirect and port == self.redirect and any(_is_loopback(host) for host in hosts):
            return OURS
        if self.allows_all:
            return ALLOWED
        for host in hosts:
            if (host, port) in self.allowed or (_is_loopback(host) and ("localhost", port) in self.allowed):
                return ALLOWED
        return OTHER


def plain(host):
    """A name or an address as it is compared."""
    if isinstance(host, (bytes, bytearray)):
        host = bytes(host).decode("latin-1")
    text = (u"%s" % (host or "",)).lower().rstrip(".").partition("%")[0]
    if any(letter > u"\x7f" for letter in text):
        try:
            return text.encode("idna").decode("ascii")
        except UnicodeError:
            return text
    return text


def address_of(socket, host):
    """An address in its usual form, or the name. No address leads to this machine."""
    text = plain(host)
    try:
        if _NUMBERS.issuperset(text) and any(letter.isdigit() for letter in text):
            text = socket.inet_ntoa(socket.inet_aton(text))
        elif ":" in text:
            text = socket.inet_ntop(socket.AF_INET6, socket.inet_pton(socket.AF_INET6, text))
    except (socket.error, AttributeError, ValueError, UnicodeError):
        return text
    text = text[len("::ffff:") :] if text.startswith("::ffff:") and "." in text else text
    return {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(text, text)


def is_address(host):
    """Whether nothing need be looked up for it."""
    return ":" in host or _DECIMALS.issuperset(host) or (host.startswith("0x") and _NUMBERS.issuperset(host))


def _wildcard(pattern):
    return re.compile("^%s$" % ".*".join(re.escape(piece) for piece in pattern.split("*")), re.DOTALL).match


def _is_loopback(host):
    return host in ("localhost", "::1") or (host.startswith("127.") and _DECIMALS.issuperset(host))


def read_rules(folder):
    try:
        with open(os.path.join(folder, "rules")) as file:
            lines = [line.rstrip("\n").split("\t") for line in file]
    except (IOError, OSError):
        return None
    rules = Rules()
    for words in lines:
        word, values = words[0], words[1:]
        if word == "own":
            rules.own.add(plain(values[0]))
        elif word == "offer":
            rules.offered.add((plain(values[0]), int(values[1])))
        elif word == "allow":
            rules.allowed.add((plain(values[0]), int(values[1])))
        elif word == "address":
            rules.addresses.setdefault(plain(values[0]), []).append(values[1])
        elif word == "redirect":
            rules.redirect = int(values[0])
        elif word == "unknown":
            rules.unknown.append(_wildcard(plain(values[0])))
        elif word == "answered_port":
            rules.answered_ports.add(int(values[0]))
        elif word == "answered" and values[0] == "*":
            rules.answered_everywhere.add(int(values[1]))
        elif word == "answered":
            rules.answered.append((_wildcard(plain(values[0])), int(values[1])))
        elif word == "apps":
            rules.apps = values[0]
        elif word in ("refuses", "makes_names", "allows_all", "confined"):
            setattr(rules, word, True)
    return rules
