"""Puts the watch between the script and the module `socket`.

From Python 3.8 on, audit hooks see what the script does, whichever way it takes in Python. Before, the methods are
wrapped. Ground: https://docs.python.org/3/library/audit_events.html
"""

import errno
import sys

from .rules import plain


def hook(socket, outbound):
    """`outbound` gives the watch when it is first needed."""
    if hasattr(sys, "addaudithook"):
        _audit(socket, outbound)
    elif sys.version_info >= (3,):
        _wrap_methods(socket, socket.socket, outbound)
    else:
        # In Python 2, the class for scripts hands everything on to an object of this one.
        socket._realsocket = _wrap_methods(socket, type("socket", (socket._realsocket,), {}), outbound)
    if outbound.rules.redirect:
        # Last, since the last one to wrap is the first to be called.
        _lead_elsewhere(socket, outbound)
    _wrap_listen(socket, outbound)
    if outbound.rules.confined:
        _wrap_making(socket, outbound)
    _wrap_names(socket, outbound)


def _refusal(socket):
    return socket.error(errno.ECONNREFUSED, "Connection refused")


def _refuses(outbound, act, sock, address):
    """A mistake here must not become one of the script."""
    try:
        return getattr(outbound.watch(), act)(sock, address)
    except Exception:
        return outbound.rules.refuses


def _audit(socket, outbound):
    acts = {"socket.connect": "connects", "socket.sendto": "sends", "socket.sendmsg": "sends"}

    def heed(event, args):
        act = acts.get(event)
        if act is not None and _refuses(outbound, act, args[0], args[1]):
            raise _refusal(socket)

    connect_ex = socket.socket.connect_ex

    def returning(self, address):
        try:
            return connect_ex(self, address)
        except ConnectionRefusedError as error:
            return error.errno

    socket.socket.connect_ex = returning
    sys.addaudithook(heed)


def _wrap_methods(socket, kind, outbound):
    connect, connect_ex, sendto = kind.connect, kind.connect_ex, kind.sendto

    def connecting(self, address):
        if _refuses(outbound, "connects", self, address):
            raise _refusal(socket)
        return connect(self, address)

    def returning(self, address):
        if _refuses(outbound, "connects", self, address):
            return errno.ECONNREFUSED
        return connect_ex(self, address)

    def sending(self, *args):
        # The address is the last, after the flags that may be left out.
        if len(args) > 1 and _refuses(outbound, "sends", self, args[-1]):
            raise _refusal(socket)
        return sendto(self, *args)

    kind.connect, kind.connect_ex, kind.sendto = connecting, returning, sending
    sendmsg = getattr(kind, "sendmsg", None)
    if sendmsg is not None:

        def sending_message(self, buffers, ancdata=(), flags=0, address=None):
            if _refuses(outbound, "sends", self, address):
                raise _refusal(socket)
            return sendmsg(self, buffers, ancdata, flags, *(() if address is None else (address,)))

        kind.sendmsg = sending_message
    return kind


def _lead_elsewhere(socket, outbound):
    """What ar-sim answers in place of others is led there. Otherwise it would be refused."""
    # In Python 2, the class for scripts hands everything on to an object of this one.
    kind = socket.socket if sys.version_info >= (3,) else type("socket", (socket._realsocket,), {})
    connect, connect_ex = kind.connect, kind.connect_ex

    def instead(self, address):
        try:
            return outbound.watch().leads(self, address) or address
        except Exception:
            return address

    def connecting(self, address):
        return connect(self, instead(self, address))

    def returning(self, address):
        return connect_ex(self, instead(self, address))

    kind.connect, kind.connect_ex = connecting, returning
    if sys.version_info < (3,):
        socket._realsocket = kind


def _wrap_listen(socket, outbound):
    kind = socket.socket if sys.version_info >= (3,) else socket._realsocket
    listen = kind.listen

    def listening(self, *args):
        given = listen(self, *args)
        try:
            outbound.watch().listens(self)
        except Exception:
            pass
        return given

    kind.listen = listening


def _wrap_making(socket, outbound):
    kind = socket.socket if sys.version_info >= (3,) else socket._realsocket
    make = kind.__init__

    def making(self, *args, **kwargs):
        try:
            make(self, *args, **kwargs)
        except socket.error as error:
            if error.errno == errno.EACCES:
                outbound.watch().lacks(args[1] if len(args) > 1 else kwargs.get("type", socket.SOCK_STREAM))
            raise

    kind.__init__ = making


def _wrap_names(socket, outbound):
    """Names that must not be asked for get an address that no machine has, so that it shows what they are for."""
    lookup, by_name, by_name_ex = socket.getaddrinfo, socket.gethostbyname, socket.gethostbyname_ex
    by_address, name_of = socket.gethostbyaddr, socket.getnameinfo
    rules = outbound.rules

    def quietly(act, *args):
        try:
            return getattr(outbound.watch(), act)(*args)
        except Exception:
            return None

    def instead(host, is_v6=False):
        """The addresses to use in place of the name, or None if the system may be asked for it."""
        if host is not None and any(fits(plain(host)) for fits in rules.unknown):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if rules.redirect and host is not None and rules.is_answered_name(plain(host)):
            return [quietly("make_up", plain(host), is_v6)]
        name = quietly("looks_up", host)
        if name is not None and rules.makes_names:
            return [quietly("make_up", name, is_v6)]
        if not rules.makes_names or host is None:
            return None
        return rules.addresses.get(plain(host))

    def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
        addresses = instead(host, family == socket.AF_INET6)
        if addresses is None:
            infos = lookup(host, port, family, type, proto, flags)
        else:
            infos = []
            for address in addresses:
                try:
                    infos.extend(lookup(address, port, family, type, proto, flags))
                except socket.gaierror:
                    if address == addresses[-1] and not infos:
                        raise
        if host is not None:
            quietly("remember", host, [info[4][0] for info in infos])
        return infos

    def gethostbyname(host):
        addresses = instead(host)
        given = by_name(host if addresses is None else addresses[0])
        quietly("remember", host, [given])
        return given

    def gethostbyname_ex(host):
        addresses = instead(host)
        if addresses is not None:
            return host, [], addresses
        given = by_name_ex(host)
        quietly("remember", host, given[2])
        return given

    def gethostbyaddr(host):
        if rules.makes_names and not rules.may_look_up(plain(host)):
            quietly("tell_lookup", plain(host))
            raise socket.herror(1, "Unknown host")
        return by_address(host)

    def getnameinfo(address, flags):
        if rules.makes_names and not rules.may_look_up(plain(address[0])):
            flags |= socket.NI_NUMERICHOST
        return name_of(address, flags)

    for function in (getaddrinfo, gethostbyname, gethostbyname_ex, gethostbyaddr, getnameinfo):
        setattr(socket, function.__name__, function)
