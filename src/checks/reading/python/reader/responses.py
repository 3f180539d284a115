"""Where a response does not report its result: events that are made but never added, and success that is always logged."""
import ast

from parsing import trouble
from nodes import FUNCTIONS, constant_text, dotted, function_of, keyword


def untold(tree, values):
    added = {(function_of(node), name) for node, name in events_added(tree)}
    for node in ast.walk(tree):
        for block in blocks(node):
            yield from lost_in(block, added)
        if isinstance(node, FUNCTIONS):
            yield from success_of_all(node, values)


def events_added(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and last_of(node) == "addevent" and node.args:
            if isinstance(node.args[0], ast.Name):
                yield node, node.args[0].id


def blocks(node):
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield block


def lost_in(block, added):
    """`event = …` and then writeevents in one block, the event untouched between, where others of its name are added."""
    for place, statement in enumerate(block):
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
            continue
        target = statement.targets[0]
        if not isinstance(target, ast.Name) or (function_of(statement), target.id) not in added:
            continue
        for later in block[place + 1:]:
            if any(isinstance(one, ast.Name) and one.id == target.id for one in ast.walk(later)):
                break
            is_write = isinstance(later, ast.Expr) and isinstance(later.value, ast.Call) and last_of(later.value) == "writeevents"
            if is_write:
                yield trouble("event-lost", statement.lineno, statement.col_offset + 1, target.id, "", False)
                break


def success_of_all(function, values):
    """A function that hands each text on to message(…, status="success"), whatever the text says, and is called at least twice."""
    names = {one.arg for one in function.args.args} - {"self", "cls"}
    for statement in function.body:
        call = statement.value if isinstance(statement, ast.Expr) else None
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or call.func.attr != "message":
            continue
        status = keyword(call, "status") or (call.args[1] if len(call.args) > 1 else None)
        if status is None or constant_text(status) != "success" or not call.args:
            continue
        if not isinstance(call.args[0], ast.Name) or call.args[0].id not in names:
            continue
        if len(values.callers.get(function.name, [])) > 1:
            yield trouble("success-always", call.lineno, call.col_offset + 1, function.name, "", False)


def last_of(call):
    return dotted(call.func).rpartition(".")[2]
