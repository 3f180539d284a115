"""Finds the descendants of a process, and ends them. Ground: proc(5)."""

import os
import signal
import time

# A process that cannot be ended, such as one of another user, must not hold up the rest.
_PATIENCE = 5.0
_LONGEST_COMMAND = 4096


def descendants(root, but=()):
    """Running descendants, parents first, without `but` and what is below those.

    What has ended and was not waited for is none of them.
    """
    found, queue = [], [root]
    while queue:
        for child in _children(queue.pop(0)):
            if child in but:
                continue
            queue.append(child)
            if _is_running(child):
                found.append(child)
    return found


def surely(root, but=()):
    """The same, slowly. `children` of proc(5) may leave out some while others end."""
    below = {}
    for name in os.listdir("/proc"):
        fields = _stat(int(name)) if name.isdigit() else []
        if len(fields) > 1:
            below.setdefault(int(fields[1]), []).append((int(name), fields[0] not in (b"Z", b"X")))
    found, queue = [], [root]
    while queue:
        for child, is_running in below.get(queue.pop(0), ()):
            if child in but:
                continue
            queue.append(child)
            if is_running:
                found.append(child)
    return found


def has_children():
    try:
        return os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not False
    except ChildProcessError:
        return False


def command_of(pid):
    words = _read(pid, "cmdline", _LONGEST_COMMAND).rstrip(b"\0").replace(b"\0", b" ")
    return (words or _read(pid, "comm", 64).strip()).decode("utf-8", "replace")


def end_all(but=(), told=None, wait=None):
    """Ends all descendants of this process, without `but` and what is below those.

    `wait` waits for children that have ended. Gives the pid and the command of each that was ended.
    """
    told = {} if told is None else told
    wait = reap if wait is None else wait
    own = os.getpid()
    give_up = time.monotonic() + _PATIENCE
    # Those that are stopped start no others.
    while time.monotonic() < give_up:
        fresh = [pid for pid in descendants(own, but) if pid not in told]
        if not fresh:
            break
        for pid in fresh:
            _send(pid, signal.SIGSTOP)
        for pid in fresh:
            told[pid] = command_of(pid)
    while time.monotonic() < give_up:
        running = descendants(own, but)
        wait()
        if not running:
            running = surely(own, but) if has_children() else []
        if not running:
            break
        for pid in running:
            told.setdefault(pid, command_of(pid))
            _send(pid, signal.SIGKILL)
        wait()
        time.sleep(0.001)
    return told


def reap():
    """Waits for all children that have ended. Gives their pids and how they ended."""
    ended = []
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return ended
        if pid == 0:
            return ended
        ended.append((pid, status))


def _children(pid):
    try:
        tasks = os.listdir("/proc/%d/task" % pid)
    except OSError:
        return []
    found = []
    for task in tasks:
        try:
            with open("/proc/%d/task/%s/children" % (pid, task), "rb") as file:
                found.extend(int(word) for word in file.read().split())
        except FileNotFoundError:
            if os.path.exists("/proc/%d/task/%s" % (pid, task)):
                # A kernel without CONFIG_PROC_CHILDREN.
                return _children_by_parent(pid)
        except OSError:
            continue
    return found


def _children_by_parent(parent):
    return [
        int(name)
        for name in os.listdir("/proc")
        if name.isdigit() and _stat(int(name))[1:2] == [b"%d" % parent]
    ]


def _is_running(pid):
    return _stat(pid)[:1] not in ([], [b"Z"], [b"X"])


def _stat(pid):
    """State, parent and so on. The name before them may hold any byte."""
    return _read(pid, "stat", 4096).rpartition(b")")[2].split()


def _read(pid, name, size):
    try:
        with open("/proc/%d/%s" % (pid, name), "rb") as file:
            return file.read(size)
    except OSError:
        return b""


def _send(pid, number):
    try:
        os.kill(pid, number)
    except OSError:
        pass
