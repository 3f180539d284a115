"""What an expression may be: constants followed through names, attributes, calls of own functions, f-strings and format."""
import ast

from bindings import Bindings
from constants import MOST, UNKNOWN, constant, folded
from formats import braces, concat, percent, piece
from nodes import class_of, constant_text, dotted, function_of, index_of, keyword, parameter, top_of

DEPTH = 8


class Values(Bindings):
    def __init__(self, files):
        Bindings.__init__(self, files)
        self.known = {}
        self.asking = set()

    def of(self, node, depth=0):
        """All that the expression may be; holds an unknown when that is not all."""
        if node is None or depth > DEPTH:
            return [UNKNOWN]
        key = id(node)
        if key in self.known:
            return self.known[key]
        if key in self.asking:
            # Round in circles: `x = x or "y"` asks for the x before.
            return [UNKNOWN]
        self.asking.add(key)
        found = self.look(node, depth + 1)
        self.asking.discard(key)
        unique = []
        for one in found:
            if one not in unique:
                unique.append(one)
        self.known[key] = unique if 0 < len(unique) <= MOST else [UNKNOWN]
        return self.known[key]

    def at(self, depth):
        return lambda node: self.of(node, depth)

    def look(self, node, depth):
        if isinstance(node, ast.Constant):
            return [constant(node.value)]
        if type(node).__name__ in ("Str", "Num", "NameConstant"):
            # Nodes that Python 3.7 has for constants.
            return [constant(getattr(node, "s", getattr(node, "n", getattr(node, "value", None))))]
        if isinstance(node, ast.Name):
            return self.name(node, depth)
        if isinstance(node, ast.Attribute):
            return self.attribute(node, depth)
        if isinstance(node, ast.JoinedStr):
            return concat([piece(self.at(depth), one) for one in node.values])
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            sides = [self.of(node.left, depth), self.of(node.right, depth)]
            if any(one["kind"] == "text" for side in sides for one in side):
                return concat(sides)
            return [UNKNOWN]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            return percent(self.at(depth), node)
        if isinstance(node, ast.BoolOp):
            found = [one for value in node.values for one in self.of(value, depth)]
            if isinstance(node.op, ast.Or):
                kept = [one for one in found if one["kind"] != "none" and one.get("parts") != []]
                return kept or found
            return found
        if isinstance(node, ast.IfExp):
            return self.of(node.body, depth) + self.of(node.orelse, depth)
        if isinstance(node, ast.Subscript):
            return self.subscript(node, depth)
        if isinstance(node, ast.Call):
            return self.call(node, depth)
        return [UNKNOWN]

    def name(self, node, depth):
        scope = function_of(node)
        while scope is not None:
            known = self.assigned.get((id(scope), node.id))
            if known is not None:
                extra = [] if parameter(scope, node.id) is None else self.argument(scope, node.id, depth)
                return [one for value in known for one in self.bound(value, depth)] + extra
            if parameter(scope, node.id) is not None:
                return self.argument(scope, node.id, depth)
            scope = function_of(scope)
        known = self.assigned.get((id(top_of(node)), node.id))
        if known is not None:
            return [one for value in known for one in self.bound(value, depth)]
        source = self.imported.get((self.file_of(node).path, node.id))
        if source is not None and source[1] is not None:
            return self.module_value(source[0], source[1], depth)
        return [UNKNOWN]

    def bound(self, value, depth):
        return [UNKNOWN] if value is None else self.of(value, depth)

    def module_value(self, path, name, depth):
        file = self.files.get(path)
        if file is None or file.tree is None:
            return [UNKNOWN]
        known = self.assigned.get((id(file.tree), name))
        if known is None:
            return [UNKNOWN]
        return [one for value in known for one in self.of(value, depth)]

    def argument(self, function, name, depth):
        """What the callers of an own function give."""
        if name in ("config", "configuration") and not self.callers.get(function.name):
            return [UNKNOWN]
        place, default = parameter(function, name)
        is_method = class_of(function) is not None
        calls = self.callers.get(function.name, [])
        if function.name == "__init__" and class_of(function) is not None:
            calls = self.callers.get(class_of(function).name, [])
        if not calls or len(calls) > MOST:
            return ([] if default is None else self.of(default, depth)) + [UNKNOWN]
        found = []
        for call in calls:
            given = [one.value for one in call.keywords if one.arg == name]
            if any(one.arg is None for one in call.keywords) or any(
                isinstance(one, ast.Starred) for one in call.args
            ):
                return [UNKNOWN]
            position = None if place is None else place - (1 if is_method else 0)
            if given:
                found += self.of(given[0], depth)
            elif position is not None and 0 <= position < len(call.args):
                found += self.of(call.args[position], depth)
            else:
                found += self.of(default, depth)
        return found

    def attribute(self, node, depth):
        if node.attr == "configuration":
            return [{"kind": "configuration"}]
        if node.attr == "settings" and dotted(node).count(".") == 1:
            return [{"kind": "payload"}]
        if isinstance(node.value, ast.Name):
            if node.value.id in ("self", "cls"):
                return self.member(class_of(node), node.attr, depth, 0)
            source = self.imported.get((self.file_of(node).path, node.value.id))
            if source is not None and source[1] is None:
                return self.module_value(source[0], node.attr, depth)
            owner = self.classes.get((self.file_of(node).path, node.value.id))
            if owner is not None:
                return self.member(owner, node.attr, depth, 0)
            known = self.assigned.get((id(top_of(node)), node.value.id + "." + node.attr))
            if known is not None:
                return [one for value in known for one in self.of(value, depth)]
        return [UNKNOWN]

    def member(self, owner, name, depth, rise):
        if owner is None or rise > 5:
            return [UNKNOWN]
        known = self.attributes.get((id(owner), name))
        if known is not None:
            return [one for value in known for one in self.of(value, depth)]
        for base in owner.bases:
            parent = self.class_named(base)
            if parent is not None:
                return self.member(parent, name, depth, rise + 1)
        return [UNKNOWN]

    def class_named(self, node):
        if not isinstance(node, ast.Name):
            return None
        places = [(self.file_of(node), node.id)]
        source = self.imported.get((self.file_of(node).path, node.id))
        if source is not None and source[0] in self.files:
            places.append((self.files[source[0]], source[1]))
        for file, name in places:
            found = self.classes.get((file.path, name))
            if found is not None:
                return found
        return None

    def kind(self, node, depth):
        return {one["kind"] for one in self.of(node, depth)}

    def subscript(self, node, depth):
        key = index_of(node)
        if key == "configuration":
            return [{"kind": "configuration"}]
        if isinstance(key, str) and "configuration" in self.kind(node.value, depth):
            return [{"kind": "param", "name": key}]
        return [UNKNOWN]

    def call(self, node, depth):
        name = dotted(node.func)
        last = name.rpartition(".")[2]
        first = constant_text(node.args[0]) if node.args else None
        if last == "get" and isinstance(node.func, ast.Attribute):
            if first == "configuration":
                return [{"kind": "configuration"}]
            if first is not None and "configuration" in self.kind(node.func.value, depth):
                default = self.of(node.args[1], depth) if len(node.args) > 1 else []
                return [{"kind": "param", "name": first}] + default
        if last == "get_param" and first is not None:
            return [{"kind": "param", "name": first}]
        if name in ("json.loads", "json.load") and node.args and "stdin" in ast.dump(node.args[0]):
            return [{"kind": "payload"}]
        if name in ("str", "unicode", "int") and len(node.args) == 1:
            return self.of(node.args[0], depth)
        if name in ("gzip.open", "gzip.GzipFile", "GzipFile"):
            mode = node.args[1] if len(node.args) > 1 else keyword(node, "mode")
            modes = [{"kind": "text", "parts": ["rb"]}] if mode is None else self.of(mode, depth)
            flat = ["".join(one["parts"]) for one in modes if one["kind"] == "text" and None not in one["parts"]]
            is_bytes = len(flat) == len(modes) and all(one in ("r", "rb") for one in flat)
            return [{"kind": "gzip-bytes"} if is_bytes else UNKNOWN]
        if last in ("strip", "lower", "upper", "lstrip", "rstrip") and isinstance(node.func, ast.Attribute) and not node.args:
            return [folded(one, last) for one in self.of(node.func.value, depth)]
        if last == "format" and isinstance(node.func, ast.Attribute):
            made = []
            for one in self.of(node.func.value, depth):
                if one["kind"] != "text" or None in one["parts"]:
                    return [UNKNOWN]
                made += braces(self.at(depth), "".join(one["parts"]), node)
            return made
        return self.returned(node, depth)

    def returned(self, node, depth):
        """What an own function gives back."""
        path = self.file_of(node).path
        known = []
        if isinstance(node.func, ast.Name):
            known = self.functions.get((path, node.func.id), [])
            source = self.imported.get((path, node.func.id))
            if not known and source is not None:
                known = self.functions.get((source[0], source[1]), [])
        elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            if node.func.value.id in ("self", "cls"):
                known = self.functions.get((path, node.func.attr), [])
            source = self.imported.get((path, node.func.value.id))
            if source is not None and source[1] is None:
                known = self.functions.get((source[0], node.func.attr), [])
        if len(known) != 1:
            return [UNKNOWN]
        found = []
        for one in ast.walk(known[0]):
            if isinstance(one, ast.Return) and function_of(one) is known[0]:
                found += [UNKNOWN] if one.value is None else self.of(one.value, depth)
        return found or [UNKNOWN]
