"""The error of ar-sim."""

from __future__ import annotations

from typing import Any, Mapping, Optional


class ArSimError(Exception):
    """ar-sim cannot do what was asked. A script that fails is no error, but a :class:`Run`.

    ``code`` is one of docs/errors.md, ``hint`` says how to mend it, and ``where`` has ``file`` and perhaps ``line``.
    """

    def __init__(
        self, code: str, message: str, hint: Optional[str] = None, where: Optional[Mapping[str, Any]] = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        lines = ["[%s] %s" % (self.code, self.message)]
        if self.where is not None:
            lines.append("  --> %s:%s" % (self.where.get("file"), self.where.get("line", 1)))
        if self.hint is not None:
            lines.append("  hint: %s" % self.hint)
        return "\n".join(lines)


# Under this name users know it.
ArSimError.__module__ = "ar_sim"
