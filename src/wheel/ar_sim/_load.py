"""Imports a script of an add-on into this process, as if it lay in a SPLUNK_HOME.

The script runs from a copy in a throw-away SPLUNK_HOME, with the stand-ins for Splunk's modules beside it. Its code has
the names of your own files, so that tracebacks, breakpoints and coverage point there.
"""

from __future__ import annotations

import os
import sys
from importlib import machinery, util
from types import CodeType, ModuleType
from typing import Any, Callable, Dict, List, Mapping, Optional

from ._errors import ArSimError

_MINE = ("SPLUNK", "PYTHONHTTPSVERIFY")


class Home:
    """Where scripts are imported from. ``close`` leaves the interpreter as it was."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.splunk_home = str(data["splunkHome"])
        self._copy = str(data["appFolder"])
        self._root = str(data["appRoot"])
        self._path: List[str] = list(data["pythonPath"])
        self._env: Mapping[str, str] = data["env"]
        self._modules = dict(sys.modules)
        self._sys_path = list(sys.path)
        self._meta_path = list(sys.meta_path)
        self._before: Dict[str, Optional[str]] = {}
        self._open()

    def load(self, path: str) -> ModuleType:
        script = self._copied(path)
        name = os.path.splitext(os.path.basename(script))[0]
        folder = os.path.dirname(script)
        # Python puts the folder of a script first.
        if folder not in sys.path:
            sys.path.insert(0, folder)
        spec = util.spec_from_file_location(name, script, loader=_OwnNames(name, script, self._own))
        assert spec is not None and spec.loader is not None
        module = util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    def close(self) -> None:
        for name, module in list(sys.modules.items()):
            if self._modules.get(name) is not module and self._is_inside(module):
                del sys.modules[name]
                if name in self._modules:
                    sys.modules[name] = self._modules[name]
        sys.path[:] = [folder for folder in sys.path if folder in self._sys_path or not self._is_below(folder)]
        sys.path_hooks[:] = [hook for hook in sys.path_hooks if hook is not self._hook]
        for folder in [folder for folder in sys.path_importer_cache if self._is_below(folder)]:
            del sys.path_importer_cache[folder]
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

    def _open(self) -> None:
        for name, value in self._env.items():
            if name.startswith(_MINE):
                self._before[name] = os.environ.get(name)
                os.environ[name] = value
        sys.path[:0] = self._path
        details = (machinery.ExtensionFileLoader, machinery.EXTENSION_SUFFIXES)
        own = self._own

        class Loader(_OwnNames):
            def __init__(self, name: str, path: str) -> None:
                super().__init__(name, path, own)

        find = machinery.FileFinder.path_hook(details, (Loader, machinery.SOURCE_SUFFIXES))

        def hook(folder: str) -> Any:
            if not self._is_below(folder):
                raise ImportError("not of the add-on", path=folder)
            return find(folder)

        self._hook = hook
        sys.path_hooks.insert(0, hook)

    def _copied(self, path: str) -> str:
        absolute = os.path.realpath(os.path.join(self._root, path))
        inside = os.path.relpath(absolute, os.path.realpath(self._root))
        script = os.path.join(self._copy, inside)
        if inside.startswith(os.pardir) or not os.path.isfile(script):
            raise ArSimError(
                "ADDON_SCRIPT_MISSING",
                "the add-on in %s has no file %s" % (self._root, path),
                "Give a path below the add-on, such as bin/my_action.py.",
            )
        return script

    def _own(self, path: str) -> str:
        """The user's own file behind a copy."""
        inside = os.path.relpath(path, self._copy)
        own = os.path.join(self._root, inside)
        return own if not inside.startswith(os.pardir) and os.path.isfile(own) else path

    def _is_below(self, path: Any) -> bool:
        return isinstance(path, str) and path.startswith(self.splunk_home + os.sep)

    def _is_inside(self, module: Any) -> bool:
        spec = getattr(module, "__spec__", None)
        places = [getattr(module, "__file__", None), getattr(spec, "origin", None)]
        return any(self._is_below(place) for place in places + list(getattr(module, "__path__", None) or []))


class _OwnNames(machinery.SourceFileLoader):
    """Compiles a copy under the name of the user's own file, and keeps no compiled file."""

    def __init__(self, name: str, path: str, own: Callable[[str], str]) -> None:
        super().__init__(name, path)
        self._own = own

    def get_code(self, fullname: str) -> Optional[CodeType]:
        path = self.get_filename(fullname)
        code: CodeType = compile(self.get_data(path), self._own(path), "exec", dont_inherit=True)
        return code
