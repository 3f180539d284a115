"""Start-up of the Python that splunkd would start: moves the default port of splunklib to where splunkd answers.

Python imports this module by itself. splunklib (the Splunk SDK) connects to localhost:8089 unless it is told a port,
which on a real Splunk is right more often than not. Here splunkd answers on the port of SPLUNKD_URI. A script that
relies on the default is let through, and a line in var/run/splunk/splunklib_default_port tells of it.
Standard library only; does nothing under Python 2, whose import machinery differs.
"""

import os
import sys

_MODULE = "splunklib.binding"
_MARK = os.path.join("var", "run", "splunk", "splunklib_default_port")


def _port():
    uri = os.environ.get("SPLUNKD_URI", "")
    port = uri.rsplit(":", 1)[-1].strip("/")
    return port if port.isdigit() else None


def _tell():
    try:
        with open(os.path.join(os.environ.get("SPLUNK_HOME", ""), _MARK), "a") as mark:
            mark.write("%s\n" % (sys.argv[0] if getattr(sys, "argv", None) else ""))
    except (IOError, OSError):
        pass


def _mend(binding, port):
    context = getattr(binding, "Context", None)
    if context is None or not hasattr(binding, "DEFAULT_PORT"):
        return
    binding.DEFAULT_PORT = port
    connect = context.__init__

    def __init__(self, handler=None, **kwargs):
        if kwargs.get("port") is None:
            kwargs.pop("port", None)
            _tell()
        connect(self, handler, **kwargs)

    __init__.__doc__ = connect.__doc__
    context.__init__ = __init__


class _Finder(object):
    """Stands first in line for one module, and lets the others load it."""

    def __init__(self, port):
        self.port = port

    def find_spec(self, name, path=None, target=None):
        if name != _MODULE:
            return None
        for finder in sys.meta_path:
            find = None if finder is self else getattr(finder, "find_spec", None)
            spec = find(name, path, target) if find else None
            if spec is not None:
                self._wrap(spec.loader)
                return spec
        return None

    def _wrap(self, loader):
        execute = getattr(loader, "exec_module", None)
        if execute is None:
            return
        port = self.port

        def exec_module(module):
            execute(module)
            _mend(module, port)

        loader.exec_module = exec_module


if sys.version_info >= (3,) and _port() is not None:
    sys.meta_path.insert(0, _Finder(_port()))
