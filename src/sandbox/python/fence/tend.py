"""Starts one script, tells how it ends, and ends all that it leaves. It runs as the parent of the script."""

import os
import select
import signal
import sys
import time

import linux
import tree

# How long what a script started may take to end after it, before it counts as left behind.
_GRACE = 0.1


def tend(spec, fds, control):
    """Never returns. `fds` are stdin, stdout and stderr of the script. `control` tells and is told."""
    try:
        _Tender(spec, fds, control).run()
    except BaseException as trouble:
        control.send({"trouble": "%s: %s" % (type(trouble).__name__, trouble)})
    finally:
        os._exit(0)


class _Tender(object):
    def __init__(self, spec, fds, control):
        self.spec = spec
        self.fds = fds
        self.control = control
        self.script = None
        self.told = {}

    def run(self):
        wake = _wake_on_child()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        if self.spec.get("beside") == "group":
            # A command that signals its parent means ar-sim.
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda got, _: self.control.send({"asked": signal.Signals(got).name}))
        if not self._start():
            return
        poll = select.poll()
        poll.register(self.control.fileno(), select.POLLIN)
        poll.register(wake, select.POLLIN)
        while True:
            for fd, _ in poll.poll():
                if fd == wake:
                    os.read(wake, 4096)
                elif not self._heed(self.control.receive()):
                    self._finish()
                    return
            self._wait()

    def _start(self):
        trouble, tell = os.pipe()
        self.script = os.fork()
        if self.script == 0:
            _become_script(self.spec, self.fds, tell)
        os.close(tell)
        for fd in self.fds:
            os.close(fd)
        why = os.read(trouble, 64)
        os.close(trouble)
        if why:
            self.control.send({"failed": why.decode("ascii")})
            return False
        self.control.send({"started": self.script})
        return True

    def _wait(self):
        for pid, status in tree.reap():
            if pid == self.script:
                self._tell_end(status)

    def _tell_end(self, status):
        self.script = None
        self.control.send(_how(status))

    def _heed(self, received):
        """False when the run is over."""
        if received is None:
            return False
        for message in received[0]:
            number = message.get("signal")
            if number == "SIGKILL":
                self._kill()
            elif "leave" in message:
                os._exit(0)
            elif number is not None and self.script is not None:
                _send_group(self.script, getattr(signal, number))
            else:
                return False
        return True

    def _kill(self):
        script = self.script
        tree.end_all((), self.told, self._wait)
        self.told.pop(script, None)
        if self.script is not None:
            _, status = os.waitpid(self.script, 0)
            self._tell_end(status)

    def _finish(self):
        if self.script is not None:
            self._kill()
        grace = time.monotonic() + _GRACE
        while tree.has_children() and time.monotonic() < grace:
            time.sleep(0.002)
            tree.reap()
        tree.end_all((), self.told)
        ended = [{"pid": pid, "command": told} for pid, told in sorted(self.told.items())]
        self.control.send({"ended": ended})


def _wake_on_child():
    wake, told = os.pipe()
    os.set_blocking(told, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(told)
    return wake


def _how(status):
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        try:
            return {"exit": None, "signal": signal.Signals(number).name}
        except ValueError:
            return {"exit": None, "signal": "SIG%d" % number}
    return {"exit": os.WEXITSTATUS(status), "signal": None}


def _send_group(pid, number):
    for send in (os.killpg, os.kill):
        try:
            send(pid, number)
        except OSError:
            pass


def _become_script(spec, fds, tell):
    try:
        signal.set_wakeup_fd(-1)
        for number in range(1, signal.NSIG):
            if number not in (signal.SIGKILL, signal.SIGSTOP):
                try:
                    signal.signal(number, signal.SIG_DFL)
                except (OSError, ValueError, RuntimeError):
                    pass
        # At a terminal, a process in another session could not read what is typed.
        if spec.get("beside") != "terminal":
            os.setsid()
        for target, fd in enumerate(fds):
            os.dup2(fd, target)
        linux.prctl(linux.PR_SET_PDEATHSIG, 0)
        os.chdir(spec["cwd"])
        restrict = spec.get("restrict")
        if restrict is not None:
            restrict()
        _execute(spec["argv"], spec["env"])
    except OSError as error:
        import errno

        os.write(tell, errno.errorcode.get(error.errno, "EIO").encode("ascii"))
    except BaseException as error:
        os.write(tell, type(error).__name__.encode("ascii")[:64])
    finally:
        os._exit(127)


def _execute(argv, env):
    words = [os.fsencode(word) for word in argv]
    variables = {os.fsencode(name): os.fsencode(value) for name, value in env.items()}
    try:
        os.execvpe(words[0], words, variables)
    except OSError as error:
        # A program with no first line that names its interpreter: execvp(3) starts the shell.
        import errno

        if error.errno != errno.ENOEXEC:
            raise
        os.execve("/bin/sh", [b"sh"] + words, variables)


def leave_alone():
    """What tends a script can be traced by nobody, least of all by the script."""
    linux.prctl(linux.PR_SET_DUMPABLE, 0)
    sys.stdout = sys.stderr = None
