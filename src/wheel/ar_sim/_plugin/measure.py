"""``--ar-coverage``: which lines of the add-on's own Python the tests reach, over all processes of xdist."""

from __future__ import annotations

import os
import shutil
import tempfile
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Optional

import pytest

from .._errors import ArSimError

if TYPE_CHECKING:
    from .._worker import Worker

MEASURED = "measured"
_KINDS = ("xml", "lcov", "html")


def add_measure_options(group: Any) -> None:
    group.addoption(
        "--ar-coverage",
        metavar="KIND=PATH",
        nargs="?",
        const="",
        action="append",
        help="Shows which lines of the add-on's own Python ran. With KIND=PATH, also writes a file (xml, lcov) or a "
        "folder (html). Repeatable. It needs coverage.py in the Python of the scripts.",
    )
    group.addoption(
        "--ar-coverage-min", metavar="PERCENT", type=float, help="Fails the session if less than this was reached."
    )


class Measurement:
    """The first process makes the folder, and the others get its name from it."""

    def __init__(self, files: Mapping[str, str], least: Optional[float], folder: Optional[str]) -> None:
        self.files = files
        self.least = least
        self.is_own = folder is None
        self.folder = folder or os.path.realpath(tempfile.mkdtemp(prefix="ar-sim-coverage-"))
        self.text: List[str] = []
        self.is_enough = True

    @classmethod
    def of_options(cls, config: pytest.Config) -> Optional[Measurement]:
        asked = config.getoption("--ar-coverage")
        least = config.getoption("--ar-coverage-min")
        if asked is None and least is None:
            return None
        if config.getoption("--ar-debug") is not None:
            raise pytest.UsageError("--ar-coverage cannot be used with --ar-debug: both watch each line")
        given: Mapping[str, Any] = getattr(config, "workerinput", {})
        return cls(_files_of(asked or [], str(config.invocation_params.dir)), least, given.get(MEASURED))

    def prepare(self, worker: Worker, place: Mapping[str, object]) -> None:
        if self.is_own:
            worker.ask("measure", into=self.folder, **place)

    def report(self, worker: Worker, place: Mapping[str, object], python: Optional[str]) -> None:
        try:
            answer = worker.ask("coverage", into=self.folder, python=python, **self.files, **place)
        except ArSimError as error:
            self.text, self.is_enough = str(error).splitlines(), False
            return
        total = answer["total"]
        self.text = answer["text"].splitlines()
        if self.least is not None and (total is None or total < self.least):
            reached = "nothing was measured" if total is None else "%.1f %% were reached" % total
            self.text.append("ERROR: --ar-coverage-min %g: %s" % (self.least, reached))
            self.is_enough = False

    def close(self) -> None:
        if self.is_own:
            shutil.rmtree(self.folder, ignore_errors=True)


def _files_of(asked: List[str], folder: str) -> Dict[str, str]:
    files: Dict[str, str] = {}
    for text in asked:
        kind, equals, path = text.partition("=")
        if text == "":
            continue
        if kind not in _KINDS or path == "":
            raise pytest.UsageError(
                "--ar-coverage must be KIND=PATH, not %r: KIND is one of %s" % (text, ", ".join(_KINDS))
            )
        files[kind] = os.path.join(folder, path)
    return files
