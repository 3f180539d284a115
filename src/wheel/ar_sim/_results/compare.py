"""Compares a run with what a test expects of it. What is not named is not compared."""

from __future__ import annotations

from typing import Any, List, Mapping

MISSING = object()


def differences(actual: Any, wanted: Any, at: str = "") -> List[str]:
    """One line for each value that is not as wanted, with its place: ``events[0].fields.status``."""
    if isinstance(wanted, Mapping) and not _is_plain(actual):
        return _in_mapping(actual, wanted, at)
    if isinstance(wanted, (list, tuple)) and isinstance(actual, list):
        return _in_list(actual, list(wanted), at)
    if actual == wanted:
        return []
    return ["%s is %s, not %s" % (at, _shown(actual), _shown(wanted))]


def _in_mapping(actual: Any, wanted: Mapping[str, Any], at: str) -> List[str]:
    lines = []
    for name, value in wanted.items():
        place = "%s.%s" % (at, name) if at else str(name)
        inner = actual.get(name, MISSING) if isinstance(actual, Mapping) else _attribute(actual, name)
        if inner is MISSING:
            lines.append("there is no %s" % place)
        else:
            lines += differences(inner, value, place)
    return lines


def _in_list(actual: List[Any], wanted: List[Any], at: str) -> List[str]:
    if len(actual) != len(wanted):
        return ["%s has %d entries, not %d" % (at, len(actual), len(wanted))] + [
            "  there is: %s" % _shown(one) for one in actual
        ]
    return [line for place, pair in enumerate(zip(actual, wanted)) for line in differences(*pair, "%s[%d]" % (at, place))]


def _attribute(actual: Any, name: str) -> Any:
    return MISSING if name.startswith("_") else getattr(actual, name, MISSING)


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, (str, int, float, bool, list))


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 300 else text[:300] + "…"
