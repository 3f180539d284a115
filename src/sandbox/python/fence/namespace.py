"""Holds the namespaces of a fence: a network with nothing in it, and for each script processes and mounts of its own.

Ground: namespaces(7), user_namespaces(7), mount_namespaces(7).
"""

import os
import select
import socket
import struct

import linux
import loopback
import notices
from lines import Lines
from names import Names
from tend import tend
from ways import Ways

_HIDDEN = ("/tmp", "/var/tmp", "/dev/shm")
_MOST_TOLD = 10000


def raise_namespace(lets_out):
    """Gives the line to the holder, and whether a network stands. Raises OSError where the machine refuses.

    With `lets_out`, all that a script reaches for is let through. Where that cannot be seen, it has the network of the
    machine.
    """
    uid_map, gid_map = _map_of("uid"), _map_of("gid")
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        ours.close()
        try:
            _hold(Lines(theirs), lets_out)
        finally:
            os._exit(0)
    theirs.close()
    line = Lines(ours)
    try:
        _expect(line, "unshared")
        _write_maps(pid, uid_map, gid_map)
        line.send({"mapped": True})
        has_network = _expect(line, "up")["network"]
    except OSError:
        line.close()
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        raise
    return line, has_network


def _expect(line, word):
    received = line.receive()
    message = received[0][0] if received and received[0] else {"refused": "its holder has ended"}
    if word not in message:
        raise OSError(message.get("refused", "unexpected word"))
    return message


def _map_of(kind):
    """Each id stays what it is."""
    if os.geteuid() != 0:
        own = os.geteuid() if kind == "uid" else os.getegid()
        return "%d %d 1" % (own, own)
    with open("/proc/self/%s_map" % kind) as file:
        ranges = [line.split() for line in file]
    return "\n".join("%s %s %s" % (inside, inside, count) for inside, _, count in ranges)


def _write_maps(pid, uid_map, gid_map):
    if os.geteuid() != 0:
        _write(pid, "setgroups", "deny")
    _write(pid, "uid_map", uid_map)
    _write(pid, "gid_map", gid_map)


def _write(pid, name, text):
    with open("/proc/%d/%s" % (pid, name), "w") as file:
        file.write(text)


def _hold(line, lets_out):
    linux.end_with_parent()
    try:
        linux.unshare(linux.CLONE_NEWUSER | linux.CLONE_NEWNS | linux.CLONE_NEWIPC)
        line.send({"unshared": True})
        if line.receive() is None:
            return
        linux.mount(None, "/", None, linux.MS_REC | linux.MS_PRIVATE)
        has_network = not lets_out or notices.can_listen()
        if has_network:
            linux.unshare(linux.CLONE_NEWNET)
        holder = _Holder(line, has_network, lets_out)
        _try_script_space()
    except OSError as error:
        line.send({"refused": str(error)})
        return
    line.send({"up": True, "network": has_network})
    holder.run()


def _try_script_space():
    """Some machines give a namespace, and then refuse to mount in it."""
    pid = os.fork()
    if pid == 0:
        try:
            linux.unshare(linux.CLONE_NEWPID | linux.CLONE_NEWNS)
            inner = os.fork()
            if inner == 0:
                _lay_mounts({"root": "/", "isolate": False})
                os._exit(0)
            os._exit(1 if os.waitpid(inner, 0)[1] else 0)
        except OSError:
            os._exit(1)
        finally:
            os._exit(1)
    if os.waitpid(pid, 0)[1]:
        raise OSError("it may not mount /proc in a namespace")


class _Holder(object):
    def __init__(self, line, has_network, lets_out):
        self.line = line
        self.has_network = has_network
        # Where all is let through: by descriptor, what tells of the calls of a script, or will hand that over.
        self.tellers = {}
        self.ears = set()
        self.ways = Ways(self._open_port, self._hand) if has_network and lets_out else None
        self.poll = select.poll()
        self.poll.register(line.fileno(), select.POLLIN)
        self.names = Names([socket.gethostname()])
        self.looked_up = []
        self.connected = set()
        self.listening = set()
        self.told = 0
        self.sight = self.resolver = None
        if has_network:
            loopback.raise_loopback()
            self.sight = loopback.open_sight()
            self.resolver = _listener(socket.SOCK_DGRAM, loopback.NAME_SERVER)
            self.resolver.setblocking(False)
            self.poll.register(self.sight.fileno(), select.POLLIN)
            self.poll.register(self.resolver.fileno(), select.POLLIN)

    def run(self):
        while True:
            for fd, event in self.poll.poll():
                if fd in self.ears:
                    self._heed_call(fd, event)
                    continue
                if fd in self.tellers:
                    self._take_ear(fd)
                    continue
                if fd != self.line.fileno():
                    self._look()
                    continue
                received = self.line.receive()
                if received is None:
                    return
                self._heed(*received)
            _reap()

    def _heed(self, messages, fds):
        for message in messages:
            if "start" in message:
                taken = fds[:4]
                del fds[:4]
                self._start(message["start"], taken)
            elif "listen" in message:
                self._listen(message["listen"])
            elif "unname" in message:
                self.names.forget(message["unname"])
            elif "listen_no_more" in message:
                # What is tried at these ports from now on, nobody else tells.
                self.listening.clear()
                # The next run has a measure of its own.
                self.told = 0
                if self.ways is not None:
                    self.ways.close()
            elif "flush" in message:
                self._look()
                if message["lookups"]:
                    self._tell_lookups()
                self.line.send({"flushed": message["flush"]})

    def _start(self, spec, fds):
        ours, theirs = socket.socketpair() if self.ways is not None else (None, None)
        pid = os.fork()
        if pid == 0:
            try:
                linux.end_with_parent()
                self.line.close()
                _start_inside(spec, fds, theirs)
            finally:
                os._exit(0)
        for fd in fds:
            os.close(fd)
        if ours is not None:
            theirs.close()
            self.tellers[ours.fileno()] = Lines(ours)
            self.poll.register(ours.fileno(), select.POLLIN)

    def _heed_call(self, ear, event):
        if event & select.POLLIN:
            self.ways.heed(ear)
            return
        # All that it heard of has ended.
        self.poll.unregister(ear)
        self.ears.discard(ear)
        os.close(ear)

    def _take_ear(self, fd):
        teller = self.tellers.pop(fd)
        self.poll.unregister(fd)
        ear = teller.receive_fd()
        teller.close()
        if ear is not None:
            self.ears.add(ear)
            self.poll.register(ear, select.POLLIN)

    def _listen(self, port):
        # Without a network of its own, this would be a port of the machine.
        if not self.has_network:
            return
        try:
            self._open_port(port)
        except OSError:
            return

    def _open_port(self, port):
        if port in self.listening:
            return
        with _listener(socket.SOCK_STREAM, port) as sock:
            sock.listen(128)
            self.listening.add(port)
            self._hand({"listening": port}, sock.fileno())

    def _hand(self, message, fd):
        self.line.send(message, [fd])

    def _look(self):
        while self.resolver is not None:
            try:
                query, asker = self.resolver.recvfrom(4096)
            except OSError:
                break
            try:
                answer, name = self.names.answer(query)
            except (IndexError, ValueError, struct.error):
                continue
            # Before the answer: a connection to the address must not be met before its name is known.
            if name is not None and name not in self.looked_up:
                self.looked_up.append(name)
                self.line.send({"name": name, "address": self.names.by_name[name]})
            try:
                self.resolver.sendto(answer, asker)
            except OSError:
                pass
        for protocol, address, port, origin in () if self.sight is None else loopback.seen(self.sight):
            if (protocol, port) == ("udp", loopback.NAME_SERVER):
                continue
            name = self.names.by_address.get(address)
            if name is not None:
                self.connected.add(name)
            # Whoever listens there tells of it.
            if protocol == "tcp" and port in self.listening:
                continue
            # What ar-sim carries, and for datagrams the answers to it.
            if self.ways is not None and (
                self.ways.leads(protocol, address, port)
                or (protocol == "udp" and self.ways.leads(protocol, *origin))
            ):
                continue
            self._tell(protocol, name or address, port)

    def _tell_lookups(self):
        """A name that was looked up and never used. The others are told with what they were used for."""
        for name in self.looked_up:
            if name not in self.connected:
                self._tell("dns", name, loopback.NAME_SERVER)
        del self.looked_up[:]
        self.connected.clear()

    def _tell(self, protocol, host, port):
        self.told += 1
        if self.told <= _MOST_TOLD:
            self.line.send({"attempt": {"protocol": protocol, "host": host, "port": port}})


def _listener(kind, port):
    """For both families, where the kernel has both."""
    try:
        sock = socket.socket(socket.AF_INET6, kind)
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        host = "::"
    except OSError:
        sock = socket.socket(socket.AF_INET, kind)
        host = "0.0.0.0"
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind((host, port))
    return sock


def _reap():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _start_inside(spec, fds, teller):
    """Runs in a process of its own, since the namespace of processes begins with the next child."""
    streams, control = fds[:3], Lines(socket.socket(fileno=fds[3]))
    try:
        linux.unshare(linux.CLONE_NEWPID | linux.CLONE_NEWNS)
        pid = os.fork()
    except OSError as error:
        control.send({"failed": str(error)})
        return
    if pid == 0:
        linux.end_with_parent()
        try:
            _lay_mounts(spec)
        except OSError as error:
            control.send({"failed": "the fence cannot be closed: %s" % error})
            os._exit(0)
        spec["restrict"] = lambda: _restrict(teller)
        tend(spec, streams, control)
    for fd in fds:
        try:
            os.close(fd)
        except OSError:
            pass
    os.waitpid(pid, 0)


def _restrict(teller):
    if teller is not None:
        notices.tell_of_this_process(teller)
    linux.drop_capabilities()


def _lay_mounts(spec):
    """What a script sees and may write to. The sandbox may lie in a folder that is hidden."""
    kept = []
    writable = [spec["root"]] + list(spec.get("writable", ()))
    if spec["isolate"]:
        kept = [(path, os.open(path, os.O_PATH)) for path in _outermost(writable + list(spec.get("shown", ())))]
    linux.mount("proc", "/proc", "proc", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC)
    if os.path.isdir("/run"):
        linux.mount("tmpfs", "/run", "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "mode=755")
    if not spec["isolate"]:
        return
    private = [path for path in _HIDDEN if os.path.isdir(path) and not os.path.islink(path)]
    for path in private:
        linux.mount("tmpfs", path, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "mode=1777")
    for path, fd in kept:
        if any(path.startswith(folder + "/") for folder in private):
            _make_place(path, fd)
        linux.mount("/proc/self/fd/%d" % fd, path, None, linux.MS_BIND)
    linux.set_read_only("/", True, recursive=True)
    for path in private + ["/proc"] + writable:
        linux.set_read_only(path, False)
    for _, fd in kept:
        os.close(fd)


def _outermost(paths):
    real = sorted({os.path.realpath(path) for path in paths if os.path.exists(path)})
    return [path for path in real if path != "/"]


def _make_place(path, fd):
    if os.path.isdir("/proc/self/fd/%d" % fd):
        os.makedirs(path, exist_ok=True)
        return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a"):
        pass
