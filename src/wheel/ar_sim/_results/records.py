"""The parts of a run as Python values. Their fields are those of the transcript, in Python's spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import Any, Dict, List, Mapping, Optional, Type, TypeVar, Union

Text = Union[str, List[str]]
Where = Mapping[str, Any]
T = TypeVar("T")


def camel(name: str) -> str:
    """``session_key`` as JSON has it: ``sessionKey``."""
    return re.sub(r"_([a-z0-9])", lambda match: match.group(1).upper(), name)


def snake(name: str) -> str:
    """``sessionKey`` as Python has it: ``session_key``."""
    return re.sub(r"([A-Z])", lambda match: "_" + match.group(1).lower(), name)


def record_of(kind: Type[T], data: Mapping[str, Any]) -> T:
    """What a newer ar-sim tells beyond the fields of ``kind`` is left out."""
    known = {one.name: data[camel(one.name)] for one in fields(kind) if camel(one.name) in data}  # type: ignore[arg-type,unused-ignore]
    return kind(**known)


def records_of(kind: Type[T], rows: Optional[List[Any]]) -> List[T]:
    return [record_of(kind, row) for row in rows or []]


@dataclass(frozen=True)
class Event:
    """An event that the script wrote, as Splunk indexes it. ``time`` is in epoch seconds."""

    index: str
    sourcetype: str
    source: str
    host: str
    time: float
    raw: str
    fields: Mapping[str, Text] = field(default_factory=dict)
    eventtypes: List[str] = field(default_factory=list)
    tags: List[str] = field(default_factory=list)
    notes: List[str] = field(default_factory=list)


@dataclass(frozen=True)
class Message:
    """A line of the action's log that Enterprise Security reads. ``fields`` has all pairs of the line."""

    level: str
    signature: str
    status: str
    file: str
    line: int
    time: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RestCall:
    """A request to the stand-in for splunkd. ``known`` is false where ar-sim does not emulate the endpoint."""

    method: str
    path: str
    query: str
    status: int
    user: Optional[str] = None
    known: bool = True
    refusal: Optional[str] = None
    request_body: Optional[str] = None
    response_body: Optional[str] = None


@dataclass(frozen=True)
class Outbound:
    """An attempt to reach something else. ``refusal`` is None where it was let through."""

    protocol: str
    host: str
    port: int
    method: Optional[str] = None
    path: Optional[str] = None
    status: Optional[int] = None
    refusal: Optional[str] = None
    where: Optional[Where] = None


@dataclass(frozen=True)
class Moment:
    """One thing that happened. ``offset_ms`` counts from the first start of the script.

    ``kind`` is ``start``, ``stderr``, ``log``, ``request``, ``outbound``, ``event``, ``exception`` or ``end``.
    """

    offset_ms: float
    kind: str
    text: str


@dataclass(frozen=True)
class Reason:
    """A reason of the verdict. ``status`` is ``pass``, ``fail``, ``warn`` or ``not-applicable``."""

    id: str
    status: str
    message: str
    where: Optional[Where] = None
    hint: Optional[str] = None
    because: List[str] = field(default_factory=list)


@dataclass(frozen=True)
class Finding:
    """A finding of ``check``. ``severity`` is ``error``, ``warning`` or ``info``."""

    id: str
    name: str
    severity: str
    message: str
    where: Where = field(default_factory=dict)
    hint: str = ""


@dataclass(frozen=True)
class Link:
    """A link of ``doctor``. ``status`` is ``holds``, ``broken``, ``unknown`` or ``not-applicable``."""

    id: str
    title: str
    status: str
    message: str
    by: str = ""
    where: Optional[Where] = None
    hint: Optional[str] = None
    because: List[str] = field(default_factory=list)


def detail_lines(part: Union[Reason, Link]) -> List[str]:
    """What stands below the message of a reason or a link."""
    lines = ["    because %s" % step for step in part.because]
    if part.where is not None:
        lines.append("    at %s:%s" % (part.where.get("file"), part.where.get("line", 1)))
    if part.hint is not None:
        lines.append("    hint: %s" % part.hint)
    return lines


Data = Dict[str, Any]
