"""Finds the descendants of a process, and ends them. Ground: proc(5)."""

import os
import signal
import time

# A process that cannot be ended, such as one of another user, must not hold up the rest.
_PATIENCE = 5.0
_LONGEST_COMMAND = 4096


def descendants(root):
    """Running descendants, parents first. What has ended and was not waited for is none of them."""
    found, queue = [], [root]
    while queue:
        for child in children(queue.pop(0)):
            queue.append(child)
            if is_running(child):
                found.append(child)
    return found


def command_of(pid):
    words = _read(pid, "cmdline", _LONGEST_COMMAND).rstrip(b"\0").replace(b"\0", b" ")
    return (words or _read(pid, "comm", 64).strip()).decode("utf-8", "replace")


def end_all(found, told=None, wait=None):
    """Ends what `found` lists. `found` is called again, since processes start others until they are stopped.

    `wait` waits for children that have ended. Gives the pid and the command of each that was ended.
    """
    wait = reap if wait is None else wait
    told = {} if told is None else told
    give_up = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up:
        fresh = [pid for pid in found() if pid not in told]
        if not fresh:
            break
        for pid in fresh:
            _send(pid, signal.SIGSTOP)
        for pid in fresh:
            told[pid] = command_of(pid)
    while time.monotonic() < give_up:
        running = found()
        for pid in running:
            told.setdefault(pid, command_of(pid))
            _send(pid, signal.SIGKILL)
        wait()
        if not running:
            break
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


def children(pid):
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


def is_running(pid):
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
