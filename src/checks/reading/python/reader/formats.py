"""Texts that are put together: by +, f-strings, % and str.format. `of` gives the values of an expression."""
import ast
import re

from constants import MOST, UNKNOWN, parts_of, text


def concat(sides):
    made = [[]]
    for side in sides:
        made = [one + parts_of(value) for one in made for value in side]
        if len(made) > MOST:
            return [text(None)]
    return [text(*one) for one in made]


def piece(of, node):
    if isinstance(node, ast.FormattedValue):
        return of(node.value) if node.format_spec is None else [UNKNOWN]
    return of(node)


def percent(of, node):
    sides = []
    given = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
    for left in of(node.left):
        if left["kind"] != "text" or None in left["parts"]:
            return [UNKNOWN]
        pieces = re.split(r"(%(?:\(\w+\))?[-#0-9.]*[a-zA-Z%])", "".join(left["parts"]))
        place = 0
        row = []
        for part in pieces:
            if part == "%%":
                row.append([text("%")])
            elif part.startswith("%") and len(part) > 1:
                known = part == "%s" and place < len(given)
                row.append(of(given[place]) if known else [UNKNOWN])
                place += 1
            else:
                row.append([text(part)])
        sides += concat(row)
    return sides


def braces(of, pattern, call):
    keywords = {one.arg: one.value for one in call.keywords}
    place = 0
    row = []
    for part in re.split(r"(\{\{|\}\}|\{[^{}]*\})", pattern):
        if part in ("{{", "}}"):
            row.append([text(part[0])])
        elif part.startswith("{"):
            name = part[1:-1]
            if name == "":
                name, place = str(place), place + 1
            if name.isdigit() and int(name) < len(call.args):
                row.append(of(call.args[int(name)]))
            else:
                row.append(of(keywords.get(name)))
        else:
            row.append([text(part)])
    return concat(row)
