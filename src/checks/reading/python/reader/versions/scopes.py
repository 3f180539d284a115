"""What each scope of a file binds: names to imports, functions, classes, and the expressions that are assigned."""
import ast

from nodes import FUNCTIONS

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
SCOPES = FUNCTIONS + (ast.Lambda, ast.ClassDef) + COMPREHENSIONS
OTHER = ("other", None)


class Scopes:
    """`bindings(name)` gives what the innermost scope that binds the name binds it to: (kind, value) pairs."""

    def __init__(self, file):
        self.file = file
        self.by_scope = {}
        # Modules that are imported with *.
        self.stars = []
        for node in file.nodes:
            self.gather(node)

    def bind(self, node, name, kind, value=None):
        scope = scope_of(node)
        self.by_scope.setdefault(id(scope), {}).setdefault(name, []).append((kind, value))

    def gather(self, node):
        if isinstance(node, ast.Import):
            for alias in node.names:
                self.imported(node, alias)
        elif isinstance(node, ast.ImportFrom):
            self.imported_from(node)
        elif isinstance(node, FUNCTIONS):
            self.bind(node, node.name, "def", node)
        elif isinstance(node, ast.ClassDef):
            self.bind(node, node.name, "class", node)
        elif isinstance(node, ast.arg):
            self.bind_in(node.parent.parent, node.arg)
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            self.stored(node)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            self.bind(node, node.name, "exception", node)
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            for name in node.names:
                self.bind(node, name, *OTHER)
                self.by_scope.setdefault(id(node.top), {}).setdefault(name, []).append(OTHER)
        elif type(node).__name__ in ("MatchAs", "MatchStar") and node.name:
            self.bind(node, node.name, *OTHER)

    def bind_in(self, scope, name):
        self.by_scope.setdefault(id(scope), {}).setdefault(name, []).append(OTHER)

    def imported(self, node, alias):
        if alias.name in self.file.modules or alias.name.split(".")[0] in self.file.modules:
            self.bind(node, (alias.asname or alias.name).split(".")[0], *OTHER)
        elif alias.asname:
            self.bind(node, alias.asname, "import", alias.name)
        else:
            top = alias.name.split(".")[0]
            self.bind(node, top, "import", top)

    def imported_from(self, node):
        is_own = node.level > 0 or (node.module or "") in self.file.modules
        for alias in node.names:
            if alias.name == "*":
                if not is_own:
                    self.stars.append(node.module or "")
                continue
            name = alias.asname or alias.name
            if is_own or "%s.%s" % (node.module, alias.name) in self.file.modules:
                self.bind(node, name, *OTHER)
            else:
                self.bind(node, name, "import", "%s.%s" % (node.module, alias.name))

    def stored(self, node):
        parent = node.parent
        if isinstance(parent, ast.Assign):
            self.bind(node, node.id, "value", parent.value)
        elif isinstance(parent, ast.AnnAssign) and parent.value is not None:
            self.bind(node, node.id, "value", parent.value)
        elif isinstance(parent, ast.withitem):
            self.bind(node, node.id, "value", parent.context_expr)
        elif isinstance(parent, (ast.For, ast.comprehension)) and parent.target is node:
            self.bind(node, node.id, "item", parent.iter)
        elif isinstance(parent, (ast.Tuple, ast.List)) and isinstance(parent.parent, ast.Assign):
            value = parent.parent.value
            pairs = isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(parent.elts)
            if pairs:
                self.bind(node, node.id, "value", value.elts[parent.elts.index(node)])
            else:
                self.bind(node, node.id, "part", (value, parent.elts.index(node)))
        else:
            self.bind(node, node.id, *OTHER)

    def bindings(self, node):
        """For a Name: what it may be. None where no scope of the file binds it."""
        scope, inner = scope_of(node), None
        while scope is not None:
            known = self.by_scope.get(id(scope), {}).get(node.id)
            # The names of a class are not seen in its functions.
            if known is not None and not (isinstance(scope, ast.ClassDef) and inner is not None):
                return known
            inner = scope
            scope = scope_of(scope)
        return None


def scope_of(node):
    """The scope around a node: a function, a class, a comprehension, or the module."""
    if node.parent is None:
        return None
    inner, outer = node, node.parent
    while outer.parent is not None:
        if isinstance(outer, SCOPES) and not stands_outside(inner, outer):
            return outer
        inner, outer = outer, outer.parent
    return outer


def stands_outside(inner, outer):
    """Decorators, defaults, bases, and the first iterable belong to the scope around."""
    if isinstance(outer, FUNCTIONS):
        return inner in outer.decorator_list or inner is outer.returns
    if isinstance(outer, ast.ClassDef):
        return inner in outer.decorator_list or inner in outer.bases or inner in outer.keywords
    return False
