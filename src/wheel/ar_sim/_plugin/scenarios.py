"""Scenario files of ar-sim as pytest tests: an item for each case, and each cell of its matrix."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Iterator, List, Mapping, Optional, Tuple, Union

import pytest

from .._errors import ArSimError
from .session import PENDING, is_usage, session_of


class ScenarioFailed(Exception):
    """The report of a case that failed."""


class ScenarioFile(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        session = session_of(self.config)
        try:
            listed: Mapping[str, Any] = session.worker.ask("scenarios", path=str(self.path), app=session.app)
        except ArSimError as error:
            if not is_usage(error):
                raise self.CollectError(str(error))
            # Raised here it would be an error of this file, and of each other file. Collection ends with it.
            session.usage = error
            return
        if listed["problem"]:
            raise self.CollectError(listed["problem"])
        for case in listed["cases"]:
            yield Scenario.from_parent(self, name=case["title"], case=case)


class Scenario(pytest.Item):
    def __init__(self, *, case: Mapping[str, Any], **others: Any) -> None:
        super().__init__(**others)
        self._case = case
        self.add_marker("ar")
        if case["skippedBecause"] is not None:
            self.add_marker(pytest.mark.skip(reason=case["skippedBecause"]))

    def runtest(self) -> None:
        session = session_of(self.config)
        try:
            report: Mapping[str, Any] = session.worker.ask(
                "case",
                path=str(self.path),
                id=self._case["id"],
                app=session.app,
                python=session.python,
                network=session.network,
                updateSnapshots=session.is_updated,
                checkSnapshots=session.is_only_checked,
                **session.watch,
            )
        except ArSimError as error:
            pytest.fail(str(error), pytrace=False)
        self._note(report)
        if report["status"] != "passed":
            raise ScenarioFailed(report["text"] or "the case was %s" % report["status"])

    def _note(self, report: Mapping[str, Any]) -> None:
        """What a JUnit report shows beside the result."""
        run = report.get("transcript") or {}
        properties: List[Tuple[str, object]] = [("ar_case", self._case["id"])]
        if run:
            python = run.get("python") or {}
            properties += [("ar_action", run["action"]), ("ar_verdict", run["verdict"]["status"])]
            properties += [("ar_python", python["version"])] if python else []
        waiting = _waiting(report)
        properties += [(PENDING, waiting)] if waiting else []
        self.user_properties.extend(properties)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Optional[str] = None) -> Any:
        if isinstance(excinfo.value, ScenarioFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> Tuple[Union[os.PathLike[str], str], Optional[int], str]:
        return self.path, int(self._case["line"]) - 1, self.name


def _waiting(report: Mapping[str, Any]) -> Optional[str]:
    path = report.get("pendingSnapshot")
    return str(Path(path)) if path else None
