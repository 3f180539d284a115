"""What the tests of one pytest process share: the worker, and the options."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator, Mapping, Optional

import pytest

from .._errors import ArSimError
from .._snapshot import SnapshotWish
from .._worker import Worker
from .measure import MEASURED, Measurement
from .watch import watch_of

#: The property of a test that names a snapshot to review.
PENDING = "ar_snapshot_pending"
#: Errors of the machine or of the command line, which no test can do anything about.
_OF_USAGE = ("CLI_", "SANDBOX_NO_PYTHON", "SANDBOX_BAD_PYTHON", "ADDON_", "WORKER_")


class Session:
    KEY = pytest.StashKey["Session"]()

    def __init__(self, app: Optional[str], python: Optional[str], network: Optional[str], is_updated: bool) -> None:
        self.app = app
        self.python = python
        self.network = network
        self.is_updated = is_updated
        #: Lets a person into the scripts.
        self.watch: Mapping[str, object] = {}
        self.measurement: Optional[Measurement] = None
        # As `ar-sim test`: in CI a snapshot that nobody accepted fails.
        self.is_only_checked = os.environ.get("CI", "") != "" and not is_updated
        self.worker = Worker()
        #: Why no scenario can run.
        self.usage: Optional[ArSimError] = None
        self._folder = os.getcwd()

    @classmethod
    def of_options(cls, config: pytest.Config) -> Session:
        def value(name: str) -> Optional[str]:
            asked = config.getoption("--ar-" + name)
            return asked if asked is not None else config.getini("ar_" + name) or None

        app = value("app")
        if app is not None:
            base = config.invocation_params.dir if config.getoption("--ar-app") is not None else _folder_of(config)
            app = os.path.join(base, app)
            if not os.path.isdir(app):
                raise pytest.UsageError("--ar-app: there is no folder %s" % app)
        session = cls(app, value("python"), value("network"), bool(config.getoption("--snapshot-update")))
        session.measurement = Measurement.of_options(config)
        session.watch = watch_of(config) if session.measurement is None else {MEASURED: session.measurement.folder}
        return session

    @property
    def place(self) -> Mapping[str, object]:
        return {"folder": self._folder, "app": self.app}

    def prepare(self) -> None:
        if self.measurement is None:
            return
        try:
            self.measurement.prepare(self.worker, self.place)
        except ArSimError as error:
            raise usage_error(error)

    def check_options(self) -> None:
        """A wrong option is told once, before the first test."""
        if self.app is None and self.python is None and self.network is None:
            return
        wish = {"folder": self._folder, "app": self.app, "python": self.python, "network": self.network}
        try:
            self.worker.ask("addon", **wish)
        except ArSimError as error:
            is_elsewhere = self.app is None and error.code in ("ADDON_NOT_FOUND", "ADDON_WHICH")
            if not is_elsewhere:
                raise usage_error(error)

    def snapshot_of(self, path: Path, name: str) -> SnapshotWish:
        return SnapshotWish(str(path), name, self.is_updated, self.is_only_checked)


def _folder_of(config: pytest.Config) -> Path:
    return config.rootpath if config.inipath is None else config.inipath.parent


def session_of(config: pytest.Config) -> Session:
    return config.stash[Session.KEY]


def is_usage(error: ArSimError) -> bool:
    return error.code.startswith(_OF_USAGE)


def usage_error(error: ArSimError) -> pytest.UsageError:
    return pytest.UsageError("ar-sim: %s" % error)


@contextmanager
def with_no_traceback() -> Iterator[Any]:
    """An error of ar-sim says where and what; our own frames say nothing more."""
    try:
        yield
    except ArSimError as error:
        pytest.fail(str(error), pytrace=False)
