"""Keeps the last exceptions of the add-on's own code, also those that it catches, for ar-sim to explain a failed run.

Python 3.12 and newer tell of each exception at no cost for all other code (PEP 669). Below that, an exception is kept
that is being handled where the script ends by sys.exit() or os._exit(), or where it logs an error. A tracing function,
which tells of all of them, slows each call, so it is there only where it is asked for. It gives way to a debugger, to
coverage, and to a tracing function of the script's own.
The file has slots that are used in turn, so that it never grows. Standard library only, all versions of Python.
"""

import os
import sys

_SLOTS, _SLOT_BYTES = 16, 8192
_MOST_AT_A_PLACE = 50
_MOST_FRAMES = 40
_TOOL = 4
_ERROR = 40
_NO_FAULTS = ("StopIteration", "StopAsyncIteration", "GeneratorExit")


def watch(path, apps, traces, clock):
    """`apps` is the folder whose code is told of, with a slash at its end. Gives mends of modules by their names.

    `clock` gives the true time, whatever the script sees.
    """
    if sys.gettrace() is not None:
        return {}
    keeper = _Keeper(path, apps, clock)
    os._exit = keeper.ending(os._exit)
    if getattr(sys, "monitoring", None) is not None:
        keeper.monitor()
        return {}
    sys.exit = keeper.ending(sys.exit)
    if traces:
        keeper.trace()
    return {"logging": keeper.of_logging} if sys.version_info >= (3,) else {}


class _Keeper(object):
    def __init__(self, path, apps, clock):
        self.path, self.apps, self.clock = path, apps, clock
        self.number, self.latest = 0, None
        self.counts, self.held = {}, []

    def monitor(self):
        monitoring = sys.monitoring
        try:
            monitoring.use_tool_id(_TOOL, "stand-in")
        except ValueError:
            return
        monitoring.register_callback(_TOOL, monitoring.events.RAISE, self.on_raise)
        monitoring.set_events(_TOOL, monitoring.events.RAISE)
        self.write_at_end()

    def on_raise(self, code, offset, error):
        if code.co_filename.startswith(self.apps) and sys.gettrace() is None:
            self.keep((code, offset), type(error), error, error.__traceback__)

    def trace(self):
        import threading

        def of_call(frame, event, arg):
            if not frame.f_code.co_filename.startswith(self.apps):
                return None
            try:
                frame.f_trace_lines = False
            except AttributeError:
                pass
            return within

        def within(frame, event, arg):
            # A tracing function that the script sets later is told of the frames that are open, too.
            if sys.gettrace() is not of_call:
                return None
            if event == "exception" and arg[0].__name__ not in _NO_FAULTS:
                self.keep((frame.f_code, frame.f_lasti), *arg)
            return within

        sys.settrace(of_call)
        threading.settrace(of_call)
        self.write_at_end()

    def write_at_end(self):
        import atexit

        atexit.register(self.write_held)

    def ending(self, end):
        """`end` ends the script: what it is handling then is why."""

        def exit(*given):
            try:
                frame = sys._getframe(1)
                if self.is_of_addon(frame):
                    self.keep_handled()
                    frames = self.frames_above(frame)
                    status = "%s" % given if len(given) == 1 else ""
                    self.next(None)
                    self.write(self.number, {"type": "SystemExit", "message": status[:1000], "frames": frames})
            except Exception:
                pass
            return end(*given)

        exit.__doc__ = end.__doc__
        return exit

    def of_logging(self, logging):
        handle = logging.Logger.handle

        def handle_error(logger, record):
            if record.levelno >= _ERROR:
                self.keep_handled()
            return handle(logger, record)

        logging.Logger.handle = handle_error

    def keep_handled(self):
        # Python 2 does not forget an exception where its handler ends.
        kind, error, step = sys.exc_info()
        if error is None or sys.version_info < (3,):
            return
        while step is not None and not self.is_own(step.tb_frame.f_code.co_filename):
            step = step.tb_next
        if step is not None:
            self.keep((step.tb_frame.f_code, step.tb_lasti), kind, error, error.__traceback__)

    def is_own(self, file):
        return file.startswith(self.apps)

    def is_of_addon(self, frame):
        while frame is not None:
            if self.is_own(frame.f_code.co_filename):
                return True
            frame = frame.f_back
        return False

    def frames_above(self, frame):
        frames = []
        while frame is not None and len(frames) < _MOST_FRAMES:
            frames.insert(0, self.frame_of(frame.f_code, frame.f_lineno))
            frame = frame.f_back
        return frames

    def frame_of(self, code, line):
        return {"file": code.co_filename, "line": line, "name": code.co_name}

    def keep(self, place, kind, error, step):
        try:
            self.counts[place] = count = self.counts.get(place, 0) + 1
            # A loop that fails at each row must not wait for the disk at each row.
            is_often = count > _MOST_AT_A_PLACE
            record = self.record_of(kind, error, step, 1 if is_often else _MOST_FRAMES)
            self.next((id(error), record["type"], record["message"]))
            if is_often:
                self.held[:] = [(self.number, record)]
                return
            self.write_held()
            self.write(self.number, record)
        except Exception:
            pass

    def next(self, key):
        """The same exception passes through one function after the other, and keeps its number."""
        if key is None or self.latest != key:
            self.latest = key
            self.number += 1

    def record_of(self, kind, error, step, most):
        frames = []
        while step is not None and len(frames) < most:
            frames.append(self.frame_of(step.tb_frame.f_code, step.tb_lineno))
            step = step.tb_next
        return {"type": kind.__name__, "message": _text_of(kind, error), "frames": frames, "at": self.clock()}

    def write_held(self):
        while self.held:
            try:
                self.write(*self.held.pop())
            except (OSError, ValueError):
                pass

    def write(self, number, record):
        # Only a script that fails needs it.
        import json

        record["number"] = number
        text = json.dumps(record).encode("ascii")
        if len(text) >= _SLOT_BYTES:
            text = json.dumps(dict(record, frames=record["frames"][-5:])).encode("ascii")
        fd = os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.lseek(fd, number % _SLOTS * _SLOT_BYTES, 0)
            os.write(fd, text[: _SLOT_BYTES - 1].ljust(_SLOT_BYTES - 1) + b"\n")
        finally:
            os.close(fd)


def _text_of(kind, error):
    # The words of Python's own class: those of the add-on's classes are code, which must not run twice.
    for one in getattr(kind, "__mro__", ()):
        if one.__module__ in ("builtins", "exceptions"):
            return one.__str__(error)[:1000]
    return ""
