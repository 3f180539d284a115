"""Speaks with ``ar-sim worker``: one process for many runs.

A thread reads the answers, so that Ctrl-C, or a time limit of a test, never loses one. A worker that has died is
replaced for the next request.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import tempfile
import threading
from typing import IO, Any, Callable, Dict, List, Mapping, Optional

from ._errors import ArSimError
from ._start.node import NoNode, command, version

PROTOCOL = 1
#: Seconds that a worker gets to stop a request, or to end.
_PATIENCE = 15


class _Pending:
    def __init__(self) -> None:
        self.is_over = threading.Event()
        self.answer: Mapping[str, Any] = {}
        #: Of the request; 0 before it is on its way.
        self.number = 0


class _Process:
    """One start of the worker."""

    def __init__(self, argv: List[str]) -> None:
        self.pid = os.getpid()
        self._errors = tempfile.TemporaryFile()
        options: Dict[str, Any] = {}
        if os.name == "nt":
            options["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP  # type: ignore[attr-defined,unused-ignore]
        else:
            # Ctrl-C reaches the tests alone, which then stop what the worker does.
            options["start_new_session"] = True
        try:
            self._child = subprocess.Popen(
                argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, **options
            )
        except OSError as error:
            self._errors.close()
            raise ArSimError(
                "WORKER_FAILED",
                "%s cannot be started: %s" % (argv[0], error.strerror),
                "Set AR_SIM_NODE to the path of a Node.js 20.17 or newer.",
            )
        self._pending: Dict[int, _Pending] = {}
        self._lock = threading.Lock()
        self._next = 1
        self.is_alive = True
        self._reader = threading.Thread(target=self._read, name="ar-sim worker", daemon=True)
        self._reader.start()

    def ask(self, method: str, given: Mapping[str, Any]) -> Any:
        __tracebackhide__ = True
        pending = _Pending()
        # Ctrl-C may come as soon as the request is written, before this waits.
        try:
            self._send(method, given, pending)
            pending.is_over.wait()
        except Exception:
            raise
        except BaseException:
            if pending.number > 0:
                self._stop(pending.number, pending)
            raise
        return _result(pending.answer)

    def close(self) -> None:
        """Stops all that is going on, and waits until nothing of it is left."""
        self.is_alive = False
        if os.getpid() != self.pid:
            return
        for act in (self._child.stdin.close, self._wait, self._child.kill, self._wait):  # type: ignore[union-attr]
            try:
                act()
            except (OSError, subprocess.TimeoutExpired):
                continue
            if self._child.returncode is not None:
                break
        self._reader.join(1)
        self._errors.close()

    def _wait(self) -> None:
        self._child.wait(_PATIENCE)

    def _send(self, method: str, given: Mapping[str, Any], pending: _Pending) -> int:
        __tracebackhide__ = True
        with self._lock:
            number = self._next
            self._next += 1
            if not self.is_alive:
                raise self._dead(method)
            self._pending[number] = pending
            pending.number = number
            try:
                text = json.dumps({"id": number, "do": method, "with": given}, default=_plain)
                stdin: Optional[IO[bytes]] = self._child.stdin
                assert stdin is not None
                stdin.write(text.encode("utf-8") + b"\n")
                stdin.flush()
            except (OSError, ValueError, TypeError) as error:
                del self._pending[number]
                if isinstance(error, TypeError):
                    raise
                raise self._dead(method)
        return number

    def _stop(self, number: int, pending: _Pending) -> None:
        """The request may have laid out folders and started programs, which are gone when it answers."""
        try:
            self._send("cancel", {"id": number}, _Pending())
            pending.is_over.wait(_PATIENCE)
        except ArSimError:
            pass

    def _read(self) -> None:
        stdout = self._child.stdout
        assert stdout is not None
        for line in stdout:
            try:
                answer = json.loads(line.decode("utf-8"))
                number = answer["id"]
            except (ValueError, KeyError, TypeError):
                # What is no answer did not come from the worker itself.
                continue
            with self._lock:
                pending = self._pending.pop(number, None)
            if pending is not None:
                pending.answer = answer
                pending.is_over.set()
        with self._lock:
            self.is_alive = False
            left = list(self._pending.values())
            self._pending.clear()
        stdout.close()
        for pending in left:
            pending.answer = {"died": self._how_it_ended()}
            pending.is_over.set()

    def _dead(self, method: str) -> ArSimError:
        return died("before `%s`: %s" % (method, self._how_it_ended()))

    def _how_it_ended(self) -> str:
        try:
            code = self._child.wait(1)
        except subprocess.TimeoutExpired:
            return "it closed its output"
        how = "it was ended by signal %d" % -code if code < 0 else "it ended with exit code %d" % code
        try:
            self._errors.seek(0)
            text = self._errors.read()[-4000:].decode("utf-8", "replace").strip()
        except ValueError:
            text = ""
        return how + ("\n" + text if text else "")


def died(how: str) -> ArSimError:
    return ArSimError("WORKER_FAILED", "`ar-sim worker` died %s" % how, "The next request starts a new one.")


def _result(answer: Mapping[str, Any]) -> Any:
    __tracebackhide__ = True
    if "died" in answer:
        raise died("meanwhile: %s" % answer["died"])
    error = answer.get("error")
    if error is None:
        return answer.get("ok")
    raise ArSimError(error["code"], error["message"], error.get("hint"), error.get("where"))


def _plain(value: object) -> object:
    """Paths, sets and the like, as people write them in tests."""
    __tracebackhide__ = True
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    raise TypeError("%r cannot be handed to ar-sim: give texts, numbers, lists and dicts" % (value,))


class Worker:
    """Starts ``ar-sim worker`` when it is first asked, and anew when it has died. For several threads."""

    def __init__(self, find: Callable[[], List[str]] = command) -> None:
        self._find = find
        self._process: Optional[_Process] = None
        self._lock = threading.Lock()
        #: Counts the starts. What a worker of before had opened is gone.
        self.generation = 0
        atexit.register(self.close)

    def ask(self, method: str, **given: Any) -> Any:
        """What ar-sim answers; raises :class:`ArSimError`. Members that are None are left out."""
        __tracebackhide__ = True
        known = {name: value for name, value in given.items() if value is not None}
        return self._running().ask(method, known)

    def close(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.close()

    def _running(self) -> _Process:
        __tracebackhide__ = True
        with self._lock:
            process = self._process
            # After a fork the child must not speak for its parent.
            if process is not None and process.is_alive and process.pid == os.getpid():
                return process
            if process is not None and process.pid == os.getpid():
                process.close()
            self._process = self._start()
            self.generation += 1
            return self._process

    def _start(self) -> _Process:
        __tracebackhide__ = True
        try:
            process = _Process(self._find() + ["worker"])
        except NoNode as error:
            message, _, hint = str(error).partition("\n  hint: ")
            raise ArSimError("WORKER_FAILED", message, hint or None)
        try:
            self._greet(process)
        except BaseException:
            process.close()
            raise
        return process

    def _greet(self, process: _Process) -> None:
        answer = process.ask("hello", {"protocol": PROTOCOL})
        other = answer.get("version") if isinstance(answer, dict) else None
        if other != version():
            raise ArSimError(
                "WORKER_VERSION",
                "this is the Python part of ar-sim %s, and it started ar-sim %s" % (version(), other),
                "Run `pip install --force-reinstall ar-sim`.",
            )
