"""What an expression may be: constants followed through names, attributes, calls of own functions, f-strings and format."""
import ast
import re

UNKNOWN = {"kind": "unknown"}
MOST = 12
DEPTH = 8
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def text(*parts):
    joined = []
    for part in parts:
        if part is None:
            if not joined or joined[-1] is not None:
                joined.append(None)
        elif joined and joined[-1] is not None:
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return {"kind": "text", "parts": joined}


def parts_of(value):
    if value["kind"] == "text":
        return value["parts"]
    if value["kind"] == "number":
        return [str(value["value"])]
    return [None]


def dotted(node):
    """`a.b.c` as it is written; calls and subscripts within are shown as `()`."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return dotted(node.value) + "." + node.attr
    if isinstance(node, ast.Call):
        return dotted(node.func) + "()"
    return "?"


def function_of(node):
    return node.function


def class_of(node):
    return node.owner


def top_of(node):
    return node.top


class Values:
    def __init__(self, files):
        self.files = files
        self.by_tree = {id(file.tree): file for file in files.values() if file.tree is not None}
        self.assigned = {}
        self.attributes = {}
        self.functions = {}
        self.imported = {}
        self.callers = {}
        self.classes = {}
        self.known = {}
        self.asking = set()
        for file in self.by_tree.values():
            self.gather(file)

    def file_of(self, node):
        return self.by_tree[id(top_of(node))]

    def gather(self, file):
        self.globals = set()
        for node in ast.walk(file.tree):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self.bind(target, node.value)
            elif isinstance(node, ast.AnnAssign) and node.value is not None:
                self.bind(node.target, node.value)
            elif isinstance(node, ast.AugAssign):
                self.bind(node.target, None)
            elif isinstance(node, (ast.For, ast.AsyncFor)):
                self.bind(node.target, None)
            elif isinstance(node, (ast.With, ast.AsyncWith)):
                for item in node.items:
                    if item.optional_vars is not None:
                        self.bind(item.optional_vars, item.context_expr)
            elif isinstance(node, FUNCTIONS):
                self.functions.setdefault((file.path, node.name), []).append(node)
            elif isinstance(node, ast.ClassDef):
                self.classes.setdefault((file.path, node.name), node)
            elif isinstance(node, ast.Global):
                self.globals = self.globals | {(id(function_of(node)), name) for name in node.names}
            elif isinstance(node, ast.Call):
                name = dotted(node.func).rpartition(".")[2]
                self.callers.setdefault(name, []).append(node)
            elif isinstance(node, ast.ImportFrom):
                module = "." * node.level + (node.module or "")
                for alias in node.names:
                    path = file.modules.get(module)
                    inner = file.modules.get(module + ("" if module.endswith(".") else ".") + alias.name)
                    if inner is not None:
                        self.imported[(file.path, alias.asname or alias.name)] = (inner, None)
                    elif path is not None:
                        self.imported[(file.path, alias.asname or alias.name)] = (path, alias.name)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    path = file.modules.get(alias.name)
                    if path is not None:
                        self.imported[(file.path, alias.asname or alias.name)] = (path, None)

    def bind(self, target, value):
        if isinstance(target, ast.Name):
            scope = function_of(target)
            owner = class_of(target)
            if owner is not None and scope is not None and not within(scope, owner):
                owner = None if within(owner, scope) else owner
            if owner is not None and scope is None:
                self.attributes.setdefault((id(owner), target.id), []).append(value)
                return
            key = (id(scope) if scope is not None else id(top_of(target)), target.id)
            self.assigned.setdefault(key, []).append(value)
            if scope is not None and (id(scope), target.id) in self.globals:
                self.assigned.setdefault((id(top_of(target)), target.id), []).append(value)
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
            owner = class_of(target)
            if owner is not None and target.value.id in ("self", "cls", owner.name):
                self.attributes.setdefault((id(owner), target.attr), []).append(value)
            else:
                # Attributes of other objects: one store a name, whatever the object.
                key = (id(top_of(target)), target.value.id + "." + target.attr)
                self.assigned.setdefault(key, []).append(value)
        elif isinstance(target, (ast.Tuple, ast.List)):
            same = isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts)
            for number, element in enumerate(target.elts):
                self.bind(element, value.elts[number] if same else None)

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
            return self.concat([self.piece(one, depth) for one in node.values])
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            sides = [self.of(node.left, depth), self.of(node.right, depth)]
            if any(one["kind"] == "text" for side in sides for one in side):
                return self.concat(sides)
            return [UNKNOWN]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            return self.percent(node, depth)
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

    def concat(self, sides):
        made = [[]]
        for side in sides:
            made = [one + parts_of(value) for one in made for value in side]
            if len(made) > MOST:
                return [text(None)]
        return [text(*one) for one in made]

    def piece(self, node, depth):
        if isinstance(node, ast.FormattedValue):
            return self.of(node.value, depth) if node.format_spec is None else [UNKNOWN]
        return self.of(node, depth)

    def percent(self, node, depth):
        sides = []
        given = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
        for left in self.of(node.left, depth):
            if left["kind"] != "text" or None in left["parts"]:
                return [UNKNOWN]
            pieces = re.split(r"(%(?:\(\w+\))?[-#0-9.]*[a-zA-Z%])", "".join(left["parts"]))
            place = 0
            row = []
            for piece in pieces:
                if piece == "%%":
                    row.append([text("%")])
                elif piece.startswith("%") and len(piece) > 1:
                    known = piece == "%s" and place < len(given)
                    row.append(self.of(given[place], depth) if known else [UNKNOWN])
                    place += 1
                else:
                    row.append([text(piece)])
            sides += self.concat(row)
        return sides

    def format(self, pattern, call, depth):
        keywords = {one.arg: one.value for one in call.keywords}
        place = 0
        row = []
        for piece in re.split(r"(\{\{|\}\}|\{[^{}]*\})", pattern):
            if piece in ("{{", "}}"):
                row.append([text(piece[0])])
            elif piece.startswith("{"):
                name = piece[1:-1]
                if name == "":
                    name, place = str(place), place + 1
                if name.isdigit() and int(name) < len(call.args):
                    row.append(self.of(call.args[int(name)], depth))
                else:
                    row.append(self.of(keywords.get(name), depth))
            else:
                row.append([text(piece)])
        return self.concat(row)

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
                made += self.format("".join(one["parts"]), node, depth)
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


def within(node, outer):
    while node is not None:
        if node is outer:
            return True
        node = node.parent
    return False


def keyword(call, name):
    for one in call.keywords:
        if one.arg == name:
            return one.value
    return None


def parameter(function, name):
    """Its place and default, or None when the function has no such parameter."""
    args = function.args
    plain = list(getattr(args, "posonlyargs", [])) + args.args
    for place, one in enumerate(plain):
        if one.arg == name:
            back = place - (len(plain) - len(args.defaults))
            return place, args.defaults[back] if back >= 0 else None
    for place, one in enumerate(args.kwonlyargs):
        if one.arg == name:
            return None, args.kw_defaults[place]
    for one in (args.vararg, args.kwarg):
        if one is not None and one.arg == name:
            return None, None
    return None


def index_of(node):
    inner = node.slice
    if type(inner).__name__ == "Index":
        inner = inner.value
    return constant_text(inner)


def constant_text(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    # Python 3.7 has its own node for texts.
    return getattr(node, "s", None) if type(node).__name__ == "Str" else None


def constant(value):
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bool):
        return {"kind": "bool", "value": value}
    if isinstance(value, (int, float)):
        return {"kind": "number", "value": value} if abs(value) < 1e15 else UNKNOWN
    return {"kind": "none"} if value is None else UNKNOWN


def folded(value, method):
    if value["kind"] != "text":
        return value
    return text(*[None if one is None else getattr(one, method)() for one in value["parts"]])
