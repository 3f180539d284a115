"""What ``ar.run``, ``ar.search``, ``ar.check`` and ``ar.doctor`` give."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Callable, List, Mapping, Optional

from .compare import differences
from .records import (
    Data,
    Event,
    Finding,
    Link,
    Message,
    Moment,
    Outbound,
    Reason,
    RestCall,
    detail_lines,
    record_of,
    records_of,
)

if TYPE_CHECKING:
    from .._snapshot import Snapshot


class Run:
    """A run of an action: what was handed over, what happened, and what Enterprise Security would find.

    ``data`` is the whole transcript (docs/run.md, «JSON document»). Secrets in it are masked.
    """

    def __init__(self, data: Data, explain: Callable[[Data], str]) -> None:
        self.data = data
        self._explain = explain

    @property
    def action(self) -> str:
        return str(self.data["action"])

    @property
    def verdict(self) -> str:
        """``pass``, ``fail``, ``not-triggered`` or ``not-applicable``."""
        return str(self.data["verdict"]["status"])

    @property
    def reasons(self) -> List[Reason]:
        return records_of(Reason, self.data["verdict"]["reasons"])

    @property
    def passed(self) -> bool:
        """The script ended with 0 each time, and the verdict is ``pass``."""
        return self.verdict == "pass" and all(one["exitCode"] == 0 for one in self.data["invocations"])

    @property
    def exit_code(self) -> Optional[int]:
        """Of the last start of the script. None where it was not started, or was ended by a signal."""
        return self._last.get("exitCode")

    @property
    def events(self) -> List[Event]:
        return records_of(Event, self.data["events"])

    @property
    def messages(self) -> List[Message]:
        return records_of(Message, self.data["messages"])

    @property
    def rest(self) -> List[RestCall]:
        """The requests to the stand-in for splunkd."""
        return records_of(RestCall, self.data["rest"])

    @property
    def outbound(self) -> List[Outbound]:
        """What the script tried to reach beside that."""
        return records_of(Outbound, self.data["outbound"])

    @property
    def timeline(self) -> List[Moment]:
        """What happened when: output, log lines, requests, events, exceptions."""
        return records_of(Moment, self.data["timeline"])

    @property
    def payload(self) -> Any:
        """What the last start of the script got on stdin: a dict, or the text if it is XML."""
        text = self._last.get("payload", "")
        try:
            return json.loads(text)
        except ValueError:
            return text

    @property
    def payloads(self) -> List[str]:
        """The text of each start: a run for each result has several."""
        return [one["payload"] for one in self.data["invocations"]]

    @property
    def stdout(self) -> str:
        return "".join(one["stdout"] for one in self.data["invocations"])

    @property
    def stderr(self) -> str:
        return "".join(one["stderr"] for one in self.data["invocations"])

    @property
    def duration_ms(self) -> int:
        """Of the script, all starts together."""
        return sum(one["durationMs"] for one in self.data["invocations"])

    @property
    def _last(self) -> Mapping[str, Any]:
        invocations = self.data["invocations"]
        return invocations[-1] if invocations else {}

    def why(self) -> str:
        """Why the run did not pass, in the words of ar-sim: ``assert run.passed, run.why()``."""
        return "%s passed" % self.action if self.passed else self._explain(self.data)

    def differences(self, other: object) -> List[str]:
        """What keeps ``run == other`` from being true; empty where it is.

        ``other`` is a snapshot, another run, or a dict of what is expected: ``{"verdict": "pass", "exit_code": 0}``.
        """
        from .._snapshot import Snapshot

        if isinstance(other, Snapshot):
            return other.differences(self)
        if isinstance(other, Run):
            return [] if self.data == other.data else ["these are two runs, which are never equal in all"]
        if isinstance(other, Mapping):
            return differences(self, other)
        return ["a run is compared with a dict, a snapshot, or another run, not with %r" % (other,)]

    def __eq__(self, other: object) -> bool:
        return not self.differences(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "<Run of %s: verdict %s, exit code %s>" % (self.action, self.verdict, self.exit_code)


class Search:
    """A search: its final rows, and the run of each ``sendalert`` in it."""

    def __init__(self, data: Data, explain: Callable[[Data], str]) -> None:
        self.data = data
        self.runs = [Run(run, explain) for run in data["sendalerts"]]

    @property
    def rows(self) -> List[Mapping[str, Any]]:
        rows: List[Mapping[str, Any]] = self.data["rows"]
        return rows

    @property
    def error(self) -> Optional[str]:
        """What ended the search early, in Splunk's words."""
        error: Optional[str] = self.data["error"]
        return error

    @property
    def passed(self) -> bool:
        return self.error is None and all(run.passed for run in self.runs)

    def why(self) -> str:
        failed = [run.why() for run in self.runs if not run.passed]
        return "\n".join(([self.error] if self.error else []) + failed) or "the search passed"

    def __repr__(self) -> str:
        return "<Search with %d rows and %d runs>" % (self.data["rowCount"], len(self.runs))


class Check:
    """What ``ar-sim check`` finds in the add-on."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.findings = records_of(Finding, data["findings"])

    @property
    def errors(self) -> List[Finding]:
        return [finding for finding in self.findings if finding.severity == "error"]

    @property
    def passed(self) -> bool:
        """There is no finding with the severity ``error``."""
        return not self.errors

    def why(self) -> str:
        lines = []
        for finding in self.errors:
            place = "%s:%s" % (finding.where.get("file"), finding.where.get("line", 1))
            lines.append("✗ %s %s %s: %s" % (place, finding.id, finding.name, finding.message))
            lines.append("    hint: %s" % finding.hint)
        return "\n".join(lines) or "the add-on has no errors"

    def __repr__(self) -> str:
        return "<Check with %d findings, %d of them errors>" % (len(self.findings), len(self.errors))


class Diagnosis:
    """What ``ar-sim doctor`` says: whether a response will show in Incident Review."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.links = [record_of(Link, link) for link in data["links"]]

    @property
    def shown(self) -> Optional[bool]:
        """None where a link is unknown, and none is broken."""
        shown: Optional[bool] = self.data["isShown"]
        return shown

    @property
    def passed(self) -> bool:
        return self.shown is True

    def why(self) -> str:
        lines = []
        for link in self.links:
            if link.status in ("broken", "unknown"):
                lines += ["✗ %s: %s" % (link.title, link.message)] + detail_lines(link)
        return "\n".join(lines) or "the response will show"

    def __repr__(self) -> str:
        return "<Diagnosis of %s: shown %s>" % (self.data["action"], self.shown)
