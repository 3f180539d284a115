"""Start-up of the Python that splunkd would start. Python imports this module by itself.

splunklib (the Splunk SDK) connects to localhost:8089 unless it is told a port, which on a real Splunk is right more
often than not. Here splunkd answers on the port of SPLUNKD_URI. A script that relies on the default is let through, and
a line in var/run/splunk/splunklib_default_port tells of it.
PYTHONHTTPSVERIFY=0 switches the check of certificates off, as splunk-launch.conf.spec says and as PEP 493 words it;
Python 3 itself no longer heeds it. Seen: Splunk's own alert_logevent asks splunkd by a plain urlopen.
The modules `socket` and `http.client` are watched for what the script tries to reach, where there are rules for it.
Standard library only. Under Python 2, whose import machinery differs, it watches and does no more: its ssl heeds the
variable.
"""

import os
import sys

_MARK = os.path.join("var", "run", "splunk", "splunklib_default_port")
_SITE_PACKAGES = os.path.dirname(os.path.abspath(__file__))
# Beside SPLUNK_HOME, whose lib/python3/site-packages this is in. The environment may have another SPLUNK_HOME.
_OUTBOUND = os.path.join(os.path.abspath(os.path.join(_SITE_PACKAGES, *[os.pardir] * 4)), "outbound")
# There, where ar-sim answers in place of others.
_AUTHORITY = os.path.join(_OUTBOUND, "authority.pem")
# There, where this Python is to fork the process of each case. What follows is then run by each of them.
_FORKS = os.path.join(os.path.dirname(_OUTBOUND), "forks")
if os.path.exists(_FORKS):
    from _stand_in_forks import serve

    serve(_FORKS)
    del serve


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


def _lead_to_splunkd(binding):
    port = _port()
    context = getattr(binding, "Context", None)
    if port is None or context is None or not hasattr(binding, "DEFAULT_PORT"):
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


class _Outbound(object):
    """Hands over to the package that watches what a script tries to reach, where ar-sim laid down rules for it."""

    def __init__(self):
        self.watch = None

    def of_socket(self, socket):
        try:
            from _stand_in_outbound import Outbound

            self.watch = Outbound(_OUTBOUND, _now)
            self.watch.of_socket(socket)
        except ImportError:
            pass

    def of_http(self, client):
        if self.watch is not None:
            self.watch.of_http(client)


def _true_clock():
    import time

    return time.time


_now = _true_clock()
_outbound = _Outbound()


def _trust_everyone(ssl):
    if os.environ.get("PYTHONHTTPSVERIFY") == "0" and hasattr(ssl, "_create_unverified_context"):
        ssl._create_default_https_context = ssl._create_unverified_context


def _move_clock():
    """With STAND_IN_CLOCK, in epoch seconds, this process sees that time, going on from there. Its children do not."""
    wanted = os.environ.pop("STAND_IN_CLOCK", None)
    if wanted is None or sys.version_info < (3,):
        return
    import time

    offset = float(wanted) - time.time()
    offset_ns = int(offset * 1000000000)

    def moved(function, offset):
        return lambda: function() + offset

    def of_now(function, make):
        return lambda *given: function(*(given if given and given[0] is not None else (make(),)))

    localtime, strftime, asctime = time.localtime, time.strftime, time.asctime
    time.time = moved(time.time, offset)
    if hasattr(time, "time_ns"):
        time.time_ns = moved(time.time_ns, offset_ns)
    for name in ("localtime", "gmtime", "ctime"):
        setattr(time, name, of_now(getattr(time, name), time.time))
    time.asctime = of_now(asctime, lambda: localtime(time.time()))
    time.strftime = lambda form, *given: strftime(form, *(given or (localtime(time.time()),)))
    # The module in C asks the system for the time, and the one in Python asks the module `time`. Its types are real ones.
    # The module in C for time zones needs the one in C.
    sys.modules["_datetime"] = None
    sys.modules["_zoneinfo"] = None


def _record_raised():
    """Where ar-sim names a file for them, the last exceptions of the add-on's own code are kept there."""
    path = os.environ.pop("STAND_IN_RAISED", None)
    traces = os.environ.pop("STAND_IN_TRACE", None) is not None
    if path is None:
        return {}
    try:
        from _stand_in_raised import watch
    except ImportError:
        return {}
    apps = os.path.join(os.environ.get("SPLUNK_HOME", ""), "etc", "apps") + os.sep
    return watch(path, apps, traces, _now)


def _measure():
    """With STAND_IN_COVERAGE, the folder of a measurement, coverage.py writes there what runs. Children do so too.

    coverage.py is that of the interpreter, or else that of STAND_IN_TOOLS. Who has none leaves a word.
    """
    folder = os.environ.get("STAND_IN_COVERAGE")
    if not folder:
        return
    version = "%d.%d" % sys.version_info[:2]
    path = list(sys.path)
    sys.path.append(os.path.join(os.environ.get("STAND_IN_TOOLS", ""), version))
    try:
        import coverage
        import coverage.control
    except ImportError:
        coverage = None
    finally:
        sys.path[:] = path
    try:
        open(os.path.join(folder, "by-%s-%s" % (version, "without" if coverage is None else "with")), "w").close()
    except (IOError, OSError):
        return
    if coverage is None:
        return
    # From 7.10 on, it also measures what os.fork and os._exit would take away.
    patches = tuple(coverage.version_info[:2]) >= (7, 10)
    os.environ["COVERAGE_PROCESS_START"] = os.path.join(folder, "patching.rc" if patches else "plain.rc")
    coverage.process_startup()


_unverified = set()


def _tell_unverified(host):
    """ar-sim tells of the hosts whose certificate nobody looks at."""
    if host in _unverified or len(_unverified) > 1000:
        return
    _unverified.add(host)
    try:
        with open(os.path.join(_OUTBOUND, "unverified"), "a") as file:
            file.write("%s\n" % (host,))
    except (IOError, OSError, UnicodeError):
        pass


def _trust_authority(ssl):
    """Every TLS context also trusts the authority behind what ar-sim answers, whatever bundle the script brings."""
    context = getattr(ssl, "SSLContext", None)
    if context is None:
        return
    add = context.load_verify_locations

    def trusting(name):
        plain = getattr(context, name)

        def wrap(self, *args, **kwargs):
            if not getattr(self, "_stand_in_trusts", False):
                try:
                    add(self, cafile=_AUTHORITY)
                    self._stand_in_trusts = True
                except Exception:
                    pass
            if kwargs.get("server_hostname") and self.verify_mode == ssl.CERT_NONE:
                _tell_unverified(kwargs["server_hostname"])
            return plain(self, *args, **kwargs)

        wrap.__name__, wrap.__doc__ = name, plain.__doc__
        setattr(context, name, wrap)

    for name in ("wrap_socket", "wrap_bio"):
        if hasattr(context, name):
            trusting(name)


def _of_ssl(ssl):
    if sys.version_info >= (3,):
        _trust_everyone(ssl)
    if os.path.exists(_AUTHORITY):
        _trust_authority(ssl)


_move_clock()
_measure()
_mends_of_raised = _record_raised()


def _watch_writes():
    """Where ar-sim has laid down a file for them, the writes that a fence refuses are told there."""
    site_packages = os.path.dirname(os.path.abspath(__file__))
    home = os.path.abspath(os.path.join(site_packages, *[os.pardir] * 3))
    file = os.path.join(os.path.dirname(home), "refused-writes")
    if sys.version_info >= (3, 8) and os.path.exists(file):
        from _stand_in_writes import watch

        watch(file, os.path.join(home, "etc", "apps", ""))


_watch_writes()


class _Breakpoints(object):
    """breakpoint() and pdb.set_trace() ask on the terminal of ar-sim, or end the script with a clear word."""

    def __init__(self):
        self.text = os.environ.pop("STAND_IN_PDB", None)
        self.prompt = None
        if hasattr(sys, "breakpointhook"):
            sys.breakpointhook = self.hook
        if self.text:
            self.made().watch_end()

    def made(self):
        if self.prompt is None:
            from _stand_in_prompting import Prompt

            self.prompt = Prompt(self.text)
        return self.prompt

    def hook(self, *args, **kwargs):
        # The user's own wish, by PEP 553.
        if os.environ.get("PYTHONBREAKPOINT"):
            return sys.__breakpointhook__(*args, **kwargs)
        self.made().stop(sys._getframe(1))

    def of_pdb(self, pdb):
        pdb.set_trace = lambda *args, **kwargs: self.made().stop(sys._getframe(1))


_breakpoints = _Breakpoints()

_MENDS = {"splunklib.binding": _lead_to_splunkd, "ssl": _of_ssl, "pdb": _breakpoints.of_pdb}
_MENDS.update(_mends_of_raised)
_MENDS_OF_BOTH = {"socket": _outbound.of_socket, "http.client": _outbound.of_http, "httplib": _outbound.of_http}
if os.path.exists(_AUTHORITY):
    _MENDS_OF_BOTH["ssl"] = _of_ssl

if os.path.exists(os.path.join(_OUTBOUND, "rules")):
    _MENDS.update(_MENDS_OF_BOTH)
else:
    _MENDS_OF_BOTH = {}

# Under this file name Python takes the frame for one of its own import machinery, and leaves it out of a traceback:
# a script that fails while it is imported shall show what a real Splunk shows.
_WRAP = compile(
    """
def wrap(loader, mend):
    execute = loader.exec_module

    def exec_module(module):
        execute(module)
        mend(module)

    loader.exec_module = exec_module
""",
    "<frozen importlib._bootstrap>",
    "exec",
)


class _Finder(object):
    """Stands first in line for a few modules, and lets the others load them."""

    def __init__(self):
        names = {}
        exec(_WRAP, names)
        self.wrap = names["wrap"]

    def find_spec(self, name, path=None, target=None):
        mend = _MENDS.get(name)
        if mend is None:
            return None
        for finder in sys.meta_path:
            find = None if finder is self else getattr(finder, "find_spec", None)
            spec = find(name, path, target) if find else None
            if spec is not None:
                if getattr(spec.loader, "exec_module", None) is not None:
                    self.wrap(spec.loader, mend)
                return spec
        return None


class _OldFinder(object):
    """The same for Python 2. Ground: PEP 302."""

    def __init__(self):
        self.names = set(_MENDS_OF_BOTH)

    def find_module(self, name, path=None):
        return self if name in self.names else None

    def load_module(self, name):
        self.names.discard(name)
        module = __import__(name)
        _MENDS_OF_BOTH[name](module)
        return module


if sys.version_info >= (3,):
    sys.meta_path.insert(0, _Finder())
elif _MENDS_OF_BOTH:
    sys.meta_path.insert(0, _OldFinder())
# A .pth file may have loaded it before.
if "socket" in sys.modules and _MENDS_OF_BOTH:
    _outbound.of_socket(sys.modules["socket"])


def _let_debug():
    """With STAND_IN_DEBUG, an editor comes into this process, and not into its children."""
    wish = os.environ.pop("STAND_IN_DEBUG", None)
    if wish:
        from _stand_in_debugging import attach

        attach(wish)


_let_debug()
