"""Forks the process of each case from one interpreter, which waits inside `site`.

The interpreter is started as the script would be, with its command line, environment and folder. sitecustomize calls
`serve` before Python has a `__main__`. A child comes back from there, and Python goes on with it as after any start: it
opens the script, prints tracebacks, runs atexit, and ends. Nothing of a start is imitated, and no module of an add-on is
loaded here. Standard library only, Python 3.6 or newer.

Each word is a letter, the length of its text in four bytes, and the text.
  to here:   S start (folder and NAME=value ..., with NUL between), I input, Z end of input, K signal, F finish
  from here: R ready (why it cannot fork), N not started, O and E output, o and e its end, X status, L left, C clean
The end of the input ends all that runs. It must be alone in a namespace of processes, since it ends whatever it finds.
"""

import os
import sys

import _signal

_PIPE_BYTES = 65536
# How long what a script started may take to end after it, as in fence/tend.py.
_GRACE = 0.1
_PATIENCE = 5.0
# What is private to a script below the fence, as in fence/namespace.py.
_PRIVATE = ("/tmp", "/var/tmp", "/dev/shm", "/run")


def serve(mark):
    """Comes back in a child only. `mark` is a file that says which namespaces are those of ar-sim."""
    server = os.getpid()
    try:
        _Server(mark).run()
    except BaseException:
        # Python would tell of it, and go on to the script.
        if os.getpid() == server:
            os._exit(70)
        raise


class _Server(object):
    def __init__(self, mark):
        with open(mark) as file:
            self.outside = file.read().split()
        # Before anything else starts a Python in this SPLUNK_HOME.
        os.unlink(mark)
        self.modules = set(sys.modules)
        import select
        import time

        self.select, self.clock = select, time.monotonic
        self.sleep = time.sleep
        self.unread = b""
        self.fds = {}
        self.script = None

    def run(self):
        trouble = self._why_not()
        if trouble is not None:
            self._tell(b"R", trouble.encode("utf-8", "replace"))
            os._exit(0)
        self.kept = {folder: set(_entries(folder)) for folder in _PRIVATE if os.path.isdir(folder)}
        self.bell, ring = os.pipe()
        self.ring = ring
        os.set_blocking(ring, False)
        os.set_blocking(self.bell, False)
        _signal.signal(_signal.SIGCHLD, _heard)
        _signal.set_wakeup_fd(ring)
        self._tell(b"R", b"")
        while True:
            letter, data = self._word()
            # The words of a case may come late, when it has ended by then.
            if letter == b"S" and self._run_case(data):
                return

    def _why_not(self):
        namespaces = [os.readlink("/proc/self/ns/%s" % name) for name in ("pid", "mnt")]
        if os.getppid() != 1 or len(self.outside) != 2 or set(namespaces) & set(self.outside):
            return "it is not alone in a namespace"
        if len(os.listdir("/proc/self/task")) != 1:
            return "what Python loads at its start starts threads"
        if [fd for fd in os.listdir("/proc/self/fd") if int(fd) > 2 and os.path.exists("/proc/self/fd/%s" % fd)]:
            return "what Python loads at its start keeps files or sockets open"
        return None

    def _run_case(self, data):
        """True in the child."""
        folder, variables = data.split(b"\0")[0], data.split(b"\0")[1:]
        if not os.path.isdir(folder):
            self._tell(b"N", b"ENOENT")
            return False
        pipes = [os.pipe(), os.pipe(), os.pipe()]
        ends = (pipes[0][0], pipes[1][1], pipes[2][1])
        self.script = os.fork()
        if self.script == 0:
            self._become_script(folder, variables, pipes, ends)
            return True
        for end in ends:
            os.close(end)
        self.stdin, self.unsent, self.has_all = pipes[0][1], [], False
        os.set_blocking(self.stdin, False)
        self.fds = {pipes[1][0]: b"O", pipes[2][0]: b"E"}
        self.told = {}
        self._tend()
        return False

    def _become_script(self, folder, variables, pipes, ends):
        os.setsid()
        _signal.set_wakeup_fd(-1)
        _signal.signal(_signal.SIGCHLD, _signal.SIG_DFL)
        for number, end in enumerate(ends):
            os.dup2(end, number)
        for pair in pipes + [(self.bell, self.ring)]:
            for fd in pair:
                os.close(fd)
        os.chdir(folder)
        os.environ.clear()
        for variable in variables:
            name, _, value = os.fsdecode(variable).partition("=")
            os.environ[name] = value
        # The SPLUNK_HOME was laid out anew.
        for finder in list(sys.path_importer_cache.values()):
            if hasattr(finder, "invalidate_caches"):
                finder.invalidate_caches()
        # From 3.7 on, it sees to this by itself.
        if "random" in self.modules and not hasattr(os, "register_at_fork"):
            sys.modules["random"].seed()
        # A script sees only what it would have loaded itself.
        for name in (set(sys.modules) - self.modules) | {__name__}:
            del sys.modules[name]

    def _tend(self):
        """Passes on what the script reads and writes, until ar-sim says that the run is over."""
        while True:
            poll = self.select.poll()
            for fd in [0, self.bell] + list(self.fds):
                poll.register(fd, self.select.POLLIN)
            if self.unsent:
                poll.register(self.stdin, self.select.POLLOUT)
            for fd, _ in poll.poll():
                if fd == 0:
                    letter, data = self._word()
                    if letter == b"F":
                        self._finish()
                        return
                    self._heed(letter, data)
                elif fd == self.bell:
                    os.read(fd, 512)
                elif fd == self.stdin:
                    self._feed()
                elif fd in self.fds:
                    self._pass_on(fd)
            self._wait()

    def _heed(self, letter, data):
        if letter == b"I" and self.stdin is not None:
            self.unsent.append(data)
        elif letter == b"Z":
            self.has_all = True
            self._feed()
        elif letter == b"K" and int(data) == _signal.SIGKILL:
            self._end_all()
        elif letter == b"K" and self.script is not None:
            for send in (os.killpg, os.kill):
                _quietly(send, self.script, int(data))

    def _feed(self):
        try:
            while self.unsent:
                sent = os.write(self.stdin, self.unsent[0][:_PIPE_BYTES])
                rest = self.unsent.pop(0)[sent:]
                if rest:
                    self.unsent.insert(0, rest)
        except BlockingIOError:
            return
        except OSError:
            self.unsent, self.has_all = [], True
        if self.has_all and self.stdin is not None:
            os.close(self.stdin)
            self.stdin = None

    def _pass_on(self, fd):
        data = os.read(fd, _PIPE_BYTES)
        self._tell(self.fds[fd] if data else self.fds[fd].lower(), data)
        if not data:
            os.close(fd)
            del self.fds[fd]

    def _wait(self):
        if self.script is None:
            return
        pid, status = os.waitpid(self.script, os.WNOHANG)
        if pid:
            self.script = None
            self._tell(b"X", b"%d" % status)

    def _finish(self):
        give_up = self.clock() + _GRACE
        while self.script is None and self._others() and self.clock() < give_up:
            self.sleep(0.002)
        self._end_all()
        for fd in list(self.fds) + ([] if self.stdin is None else [self.stdin]):
            os.close(fd)
        self.fds, self.stdin, self.unsent = {}, None, []
        for pid, command in sorted(self.told.items()):
            self._tell(b"L", b"%d %s" % (pid, command))
        # Another case would see what is left, so that this server takes none.
        is_clean = all(_sweep(folder, kept) for folder, kept in self.kept.items())
        if not is_clean or self._others():
            os._exit(0)
        self._tell(b"C", b"")

    def _end_all(self):
        give_up = self.clock() + _PATIENCE
        script = self.script
        while self.clock() < give_up:
            others = self._others()
            if not others and self.script is None:
                return
            for pid in others:
                if pid != script:
                    self.told.setdefault(pid, _command_of(pid))
            # All but this process and the first of the namespace. Ground: kill(2).
            _quietly(os.kill, -1, _signal.SIGKILL)
            self._wait()
            self.sleep(0.001)

    def _others(self):
        own = (1, os.getpid())
        pids = [int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) not in own]
        return [pid for pid in pids if _is_running(pid)]

    def _word(self):
        """Waits for it. Ends all where no more comes."""
        head = self._read(5)
        return head[:1], self._read(int.from_bytes(head[1:], "big"))

    def _read(self, size):
        parts = []
        while size:
            part = os.read(0, min(size, 1 << 20))
            if not part:
                os._exit(0)
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _tell(self, letter, data):
        view = memoryview(letter + len(data).to_bytes(4, "big") + data)
        while len(view):
            view = view[os.write(1, view):]


def _heard(*_):
    pass


def _quietly(act, *given):
    try:
        act(*given)
    except OSError:
        pass


def _read_file(path, size):
    try:
        with open(path, "rb") as file:
            return file.read(size)
    except OSError:
        return b""


def _is_running(pid):
    return _read_file("/proc/%d/stat" % pid, 4096).rpartition(b")")[2].split()[:1] not in ([], [b"Z"], [b"X"])


def _command_of(pid):
    words = _read_file("/proc/%d/cmdline" % pid, 4096).rstrip(b"\0").replace(b"\0", b" ")
    return words or _read_file("/proc/%d/comm" % pid, 64).strip()


def _entries(folder):
    """All that lies in a folder, without what is mounted there."""
    device = os.lstat(folder).st_dev
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        yield path
        if _is_folder(path) and os.lstat(path).st_dev == device:
            for below in _entries(path):
                yield below


def _is_folder(path):
    return os.path.isdir(path) and not os.path.islink(path)


def _sweep(folder, kept):
    """Removes what a case left there. False where something of it stays."""
    try:
        device = os.lstat(folder).st_dev
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if path in kept:
                if _is_folder(path) and os.lstat(path).st_dev == device and not _sweep(path, kept):
                    return False
            else:
                _remove(path)
    except OSError:
        return False
    return True


def _remove(path):
    if not _is_folder(path):
        os.unlink(path)
        return
    os.chmod(path, 0o700)
    for name in os.listdir(path):
        _remove(os.path.join(path, name))
    os.rmdir(path)
