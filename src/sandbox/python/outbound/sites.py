"""Where in the add-on an attempt comes from, and which request it is for, as far as the stack shows."""

import os
import re
import sys

_MOST_FRAMES = 200
# A client that an add-on brings has some ten files above the line that is looked for.
_MOST_PLACES = 24
_REQUEST_LINE = re.compile(br"^([A-Z]{1,20}) (\S+) HTTP/")
_AUTHORITY = re.compile(r"^[a-z][a-z0-9+.-]*://[^/?#]*", re.I)


def look_around(apps):
    """The places in the apps, innermost first, as `file:line|file:line`, and the method and the path of the request."""
    places, files, request = [], set(), None
    frame, seen = sys._getframe(2), 0
    while frame is not None and seen < _MOST_FRAMES:
        seen += 1
        file = frame.f_code.co_filename
        path = os.path.abspath(file)
        # Of each file the innermost.
        if len(places) < _MOST_PLACES and path not in files and path.startswith(apps):
            files.add(path)
            places.append("%s:%d" % (path, frame.f_lineno))
        if request is None:
            request = _request_of(file.replace("\\", "/"), frame)
        frame = frame.f_back
    method, path = request or ("", "")
    return "|".join(places), method, path


def path_of(url):
    """Without the query, which may hold a secret."""
    if isinstance(url, bytes):
        url = url.decode("latin-1")
    path = _AUTHORITY.sub("", "%s" % (url,)).partition("#")[0].partition("?")[0]
    return path or "/"


def _request_of(file, frame):
    """Ground: the sources of http.client, urllib3, httpx and aiohttp."""
    name = frame.f_code.co_name
    try:
        if name == "_send_output" and file.endswith(("http/client.py", "httplib.py")):
            line = _REQUEST_LINE.match(frame.f_locals["msg"])
            return line and (line.group(1).decode("ascii"), path_of(line.group(2)))
        if name == "urlopen" and file.endswith("connectionpool.py"):
            return frame.f_locals["method"], path_of(frame.f_locals["url"])
        if name == "send" and file.endswith("httpx/_client.py"):
            request = frame.f_locals["request"]
            return request.method, path_of(request.url.path)
        if name == "_request" and file.endswith("aiohttp/client.py"):
            return frame.f_locals["method"], path_of(frame.f_locals["str_or_url"])
    except Exception:
        # Another version of the library names things otherwise.
        pass
    return None
