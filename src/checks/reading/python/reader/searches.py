"""Searches in a script that run `sendalert`. Docstrings do not count, since they only mention it."""
import ast
import re

from parsing import trouble
from nodes import constant_text

SENDALERT = re.compile(r"\|\s*sendalert\s+[\"'\w${%]|\|\s*sendalert\s+$")


def sendalerts(tree):
    for node in ast.walk(tree):
        said = constant_text(node)
        if said is None or isinstance(getattr(node, "parent", None), ast.Expr):
            continue
        if SENDALERT.search(said):
            yield trouble("sendalert", node.lineno, node.col_offset + 1, "sendalert", "", False)
