"""What of a script is not in every Python: names, methods, arguments and modules that left or came.

`of` gives one entry for each place: {line, column, kind, what, since, isNewer, effect, type, isGuarded}. `since` is the
first Python without it, or, for isNewer, the first one with it. `type` is set when the object is of an unknown type.
"""
import ast

from nodes import constant_text, dotted
from uses import is_guarded
from versions.behaviours import behaviours
from versions.classes import class_differences
from versions.resolve import Resolver
from versions.texts import text_differences

# Methods that no class of the standard library has any more, and that other libraries seldom have.
TELLING = {
    "readfp": "3.12", "getchildren": "3.9", "getiterator": "3.9", "isAlive": "3.9", "viewkeys": "3.0", "viewvalues": "3.0",
    "viewitems": "3.0", "xreadlines": "3.0", "im_func": "3.0", "im_self": "3.0", "im_class": "3.0", "func_name": "3.0", "func_code": "3.0",
    "func_defaults": "3.0", "func_globals": "3.0", "func_doc": "3.0", "func_closure": "3.0", "assertItemsEqual": "3.0",
    "assertEquals": "3.12", "assertNotEquals": "3.12", "assertRegexpMatches": "3.12", "assertRaisesRegexp": "3.12",
    "assertDictContainsSubset": "3.12", "failUnless": "3.12", "failUnlessEqual": "3.12", "failUnlessRaises": "3.12", "failIf": "3.12",
    "assertNotRegexpMatches": "3.12", "assertAlmostEquals": "3.12", "assert_": "3.12", "ugettext": "3.0", "getargspec": "3.11",
    "has_key": "3.0", "iteritems": "3.0", "iterkeys": "3.0", "itervalues": "3.0",
}
# Another rule tells these, whatever the type.
TOLD = {"has_key", "iteritems", "iterkeys", "itervalues"}
# More places than any reader of the findings will look at.
MOST = 300


class Differences:
    def __init__(self, file, table):
        self.file = file
        self.resolver = Resolver(file)
        self.removed, self.added = table["removed"], table["added"]
        self.found = []

    def of(self):
        for node in self.file.nodes:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    self.module(node, alias.name)
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                self.imported_from(node)
            elif isinstance(node, ast.Attribute):
                self.attribute(node)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                self.name(node)
            elif isinstance(node, ast.Call):
                self.call(node)
            elif isinstance(node, ast.ClassDef):
                self.found += class_differences(node, self.resolver)
            self.found += behaviours(node, self.resolver)
            self.found += text_differences(node, self.resolver)
            if len(self.found) > MOST:
                break
        return [self.placed(*one) for one in self.found]

    def tell(self, node, kind, what, since, is_newer=False, type_="", effect="an AttributeError"):
        self.found.append((node, kind, what, since, is_newer, type_, effect))

    def placed(self, node, kind, what, since, is_newer, type_, effect):
        return {
            "line": node.lineno, "column": node.col_offset + 1, "kind": kind, "what": what, "since": since,
            "isNewer": is_newer, "type": type_, "effect": effect, "isGuarded": is_guarded(node),
        }

    def module(self, node, name):
        if name in self.file.modules or name.split(".")[0] in self.file.modules:
            return
        parts = name.split(".")
        for count in range(1, len(parts) + 1):
            path = ".".join(parts[:count])
            for is_newer, side in ((False, self.removed), (True, self.added)):
                since = side["modules"].get(path)
                if since is None and count > 1 and not is_newer:
                    since = side["names"].get(".".join(parts[:count - 1]), {}).get(parts[count - 1])
                if since is not None:
                    self.tell(node, "import", path, since, is_newer, effect="a ModuleNotFoundError")
                    return

    def imported_from(self, node):
        module = node.module or ""
        if module in self.file.modules:
            return
        before = len(self.found)
        self.module(node, module)
        if len(self.found) > before:
            return
        for alias in node.names:
            self.member(node, module, alias.name, "an ImportError")

    def member(self, node, module, name, effect="an AttributeError"):
        """A name of a module, in either direction."""
        for is_newer, side in ((False, self.removed), (True, self.added)):
            since = side["names"].get(module, {}).get(name)
            if since is None and module + "." + name in side["modules"]:
                since = side["modules"][module + "." + name]
            if since is not None:
                self.tell(node, "name", "%s.%s" % (module, name), since, is_newer, effect=effect)
                return True
        return False

    def attribute(self, node):
        base = self.resolver.of(node.value)
        if base is None:
            self.unknown(node)
        elif base[0] == "name":
            if not self.member(node, base[1], node.attr):
                self.of_class(node, base[1], node.attr)
        elif base[0] == "object":
            self.of_class(node, base[1], node.attr)
        elif base[0] == "def":
            self.of_class(node, "function", node.attr)
        elif base[0] == "method" and base[1] == "method":
            self.of_class(node, "method", node.attr)
        elif base[0] in ("made", "class"):
            self.of_own(node, base[1])

    def of_own(self, node, owner):
        names = None if self.resolver.defines(owner, node.attr) else self.resolver.bases(owner)
        if not names:
            if names is None and not self.resolver.defines(owner, node.attr):
                self.unknown(node)
            return
        for name in names:
            if self.of_class(node, name, node.attr):
                return

    def of_class(self, node, type_, attr):
        for is_newer, side in ((False, self.removed), (True, self.added)):
            since = side["methods"].get(type_, {}).get(attr)
            if since is not None:
                if attr in TOLD and not is_newer:
                    return True
                self.tell(node, "method", "%s.%s" % (shown(type_), attr), since, is_newer)
                return True
        return False

    def unknown(self, node):
        since = TELLING.get(node.attr)
        owner = node.owner
        if since is None or node.attr in TOLD or not isinstance(node.ctx, ast.Load):
            return
        if dotted(node.value) in ("self", "cls") and owner is not None:
            if self.resolver.defines(owner, node.attr):
                return
            names = self.resolver.bases(owner)
            if names is not None:
                any(self.of_class(node, name, node.attr) for name in names)
                return
        self.tell(node, "method", node.attr, since, type_=dotted(node.value).lstrip("?.") or "the object")

    def name(self, node):
        if self.resolver.scopes.bindings(node) is None:
            since = self.added["names"]["builtins"].get(node.id)
            if since is not None:
                self.tell(node, "builtin", node.id, since, True, effect="a NameError")
            for module in self.resolver.scopes.stars:
                left = self.removed["names"].get(module, {}).get(node.id)
                if left is not None:
                    self.tell(node, "name", "%s.%s" % (module, node.id), left, effect="a NameError")

    def call(self, node):
        func = self.resolver.of(node.func)
        if func is None or func[0] not in ("name", "method"):
            self.own_call(node, func)
            return
        key = func[1] if func[0] == "name" else "%s.%s" % (func[1], func[2])
        if key == "builtins.getattr" and len(node.args) == 2:
            self.read_by_name(node)
        for one in node.keywords:
            for is_newer, side in ((False, self.removed), (True, self.added)):
                since = side["arguments"].get(key, {}).get(one.arg)
                if since is not None:
                    self.tell(node, "argument", "%s(%s=)" % (shown(key), one.arg), since, is_newer, effect="a TypeError")

    def own_call(self, node, func):
        """`super().__init__(…)` and the like are not looked into; a class of the file takes what its base does."""
        if func is None or func[0] != "class":
            return
        if self.resolver.defines(func[1], "__init__"):
            return
        for name in self.resolver.bases(func[1]) or ():
            for one in node.keywords:
                since = self.removed["arguments"].get(name, {}).get(one.arg)
                if since is not None:
                    self.tell(node, "argument", "%s(%s=)" % (name, one.arg), since, effect="a TypeError")

    def read_by_name(self, node):
        attr, base = constant_text(node.args[1]), self.resolver.of(node.args[0])
        if attr is None or base is None:
            return
        if base[0] == "name" and not self.member(node, base[1], attr):
            self.of_class(node, base[1], attr)
        elif base[0] == "object":
            self.of_class(node, base[1], attr)


def shown(name):
    """`builtins.dict` as `dict`."""
    return name[len("builtins."):] if name.startswith("builtins.") else name
