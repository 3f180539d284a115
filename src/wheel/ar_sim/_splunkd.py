"""A stand-in for splunkd that runs while a test runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, List, Mapping, Optional

from ._results.records import RestCall, records_of

if TYPE_CHECKING:
    from ._worker import Worker


class Splunkd:
    """The stand-in for splunkd's REST API, for splunklib, requests, or any other client.

    It has a certificate that no authority has signed, as a new Splunk has.
    """

    def __init__(self, worker: Worker, data: Mapping[str, Any]) -> None:
        self._worker = worker
        self._generation = worker.generation
        self.handle = int(data["handle"])
        self.url = str(data["uri"])
        self.scheme = "https"
        self.host = "127.0.0.1"
        self.port = int(data["port"])
        self.user = str(data["user"])
        self.password = str(data["password"])
        self.session_key = str(data["sessionKey"])
        #: Of the HTTP Event Collector.
        self.hec_url: Optional[str] = data.get("hecUri")

    @property
    def requests(self) -> List[RestCall]:
        """The requests that it got, the first one first."""
        __tracebackhide__ = True
        return records_of(RestCall, self._worker.ask("requests", splunkd=self.handle))

    @property
    def is_there(self) -> bool:
        """False where the worker that started it has died."""
        return self._worker.generation == self._generation

    def close(self) -> None:
        if self.is_there:
            self._worker.ask("close", splunkd=self.handle)

    def __repr__(self) -> str:
        return "<Splunkd %s>" % self.url
