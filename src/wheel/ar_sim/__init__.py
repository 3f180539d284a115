"""ar-sim for Python: runs, checks and tests Splunk alert actions with no Splunk installed.

With pytest, use the fixture ``ar``. Without it::

    import ar_sim

    with ar_sim.Ar(app="my-addon") as ar:
        run = ar.run("my_action", params={"target": "192.0.2.7"})
        print(run.verdict, run.why())
"""

from __future__ import annotations

# Each command of the command line loads this module, so it loads nothing itself.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._ar import Ar as Ar
    from ._errors import ArSimError as ArSimError
    from ._results.records import Event as Event
    from ._results.records import Finding as Finding
    from ._results.records import Link as Link
    from ._results.records import Message as Message
    from ._results.records import Moment as Moment
    from ._results.records import Outbound as Outbound
    from ._results.records import Reason as Reason
    from ._results.records import RestCall as RestCall
    from ._results import Check as Check
    from ._results import Diagnosis as Diagnosis
    from ._results import Run as Run
    from ._results import Search as Search
    from ._snapshot import Snapshot as Snapshot
    from ._splunkd import Splunkd as Splunkd

    __version__: str

_MODULES = {
    "Ar": "_ar",
    "ArSimError": "_errors",
    "Check": "_results",
    "Diagnosis": "_results",
    "Event": "_results.records",
    "Finding": "_results.records",
    "Link": "_results.records",
    "Message": "_results.records",
    "Moment": "_results.records",
    "Outbound": "_results.records",
    "Reason": "_results.records",
    "RestCall": "_results.records",
    "Run": "_results",
    "Search": "_results",
    "Snapshot": "_snapshot",
    "Splunkd": "_splunkd",
    "__version__": "_start.node",
}

__all__ = [  # noqa: F822 -- __getattr__ loads them
    "Ar",
    "ArSimError",
    "Check",
    "Diagnosis",
    "Event",
    "Finding",
    "Link",
    "Message",
    "Moment",
    "Outbound",
    "Reason",
    "RestCall",
    "Run",
    "Search",
    "Snapshot",
    "Splunkd",
]


def __getattr__(name: str) -> object:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError("module 'ar_sim' has no attribute %r" % name)
    from importlib import import_module

    value = getattr(import_module("ar_sim." + module), "version" if name == "__version__" else name)
    if name == "__version__":
        value = value()
    globals()[name] = value
    return value
