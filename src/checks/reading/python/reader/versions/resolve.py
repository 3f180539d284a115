"""What an expression is: a dotted name of a module, an object of a known type, or a class or function of the file.

("name", "os.path.join") · ("object", "builtins.dict") · ("class", node) · ("made", node of its class) · ("def", node) ·
("method", type, attribute) · None where it is not known.
"""
import ast

from nodes import FUNCTIONS, constant_text, keyword
from versions.kinds import ALIASES, CLASSES, ITEMS, OBJECTS, RETURNS, opened
from versions.scopes import Scopes

MOST_DEPTH = 12
ALIASED = {name.partition(".")[0] for name in ALIASES}
LITERALS = (
    (ast.Dict, "builtins.dict"), (ast.DictComp, "builtins.dict"), (ast.List, "builtins.list"), (ast.ListComp, "builtins.list"),
    (ast.Set, "builtins.set"), (ast.SetComp, "builtins.set"), (ast.Tuple, "builtins.tuple"), (ast.JoinedStr, "builtins.str"),
    (ast.GeneratorExp, "generator"), (ast.Lambda, "function"), (ast.Compare, "builtins.bool"),
)


class Resolver:
    def __init__(self, file):
        self.scopes = Scopes(file)
        self.known = {}
        self.attributes = {}
        self.inner = {}
        self.comprehended = {}
        for node in file.nodes:
            if node.parent is not None and node.function is not None:
                self.inner.setdefault(id(node.function), []).append(node)
            if isinstance(node, ast.ListComp):
                for part in ast.walk(node.generators[0].target):
                    if isinstance(part, ast.Name):
                        self.comprehended.setdefault(part.id, []).append(node)

    def of(self, node, depth=0):
        if node is None or depth > MOST_DEPTH:
            return None
        if id(node) not in self.known:
            # A value that is made of itself has no type of its own.
            self.known[id(node)] = None
            self.known[id(node)] = self.read(node, depth + 1)
        return self.known[id(node)]

    def type_of(self, node):
        """The type of the object, as a text. None for names, own classes, and what is not known."""
        found = self.of(node)
        if found is None:
            return None
        if found[0] == "object":
            return found[1]
        if found[0] == "def":
            return "function"
        return None

    def name_of(self, node):
        found = self.of(node)
        return found[1] if found is not None and found[0] == "name" else None

    def read(self, node, depth):
        literal = literal_type(node)
        if literal is not None:
            return ("object", literal)
        if isinstance(node, ast.Name):
            return self.named(node, depth)
        if isinstance(node, ast.Attribute):
            return self.attribute(self.of(node.value, depth), node.attr, node, depth)
        if isinstance(node, ast.Call):
            return self.called(node, depth)
        if isinstance(node, ast.BinOp):
            return self.computed(node, depth)
        if isinstance(node, ast.Subscript):
            return self.subscribed(node, depth)
        if isinstance(node, ast.IfExp):
            return same([self.of(node.body, depth), self.of(node.orelse, depth)])
        return None

    def named(self, node, depth):
        bindings = self.scopes.bindings(node)
        if bindings is None:
            return ("name", "builtins." + node.id)
        return same([self.bound(kind, value, depth) for kind, value in bindings])

    def bound(self, kind, value, depth):
        if kind == "import":
            return as_name(value)
        if kind in ("def", "class"):
            return None if kind == "def" and value.decorator_list else (kind, value)
        if kind == "value":
            return self.of(value, depth)
        if kind == "exception":
            return ("object", "exception") if self.is_plain_exception(value) else None
        if kind == "part":
            return ("object", "socket.socket") if self.name_of(getattr(value[0], "func", None)) == "socket.socketpair" else None
        if kind == "item":
            source = self.of(value, depth)
            item = ITEMS.get(source[1]) if source is not None and source[0] == "object" else None
            return None if item is None else ("object", item)
        return None

    def is_plain_exception(self, handler):
        kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        return all(one is None or (self.name_of(one) or "").startswith("builtins.") for one in kinds)

    def attribute(self, base, attr, node, depth):
        if base is None:
            return None
        if base[0] == "name":
            return as_name("%s.%s" % (base[1], attr))
        if base[0] == "object":
            known = OBJECTS.get("%s.%s" % (base[1], attr))
            return ("object", known) if known is not None else ("method", base[1], attr)
        if base[0] in ("made", "class"):
            return self.member(base[1], attr, depth)
        return None

    def member(self, owner, attr, depth):
        """An attribute of an own class: its function, or what its functions assign to self."""
        for one in owner.body:
            if isinstance(one, FUNCTIONS) and one.name == attr:
                return ("method", "method", "") if not one.decorator_list else None
        return None

    def called(self, node, depth):
        func = self.of(node.func, depth)
        if func is None:
            return None
        if func[0] == "class":
            return ("made", func[1])
        if func[0] == "def":
            return self.returned(func[1], depth)
        if func[0] not in ("name", "method"):
            return None
        key = func[1] if func[0] == "name" else "%s.%s" % (func[1], func[2])
        return self.result(key, node)

    def result(self, key, node):
        if key in RETURNS:
            type_ = RETURNS[key]
            if type_ in ("file", "file.bytes"):
                type_ = opened(type_, mode_of(key, node), keyword(node, "encoding") is not None)
            if key.startswith("subprocess.") and gives_text(node):
                type_ = "builtins.str"
            if key == "xml.etree.ElementTree.tostring" and constant_text(keyword(node, "encoding")) == "unicode":
                type_ = "builtins.str"
            return None if type_ is None else ("object", type_)
        if key in ("builtins.super",):
            return None
        if key in CLASSES or is_class(key):
            return ("object", key)
        return None

    def returned(self, function, depth):
        if isinstance(function, ast.AsyncFunctionDef):
            return None
        inner = self.inner.get(id(function), [])
        if any(isinstance(one, (ast.Yield, ast.YieldFrom)) for one in inner):
            return ("object", "generator")
        values = [one.value for one in inner if isinstance(one, ast.Return) and one.value is not None]
        return same([self.of(value, depth) for value in values]) if values else None

    def computed(self, node, depth):
        left, right = self.of(node.left, depth), self.of(node.right, depth)
        if isinstance(node.op, ast.Mod) and left in (("object", "builtins.str"), ("object", "builtins.bytes")):
            return left
        numbers = {("object", "builtins.int"), ("object", "builtins.float")}
        if isinstance(node.op, ast.Div) and left in numbers and right in numbers:
            return ("object", "builtins.float")
        return left if left is not None and left == right and left[0] == "object" else None

    def subscribed(self, node, depth):
        base = self.of(node.value, depth)
        if base == ("object", "os.environ"):
            return ("object", "builtins.str")
        if base in (("object", "builtins.str"), ("object", "builtins.list")) and isinstance(node.slice, ast.Slice):
            return base
        return ("object", "builtins.str") if base == ("object", "builtins.str") else None

    def bases(self, owner):
        """The dotted names of the classes of others that an own class rests on. None where one is not known."""
        names, stack, seen = [], [owner], set()
        while stack:
            one = stack.pop()
            if id(one) in seen:
                continue
            seen.add(id(one))
            for base in one.bases:
                found = self.of(base)
                if found is None or found[0] not in ("name", "class"):
                    return None
                if found[0] == "name":
                    names.append(found[1])
                else:
                    stack.append(found[1])
        return names

    def defines(self, owner, name):
        """Whether the class, or one of its own bases, has the attribute."""
        stack, seen = [owner], set()
        while stack:
            one = stack.pop()
            if id(one) in seen:
                continue
            seen.add(id(one))
            if name in self.names_in(one):
                return True
            stack += [found[1] for found in map(self.of, one.bases) if found is not None and found[0] == "class"]
        return False

    def names_in(self, owner):
        """What a class binds anywhere in it."""
        if id(owner) not in self.attributes:
            names = set()
            for inner in ast.walk(owner):
                if isinstance(inner, FUNCTIONS):
                    names.add(inner.name)
                elif isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                    names.add(inner.id)
                elif isinstance(inner, ast.Attribute) and isinstance(inner.ctx, ast.Store):
                    names.add(inner.attr)
            self.attributes[id(owner)] = names
        return self.attributes[id(owner)]


def as_name(name):
    top = name.partition(".")[0]
    for old, new in ALIASES.items() if top in ALIASED else ():
        if name == old or name.startswith(old + "."):
            name = new + name[len(old):]
            break
    return ("object", OBJECTS[name]) if name in OBJECTS else ("name", name)


def same(found):
    """What all of them are, if they are one."""
    first = found[0] if found else None
    return first if first is not None and all(one == first for one in found) else None


def literal_type(node):
    for kind, type_ in LITERALS:
        if isinstance(node, kind):
            return type_
    if isinstance(node, ast.Constant):
        return constant_type(node.value)
    # Python 3.7 has nodes of its own for constants.
    if type(node).__name__ in ("Str", "Bytes", "Num"):
        return constant_type(getattr(node, "s", getattr(node, "n", None)))
    return None


def constant_type(value):
    for kind, name in ((bool, "bool"), (str, "str"), (bytes, "bytes"), (int, "int"), (float, "float")):
        if isinstance(value, kind):
            return "builtins." + name
    return "None" if value is None else None


def is_class(key):
    """Splunk's own and other libraries are not known; a class of the standard library begins with a capital."""
    last = key.rpartition(".")[2]
    return last[:1].isupper() and not last.isupper()


def mode_of(key, node):
    place = 0 if key.startswith("tempfile.") else 1
    value = keyword(node, "mode") or (node.args[place] if len(node.args) > place else None)
    return constant_text(value) if value is not None else ("w+b" if key.startswith("tempfile.") else None)


def gives_text(node):
    return any(keyword(node, name) is not None for name in ("universal_newlines", "text", "encoding", "errors"))
