"""Writes down which writes of a script its fence refuses, for ar-sim to read after the run.

An audit hook is told of a write before it is tried, so it asks whether the place is on a read-only mount. It changes
nothing, and shows in no traceback. Standard library only, Python 3.8 or newer.
"""

import os
import stat
import sys

_MOST_PATHS = 200
_MOST_FRAMES = 200
_MOST_BYTES = 1 << 20
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
# Which arguments of an event are paths that would be written to. Ground: the table of audit events of the Python docs.
_PATHS = {
    "open": (0,),
    "os.chmod": (0,),
    "os.chown": (0,),
    "os.link": (1,),
    "os.mkdir": (0,),
    "os.remove": (0,),
    "os.rename": (0, 1),
    "os.rmdir": (0,),
    "os.symlink": (1,),
    "os.truncate": (0,),
    "os.utime": (0,),
}


def watch(file, apps):
    """`file` is written to. `apps` is the folder whose lines of code are told, with a slash at its end."""
    told = set()
    busy = []

    def hook(event, args):
        indices = _PATHS.get(event)
        if indices is None or busy or len(told) >= _MOST_PATHS:
            return
        if event == "open" and not (isinstance(args[2], int) and args[2] & _WRITES):
            return
        busy.append(True)
        try:
            for index in indices:
                path = _path_of(args[index])
                if path is not None and path not in told and _is_refused(path):
                    told.add(path)
                    _tell(file, path, _place_in(apps))
        except Exception:
            # Odd arguments are for the call itself to refuse.
            pass
        finally:
            busy.pop()

    sys.addaudithook(hook)


def _path_of(value):
    if value is None or isinstance(value, int):
        return None
    path = os.path.abspath(os.fsdecode(value))
    # Python keeps compiled files where it can, and that is no act of the script.
    return None if "/__pycache__/" in path else path


def _is_refused(path):
    """Devices and pipes can be written to wherever they are."""
    try:
        mode = os.stat(path).st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            return False
    except OSError:
        path = os.path.dirname(path)
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _place_in(apps):
    frame, seen = sys._getframe(2), 0
    while frame is not None and seen < _MOST_FRAMES:
        seen += 1
        name = os.path.abspath(frame.f_code.co_filename)
        if name.startswith(apps):
            return name, frame.f_lineno
        frame = frame.f_back
    return "", 0


def _tell(file, path, place):
    fields = [path, place[0], "%d" % place[1]]
    line = "\t".join("".join(one if one.isprintable() else "?" for one in field) for field in fields)
    fd = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if os.fstat(fd).st_size < _MOST_BYTES:
            os.write(fd, line.encode("utf-8", "replace") + b"\n")
    finally:
        os.close(fd)
