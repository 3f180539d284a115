"""How the stand-ins for Splunk's own Python report what they lack.

`guard(__name__)` at the foot of a module makes an unknown attribute an error that names the module,
the attribute and ar-sim; `watch()` does the same for an unknown `splunk.*` submodule. Both stay what
scripts expect (AttributeError and ImportError), so `hasattr` and `except ImportError` work as ever.
"""
from __future__ import absolute_import

import sys
import types

WORDS = (
    "ar-sim's stand-in for Splunk's Python has no '%s'. A real Splunk may have it: "
    "the gap is ar-sim's, not necessarily the script's."
)


class StandInModule(types.ModuleType):
    """A module whose missing attributes say that it is ar-sim that lacks them."""

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError("module '%s' has no attribute '%s'" % (self.__name__, name))
        words = WORDS % (self.__name__ + '.' + name)
        # `from module import name` would replace the words of an AttributeError with its own.
        if _is_import_from(sys._getframe(1)):
            raise ImportError(words)
        raise AttributeError(words)


def _is_import_from(frame):
    import opcode

    code, at = frame.f_code.co_code, frame.f_lasti
    current = bytearray(code[at : at + 1]) if at >= 0 else b''
    return bool(current) and current[0] == opcode.opmap['IMPORT_FROM']


def guard(name):
    """Turn the module of that name into a StandInModule."""
    module = sys.modules[name]
    try:
        module.__class__ = StandInModule
    except TypeError:  # Python 2 cannot change the class of a module: put a twin in its place.
        twin = StandInModule(name, module.__doc__)
        twin.__dict__.update(module.__dict__)
        twin.__dict__['_twin_of'] = module  # its functions live on in the first one
        sys.modules[name] = twin


class MissingModules(object):
    """Last on the meta path: asked only for what no folder on the path holds."""

    def find_spec(self, fullname, path=None, target=None):
        if fullname.startswith('splunk.'):
            raise _absent(fullname)

    def find_module(self, fullname, path=None):
        # Python 2 asks here first, before it looks on the path, and hushes an ImportError raised here.
        if sys.version_info[0] == 2 and fullname.startswith('splunk.'):
            import imp

            try:
                found = imp.find_module(fullname.rpartition('.')[2], path)
            except ImportError:
                return self
            if found[0]:
                found[0].close()

    def load_module(self, fullname):
        raise _absent(fullname)


def _absent(fullname):
    error = (ModuleNotFoundError if sys.version_info[0] > 2 else ImportError)(WORDS % fullname)
    error.name = fullname
    return error


def watch():
    if not any(type(finder).__name__ == 'MissingModules' for finder in sys.meta_path):
        sys.meta_path.append(MissingModules())
