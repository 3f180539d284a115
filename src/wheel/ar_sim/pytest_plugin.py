"""The pytest plugin: fixtures for the runs of an add-on, and scenario files as tests."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Iterator, List, Mapping, Optional, Union

import pytest

from ._ar import Ar
from ._errors import ArSimError
from ._results import Run
from ._plugin.scenarios import ScenarioFile
from ._plugin.measure import MEASURED, add_measure_options
from ._plugin.watch import add_watch_options, DEBUG_PORT
from ._plugin.session import PENDING, Session, session_of, usage_error, with_no_traceback
from ._splunkd import Splunkd

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

_SCENARIO = re.compile(r"^(?:ar-sim\.test|.+\.ar)\.(?:ya?ml|json)$")
#: Other plugins that have the option --snapshot-update, too.
_OF_SNAPSHOTS = ("syrupy", "snapshottest")


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    group = parser.getgroup("ar-sim", "Splunk alert actions (ar-sim)")
    group.addoption(
        "--ar-app", metavar="DIR", help="The folder of the add-on. Default: `ar_app` in the configuration, else upwards."
    )
    group.addoption("--ar-python", metavar="PYTHON", help="Path or version of the Python that runs the scripts.")
    group.addoption(
        "--ar-network", metavar="WISH", help="What scripts may reach: deny, allow, or allow=HOST:PORT,…"
    )
    add_watch_options(group)
    add_measure_options(group)
    if not _is_option_of_others(pluginmanager):
        group.addoption(
            "--snapshot-update", action="store_true", default=False, help="Accept snapshots that are new or changed."
        )
    parser.addini("ar_app", "The folder of the add-on, relative to the configuration file")
    parser.addini("ar_python", "Path or version of the Python that runs the scripts")
    parser.addini("ar_network", "What scripts may reach: deny, allow, or allow=HOST:PORT,…")


def _is_option_of_others(pluginmanager: pytest.PytestPluginManager) -> bool:
    from importlib import metadata

    entries: Any = metadata.entry_points()
    plugins: Any = entries.select(group="pytest11") if hasattr(entries, "select") else entries.get("pytest11", [])
    return any(entry.name in _OF_SNAPSHOTS and not pluginmanager.is_blocked(entry.name) for entry in plugins)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "ar(app=DIR, fixtures={…}): the add-on of this test, and what each of its runs is given. Scenarios have it too.",
    )
    session = Session.of_options(config)
    config.stash[Session.KEY] = session
    config.add_cleanup(session.worker.close)
    if session.measurement is not None:
        config.add_cleanup(session.measurement.close)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tells a process of xdist where to measure into."""
    measurement = session_of(node.config).measurement
    if measurement is not None:
        node.workerinput[MEASURED] = measurement.folder


def pytest_sessionstart(session: pytest.Session) -> None:
    # A worker of xdist would tell the same once more.
    if not hasattr(session.config, "workerinput"):
        session_of(session.config).check_options()
        session_of(session.config).prepare()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    ours = session.config.stash.get(Session.KEY, None)
    if ours is None or ours.measurement is None or not ours.measurement.is_own:
        return
    ours.measurement.report(ours.worker, ours.place, ours.python)
    if not ours.measurement.is_enough and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_report_header(config: pytest.Config) -> Optional[List[str]]:
    watch = session_of(config).watch
    if DEBUG_PORT not in watch:
        return None
    try:
        text: str = session_of(config).worker.ask("attachment", **watch)
    except ArSimError as error:
        raise usage_error(error)
    return ["ar-sim: " + line if number == 0 else line for number, line in enumerate(text.splitlines())]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Optional[pytest.Collector]:
    if _SCENARIO.match(file_path.name):
        return ScenarioFile.from_parent(parent, path=file_path)
    return None


def pytest_collection_modifyitems(config: pytest.Config) -> None:
    error = session_of(config).usage
    if error is not None:
        raise usage_error(error)


def pytest_assertrepr_compare(op: str, left: object, right: object) -> Optional[List[str]]:
    run, other = (left, right) if isinstance(left, Run) else (right, left)
    if op != "==" or not isinstance(run, Run):
        return None
    lines = run.differences(other)
    if not run.passed and isinstance(other, Mapping):
        lines = lines + [""] + run.why().splitlines()
    return ["%r == %s" % (run, _head(other))] + lines


def _head(other: object) -> str:
    text = repr(other)
    return text if len(text) <= 80 else text[:79] + "…"


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    measurement = session_of(terminalreporter.config).measurement
    if measurement is not None and measurement.text:
        terminalreporter.section("coverage of the add-on's own Python files")
        for line in measurement.text:
            terminalreporter.line(line)
    reports = [report for some in terminalreporter.stats.values() for report in some]
    paths = {
        value
        for report in reports
        if getattr(report, "when", None) == "teardown"
        for name, value in report.user_properties
        if name == PENDING
    }
    if paths:
        terminalreporter.section("ar-sim")
        for path in sorted(paths):
            terminalreporter.line("new snapshot: %s" % os.path.relpath(path))
        terminalreporter.line("`ar-sim snapshots review` shows them. Accept them there, or with --snapshot-update.")


@pytest.fixture
def ar_app(request: pytest.FixtureRequest) -> Path:
    """The folder of the add-on: of the marker ``ar``, of --ar-app, or the nearest one above the test.

    Define a fixture of this name to make an add-on yourself.
    """
    session = session_of(request.config)
    app = _marker(request).get("app")
    if app is not None:
        return Path(request.path.parent, app).resolve()
    with with_no_traceback():
        found: Mapping[str, str] = session.worker.ask("addon", folder=str(request.path.parent), app=session.app)
    return Path(found["root"])


@pytest.fixture
def ar(request: pytest.FixtureRequest, ar_app: Union[str, Path]) -> Iterator[Ar]:
    """Runs, searches, checks and diagnoses the add-on: ``run = ar.run("my_action", params={…})``."""
    session = session_of(request.config)
    given = _marker(request).get("fixtures")
    made = Ar(
        ar_app,
        folder=request.path.parent,
        python=session.python,
        network=session.network,
        given=given,
        worker=session.worker,
        watch=session.watch,
        snapshot=session.snapshot_of(request.path, request.node.name),
    )
    try:
        yield made
    finally:
        for snapshot in made.snapshots:
            if snapshot.outcome == "pending":
                request.node.user_properties.append((PENDING, snapshot.path))
        made.close()


@pytest.fixture
def ar_splunkd(ar: Ar) -> Splunkd:
    """A stand-in for splunkd that runs while the test does."""
    with with_no_traceback():
        return ar.splunkd


def _marker(request: pytest.FixtureRequest) -> Mapping[str, Any]:
    known = {"app", "fixtures"}
    given: dict[str, Any] = {}
    for marker in reversed(list(request.node.iter_markers("ar"))):
        other = [repr(one) for one in marker.args] + sorted(set(marker.kwargs) - known)
        if other:
            raise pytest.UsageError("@pytest.mark.ar takes app=DIR and fixtures={…}, not %s" % ", ".join(other))
        given.update(marker.kwargs)
    return given


__all__ = ["ArSimError", "ar", "ar_app", "ar_splunkd"]
