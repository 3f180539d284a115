"""Snapshots of runs, in the files of ``ar-sim snapshots``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, List, Mapping, Optional, Sequence

if TYPE_CHECKING:
    from ._results import Run
    from ._worker import Worker


@dataclass(frozen=True)
class SnapshotWish:
    """Where a snapshot lies, and what a change means."""

    #: Absolute path of the test file.
    file: str
    name: str
    is_updated: bool = False
    is_only_checked: bool = False


class Snapshot:
    """``assert run == ar.snapshot()``. A new one waits for ``ar-sim snapshots review``."""

    def __init__(self, worker: Worker, wish: SnapshotWish, parts: Optional[Sequence[str]] = None) -> None:
        self._worker = worker
        self._wish = wish
        self._parts = parts
        #: What came of the last comparison: ``matched``, ``pending``, ``mismatched`` or ``updated``.
        self.outcome: Optional[str] = None
        #: The file of the accepted snapshot, once a run was compared.
        self.path: Optional[str] = None

    def differences(self, run: Run) -> List[str]:
        __tracebackhide__ = True
        wish = self._wish
        answer: Mapping[str, Any] = self._worker.ask(
            "snapshot",
            file=wish.file,
            name=wish.name,
            parts=None if self._parts is None else list(self._parts),
            updateSnapshots=wish.is_updated,
            checkSnapshots=wish.is_only_checked,
            run=run.data,
        )
        self.outcome = answer["outcome"]
        self.path = answer["path"]
        if not answer["message"]:
            return []
        hint = [] if answer.get("hint") is None else ["hint: %s" % answer["hint"]]
        return [answer["message"]] + hint + (answer.get("diff") or "").splitlines()

    def __repr__(self) -> str:
        return "<Snapshot %s>" % self._wish.name
