"""Keeps watch over the scripts of one ar-sim, which may be killed at any moment.

It stands before the first script starts and is above all of them, so that nothing that a script starts can leave it. When
the channel to ar-sim ends, it ends what runs, and removes the folders that it was told of.
Standard library only, Python 3.6 or newer.
"""

import os
import select
import signal
import socket
import stat

import confine
import linux
import tree
from lines import Lines
from namespace import raise_namespace
from tend import tend

_NOT_SEEN = "what goes out is not seen: the kernel gives no notice of it"
_STREAMS = ("stdin", "stdout", "stderr")


def main(fence):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    linux.adopt_orphans()
    channel = socket.socket(fileno=int(os.environ.pop("NODE_CHANNEL_FD")))
    channel.setblocking(True)
    _keep_to_itself()
    _Keeper(Lines(channel), fence).run()


class _Keeper(object):
    def __init__(self, channel, fence):
        self.channel = channel
        # The line to what holds the namespaces, where there are any.
        self.holder = None
        self.fence = fence
        self.confines = self.is_open = False
        self.roots = set()
        # By id: the process that tends a script, and the line to it.
        self.tended = {}
        self.poll = select.poll()
        # Whether what is left may stay: a command of the user ended by itself.
        self.leaves = False

    def run(self):
        self.poll.register(self.channel.fileno(), select.POLLIN)
        self.channel.send(dict(self._raise_fence(), up=True))
        while True:
            for fd, _ in self.poll.poll():
                if self.holder is not None and fd == self.holder.fileno():
                    self._hear_holder()
                    continue
                if fd != self.channel.fileno():
                    self._hear(fd)
                    continue
                received = self.channel.receive()
                if received is None:
                    self._close()
                    return
                for message in received[0]:
                    # Node tells in the same way that it has taken a handle.
                    if "do" in message:
                        getattr(self, "do_" + message["do"])(message)

    def _raise_fence(self):
        """Says which fence stands, and why not one that is stronger, or what it does not see."""
        kind, _, network = self.fence.partition("-")
        self.is_open = network == "open"
        refusals = []
        if kind in ("auto", "namespace"):
            try:
                self.holder, has_network = raise_namespace(self.is_open)
                self.poll.register(self.holder.fileno(), select.POLLIN)
                return {"fence": "namespace", "refused": "" if has_network else _NOT_SEEN}
            except OSError as error:
                refusals.append("namespaces: %s" % error)
        if kind in ("auto", "landlock"):
            refusal = confine.why_not()
            if refusal is None:
                self.confines = True
                return {"fence": "landlock", "refused": "; ".join(refusals)}
            refusals.append("Landlock: %s" % refusal)
        return {"fence": "none", "refused": "; ".join(refusals)}

    def _hear_holder(self):
        received = self.holder.receive()
        if received is None:
            # Its end was the end of all that ran in it.
            self.poll.unregister(self.holder.fileno())
            self.holder.close()
            self.holder = None
            self.channel.send({"fallen": True})
            return
        messages, fds = received
        for message in messages:
            if ("listening" in message or "datagrams" in message) and fds:
                fd = fds.pop(0)
                self.channel.send(_handed(message), [fd])
                os.close(fd)
            else:
                self.channel.send(message)

    def do_listen(self, message):
        if self.holder is not None:
            self.holder.send({"listen": message["port"]})

    def do_unname(self, message):
        if self.holder is not None:
            self.holder.send({"unname": message["names"]})

    def do_listen_no_more(self, _):
        if self.holder is not None:
            self.holder.send({"listen_no_more": True})

    def do_flush(self, message):
        if self.holder is None or not self.holder.send(
            {"flush": message["number"], "lookups": message["lookups"]}
        ):
            self.channel.send({"flushed": message["number"]})

    def do_watch(self, message):
        self.roots.add(message["root"])

    def do_forget(self, message):
        self.roots.discard(message["root"])

    def do_start(self, message):
        ours, theirs = socket.socketpair()
        # A command of the user has the streams of ar-sim itself.
        near, fds = ((), (0, 1, 2)) if message.get("beside") else _streams()
        pid = 0
        if self.holder is None:
            pid = os.fork()
        else:
            self.holder.send({"start": message}, list(fds) + [theirs.fileno()])
            pid = None
        if pid == 0:
            linux.adopt_orphans()
            self.channel.close()
            ours.close()
            for _, other in self.tended.values():
                other.close()
            for fd in near:
                os.close(fd)
            if self.confines:
                message["restrict"] = lambda: confine.confine(message.get("ports", ()), self.is_open)
            tend(message, fds, Lines(theirs))
        theirs.close()
        if near:
            for fd in fds:
                os.close(fd)
        for name, fd in zip(_STREAMS, near):
            handed = {"cmd": "NODE_HANDLE", "type": "net.Socket", "msg": {"id": message["id"], "stream": name}}
            self.channel.send(handed, [fd])
            os.close(fd)
        line = Lines(ours)
        self.tended[message["id"]] = (pid, line)
        self.poll.register(line.fileno(), select.POLLIN)

    def do_tell(self, message):
        """Passes a word on to what tends the script: a signal, or that the run is over."""
        tended = self.tended.get(message["id"])
        if tended is not None:
            self.leaves = self.leaves or "leave" in message["word"]
            tended[1].send(message["word"])

    def _hear(self, fd):
        for name, (pid, line) in list(self.tended.items()):
            if line.fileno() != fd:
                continue
            received = line.receive()
            if received is None:
                self._lose(name, pid, line)
                return
            for message in received[0]:
                self.channel.send(dict(message, id=name))

    def _lose(self, name, pid, line):
        """What tended the script has ended. If a script ended it, its children are here now."""
        self.poll.unregister(line.fileno())
        line.close()
        del self.tended[name]
        tending = {other for other, _ in self.tended.values()}
        if pid is None:
            # The namespace of its processes has ended with it.
            self.channel.send({"id": name, "gone": True})
            return
        _wait(pid)
        ended = {} if self.leaves else tree.end_all(tending)
        told = [{"pid": one, "command": command} for one, command in sorted(ended.items())]
        self.channel.send({"id": name, "gone": True, "ended": told})

    def _close(self):
        for _, line in self.tended.values():
            line.close()
        for pid, _ in self.tended.values():
            if pid is not None:
                _wait(pid)
        if self.holder is not None:
            self.holder.close()
        if not self.leaves:
            tree.end_all()
        for root in self.roots:
            _remove(root)


def _handed(message):
    """As Node takes a handle: a server of TCP, or a socket of UDP."""
    if "listening" in message:
        return {"cmd": "NODE_HANDLE", "type": "net.Server", "msg": message}
    kind = "udp6" if ":" in message["datagrams"]["host"] else "udp4"
    return {"cmd": "NODE_HANDLE", "type": "dgram.Socket", "dgramType": kind, "msg": message}


def _keep_to_itself():
    """A script gets its three streams, and nothing that whoever started ar-sim left open."""
    for name in os.listdir("/proc/self/fd"):
        try:
            if int(name) > 2:
                os.set_inheritable(int(name), False)
        except OSError:
            pass


def _streams():
    """The ends of the streams that ar-sim gets, and those that the script gets. They are pipes, as below splunkd: a
    socket cannot be opened by name, as in `echo hello > /dev/stderr`."""
    script_stdin, stdin = os.pipe()
    stdout, script_stdout = os.pipe()
    stderr, script_stderr = os.pipe()
    return (stdin, stdout, stderr), (script_stdin, script_stdout, script_stderr)


def _wait(pid):
    try:
        os.waitpid(pid, 0)
    except ChildProcessError:
        pass


def _remove(root):
    """Even where a script removed permissions. Never follows a link."""
    # Loaded here, since it takes as long as all else and is needed only where ar-sim did not end by itself.
    import shutil

    def give_back(function, path, _):
        parent = os.path.dirname(path)
        for folder in (parent, path):
            try:
                if stat.S_ISDIR(os.lstat(folder).st_mode):
                    os.chmod(folder, 0o700)
            except OSError:
                pass
        try:
            if function in (os.rmdir, os.unlink, os.remove):
                function(path)
            else:
                shutil.rmtree(path, ignore_errors=True)
        except OSError:
            pass

    shutil.rmtree(root, onerror=give_back)
