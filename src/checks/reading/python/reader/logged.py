"""Secrets of the action that are written to a log as they are."""
import ast
import re

from parsing import trouble
from nodes import dotted, keyword

SECRET = re.compile(r"(?:^|_)(?:passwords?|passwd|secret|api_?key|[a-z]*token|client_secret|private_key)(?:_override)?$", re.I)
METHODS = {"debug", "info", "warning", "warn", "error", "critical", "exception", "fatal"}
LOGGERS = re.compile(r"(?:^|_|\.)(?:log|logger|logging|helper)$", re.I)


def logged_secrets(tree, values):
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not writes_log(node, values):
            continue
        given = [one for part in node.args for leaf in leaves(part) for one in values.of(leaf)]
        names = sorted({one["name"] for one in given if one["kind"] == "param" and SECRET.search(one["name"])})
        if names:
            yield trouble("secret-logged", node.lineno, node.col_offset + 1, ", ".join(names), dotted(node.func), False)


def writes_log(node, values):
    """Logging's methods, the helper's, stderr (which Splunk puts into splunkd.log), print, or an own function around them."""
    name = dotted(node.func)
    owner, _, last = name.rpartition(".")
    if last in METHODS:
        return LOGGERS.search(owner) is not None
    if re.match(r"log_(?:debug|info|warn|warning|error|critical)$", last):
        return owner != ""
    if name == "sys.stderr.write" or name == "print":
        return keyword(node, "file") is None or dotted(keyword(node, "file")) == "sys.stderr"
    known = values.functions.get((values.file_of(node).path, name), []) if owner == "" else []
    return len(known) == 1 and name != "" and re.search(r"(?:^|_)log(?:_|$)", name) is not None and any(
        isinstance(one, ast.Call) and dotted(one.func) in ("sys.stderr.write", "print") for one in ast.walk(known[0])
    )


def leaves(node):
    """What a text is put together from; a call of any other function may mask it, and is not looked into."""
    if isinstance(node, ast.JoinedStr):
        for one in node.values:
            if isinstance(one, ast.FormattedValue):
                yield from leaves(one.value)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mod)):
        yield from leaves(node.left)
        yield from leaves(node.right)
    elif isinstance(node, ast.Tuple):
        for one in node.elts:
            yield from leaves(one)
    elif isinstance(node, ast.Call):
        last = dotted(node.func).rpartition(".")[2]
        if last == "format" and isinstance(node.func, ast.Attribute):
            for one in list(node.args) + [one.value for one in node.keywords]:
                yield from leaves(one)
        elif dotted(node.func) in ("str", "repr"):
            for one in node.args:
                yield from leaves(one)
        elif last in ("get", "get_param"):
            yield node
    elif isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)):
        yield node
