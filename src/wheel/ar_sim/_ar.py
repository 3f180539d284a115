"""The fixture ``ar``, which works without pytest too."""

from __future__ import annotations

import os
import re
from types import ModuleType, TracebackType
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Type, Union

from ._errors import ArSimError
from ._load import Home
from ._results.records import camel, snake
from ._results import Check, Diagnosis, Run, Search
from ._snapshot import Snapshot, SnapshotWish
from ._splunkd import Splunkd
from ._worker import Worker

PathLike = Union[str, "os.PathLike[str]"]
Params = Mapping[str, object]
Rows = Union[Sequence[Mapping[str, object]], Mapping[str, object], PathLike]
Credentials = Union[Mapping[str, str], Iterable[Mapping[str, str]]]


class Ar:
    """Runs, searches, checks and diagnoses an add-on.

    ``app`` is the folder of the add-on; without it, ar-sim looks for the add-on from ``folder`` upwards. ``given`` is
    what each run is given: the keys of `given` in a scenario file, in Python's spelling.
    """

    def __init__(
        self,
        app: Optional[PathLike] = None,
        *,
        folder: Optional[PathLike] = None,
        python: Optional[str] = None,
        network: Optional[str] = None,
        given: Optional[Mapping[str, object]] = None,
        worker: Optional[Worker] = None,
        watch: Optional[Mapping[str, object]] = None,
        snapshot: Optional[SnapshotWish] = None,
    ) -> None:
        self._folder = os.path.abspath(os.fspath(folder or os.curdir))
        self._app = None if app is None else os.path.abspath(os.fspath(app))
        self._python = python
        self._network = network
        self._given = dict(given or {})
        #: Lets a person into the scripts: ``debugPort`` and ``debugWaitMs``, or ``terminal``.
        self._watch = dict(watch or {})
        self._is_own = worker is None
        self._worker = worker or Worker()
        self._wish = snapshot
        self._snapshots: List[Snapshot] = []
        self._splunkd: Optional[Splunkd] = None
        self._home: Optional[Home] = None
        self._opened: List[Splunkd] = []

    def run(
        self,
        action: Optional[str] = None,
        *,
        params: Optional[Params] = None,
        rows: Optional[Rows] = None,
        mode: Optional[str] = None,
        credentials: Optional[Credentials] = None,
        python: Optional[str] = None,
        app: Optional[PathLike] = None,
        splunkd: Optional[Splunkd] = None,
        **given: object,
    ) -> Run:
        """Runs an action. ``given`` has the other keys of `given` in a scenario file: ``saved_search``, ``env``, …

        ``rows`` is a list of dicts, the path of a file, or a source such as ``{"notable": True}``. ``credentials`` is
        ``{"user": "secret"}``, ``{"realm:user": "secret"}``, or a list of dicts. ``splunkd`` is a stand-in that runs
        already: ``ar.splunkd``.
        """
        __tracebackhide__ = True
        wish = self._given_of(
            {
                "action": action,
                "params": params,
                "rows": rows,
                "mode": mode,
                "credentials": credentials,
                "python": python,
                **given,
            }
        )
        handle = None if splunkd is None else splunkd.handle
        return Run(self._ask("run", app, given=wish, splunkd=handle, **self._watch), self._explain)

    def search(self, search: str, *, app: Optional[PathLike] = None, **given: object) -> Search:
        """Runs a search, as the search bar does. ``rows`` are the events that a leading `search` looks in."""
        __tracebackhide__ = True
        return Search(self._ask("search", app, search=search, given=self._given_of(given)), self._explain)

    def check(
        self,
        *,
        only: Optional[Sequence[str]] = None,
        ignore: Optional[Sequence[str]] = None,
        app: Optional[PathLike] = None,
    ) -> Check:
        """Looks for mistakes, as ``ar-sim check`` does. ``only`` and ``ignore`` name rules."""
        __tracebackhide__ = True
        rules = {name: None if ids is None else list(ids) for name, ids in (("only", only), ("ignore", ignore))}
        return Check(self._ask("check", app, is_fenced=False, python=self._python, **rules))

    def doctor(
        self,
        action: Optional[str] = None,
        *,
        params: Optional[Params] = None,
        app: Optional[PathLike] = None,
        **given: object,
    ) -> Diagnosis:
        """Tells whether a response will show in Incident Review, as ``ar-sim doctor`` does."""
        __tracebackhide__ = True
        wish = self._given_of({"action": action, "params": params, **given})
        return Diagnosis(self._ask("doctor", app, given=wish))

    @property
    def splunkd(self) -> Splunkd:
        """A stand-in for splunkd that runs until the test ends. It starts when it is first asked for."""
        __tracebackhide__ = True
        if self._splunkd is None or not self._splunkd.is_there:
            self._splunkd = self.serve()
        return self._splunkd

    def serve(self, *, app: Optional[PathLike] = None, **given: object) -> Splunkd:
        """One more stand-in, with what it holds: ``credentials``, ``users``, ``kv``, …"""
        __tracebackhide__ = True
        return self._keep(self._ask("serve", app, given=self._given_of(given)))

    def load(self, path: PathLike) -> ModuleType:
        """Imports a script of the add-on, such as ``bin/my_action.py``, to test its functions one by one.

        It runs in this process and its Python, with no fence around it. When the test ends, the modules of the add-on
        and of Splunk are forgotten again.
        """
        __tracebackhide__ = True
        if self._home is None:
            data = self._ask("home", None, given=self._given_of({}))
            self._keep(data)
            self._home = Home(data)
        return self._home.load(os.fspath(path))

    def snapshot(self, name: Optional[str] = None, *, parts: Optional[Sequence[str]] = None) -> Snapshot:
        """What the run was when it was accepted: ``assert run == ar.snapshot()``.

        Without ``name`` it has that of the test. ``parts`` chooses from payload, stdout, stderr, logs, messages, events
        and rest.
        """
        if self._wish is None:
            raise ArSimError("WORKER_BAD_REQUEST", "there is no test that the snapshot belongs to", "Use it in pytest.")
        wish = self._wish
        number = len(self._snapshots) + 1
        shown = "%s %s" % (wish.name, name) if name else wish.name if number == 1 else "%s %d" % (wish.name, number)
        snapshot = Snapshot(
            self._worker, SnapshotWish(wish.file, shown, wish.is_updated, wish.is_only_checked), parts
        )
        self._snapshots.append(snapshot)
        return snapshot

    @property
    def snapshots(self) -> Sequence[Snapshot]:
        return tuple(self._snapshots)

    def close(self) -> None:
        """Ends the stand-ins, and forgets what was loaded."""
        if self._home is not None:
            self._home.close()
            self._home = None
        try:
            for splunkd in self._opened:
                splunkd.close()
        finally:
            self._opened.clear()
            self._splunkd = None
            if self._is_own:
                self._worker.close()

    def __enter__(self) -> Ar:
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        self.close()

    def _keep(self, data: Mapping[str, Any]) -> Splunkd:
        splunkd = Splunkd(self._worker, data)
        self._opened.append(splunkd)
        return splunkd

    def _explain(self, data: Mapping[str, Any]) -> str:
        return str(self._worker.ask("why", run=data))

    def _ask(self, method: str, app: Optional[PathLike], *, is_fenced: bool = True, **given: object) -> Any:
        __tracebackhide__ = True
        place = self._app if app is None else os.path.abspath(os.fspath(app))
        if place is not None and not os.path.isdir(place):
            raise ArSimError("ADDON_NOT_FOUND", "there is no folder %s" % place, "Name the folder of the add-on.")
        if is_fenced:
            given["network"] = self._network
        try:
            return self._worker.ask(method, folder=self._folder, app=place, **given)
        except ArSimError as error:
            if not error.code.startswith("SCENARIO_"):
                raise
            raise ArSimError(error.code, _pythonic(error.message), error.hint and _pythonic(error.hint), error.where) from None

    def _given_of(self, given: Mapping[str, object]) -> Dict[str, object]:
        __tracebackhide__ = True
        known: Dict[str, object] = {"python": self._python, **self._given}
        known.update({name: value for name, value in given.items() if value is not None})
        wish = {camel(name): value for name, value in known.items() if value is not None}
        if "rows" in wish:
            wish["rows"] = _rows_of(wish["rows"], self._folder)
        if isinstance(wish.get("credentials"), Mapping):
            wish["credentials"] = _credentials_of(wish["credentials"])  # type: ignore[arg-type]
        return wish


def _rows_of(rows: object, folder: str) -> object:
    if isinstance(rows, (str, os.PathLike)):
        return {"file": os.path.join(folder, os.fspath(rows))}
    return rows if isinstance(rows, Mapping) else list(rows)  # type: ignore[call-overload]


def _credentials_of(credentials: Mapping[str, str]) -> List[Dict[str, str]]:
    entries = []
    for address, password in credentials.items():
        realm, _, username = address.rpartition(":")
        entries.append({"username": username, "password": password, **({"realm": realm} if realm else {})})
    return entries


def _pythonic(text: str) -> str:
    """What is said of scenario files, for those who write Python."""
    text = text.replace("relative to the scenario file", "relative to the test file")
    return re.sub(r"(?<![\w/])[a-z]+(?:[A-Z][a-z]+)+(?![\w/(])", lambda match: snake(match.group()), text)
