"""What a current Python does not accept, and what always ends in an error when it is reached."""
import ast
import builtins

from parsing import trouble
from uses import is_guarded
from nodes import FUNCTIONS, constant_text, dotted, function_of

BUILTINS = set(dir(builtins)) | {
    "__file__", "__name__", "__doc__", "__package__", "__spec__", "__loader__", "__path__", "__builtins__",
    "__class__", "__annotations__", "__dict__", "__debug__", "WindowsError", "exit", "quit", "copyright",
    "credits", "license", "help", "aiter", "anext", "ExceptionGroup", "BaseExceptionGroup",
    "EncodingWarning", "PythonFinalizationError", "__qualname__", "__module__", "reveal_type",
}
PY2_NAMES = {
    "unicode", "basestring", "xrange", "raw_input", "unichr", "long", "reduce", "execfile", "cmp",
    "file", "reload", "apply", "buffer", "intern", "coerce", "StandardError",
}
PY2_METHODS = {"has_key", "iteritems", "itervalues", "iterkeys"}


def troubles_of(file, values):
    tree = file.tree
    found = []
    names = bound_names(tree)
    for node in file.nodes:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.RShift):
            if isinstance(node.left, ast.Name) and node.left.id == "print":
                found.append(said("print-chevron", node, "print >>"))
        elif isinstance(node, ast.Call):
            found += call(node, values)
        elif isinstance(node, ast.Attribute) and node.attr == "message" and isinstance(node.value, ast.Name):
            if isinstance(node.ctx, ast.Load) and is_plain_exception(node.value):
                found.append(said("exception-message", node, dotted(node)))
    if not names["is_open"]:
        found += undefined(tree, names["top"])
    found += exits_always(tree)
    return found


def said(kind, node, what, detail="", guarded=None):
    guarded = is_guarded(node) if guarded is None else guarded
    return trouble(kind, node.lineno, node.col_offset + 1, what, detail, guarded)


def call(node, values):
    name = dotted(node.func)
    last = name.rpartition(".")[2]
    if isinstance(node.func, ast.Attribute) and last in PY2_METHODS:
        is_six = name.startswith(("six.", "pd.", "df."))
        own = any(one[1] == last for one in values.functions)
        if not is_six and not own:
            yield said("py2-method", node.func, last)
    if isinstance(node.func, ast.Attribute) and last in ("decode", "encode") and node.args:
        if constant_text(node.args[0]) in ("hex", "string_escape", "hex_codec"):
            yield said("py2-method", node.func, "%s(%r)" % (last, constant_text(node.args[0])))
    if last in ("DictReader", "reader") and name in ("csv.DictReader", "csv.reader", "DictReader") and node.args:
        kinds = {one["kind"] for one in values.of(node.args[0])}
        if kinds == {"gzip-bytes"}:
            yield said("gzip-csv", opened_at(node.args[0], values), name, guarded=is_guarded_by_version(node))
    if isinstance(node.func, ast.Attribute) and last == "pop" and len(node.args) == 1:
        key = constant_text(node.args[0])
        prefix = None if key is None else only_prefix(node)
        if prefix is not None and not key.startswith(prefix):
            yield said("missing-key", node, dotted(node.func.value) + "." + "pop(%r)" % key, prefix, is_guarded(node, True))


def is_guarded_by_version(node):
    return is_guarded(node) and not in_broad_try(node)


def in_broad_try(node):
    while node is not None:
        if isinstance(node.parent, ast.Try) and node in node.parent.body:
            return True
        node = node.parent
    return False


def opened_at(node, values):
    """The call of gzip.open behind the name, which is what has to be changed."""
    if isinstance(node, ast.Name):
        scope = node
        while scope is not None:
            scope = function_of(scope)
            for one in values.assigned.get((id(scope or node.top), node.id), []):
                if isinstance(one, ast.Call) and dotted(one.func).rpartition(".")[2] in ("open", "GzipFile"):
                    return one
    return node


def only_prefix(node):
    """`d = {k: … for k … if k.startswith("_")}` right before in the same block: the keys that d has."""
    if not isinstance(node.func.value, ast.Name):
        return None
    name = node.func.value.id
    statement = node
    while not isinstance(statement, ast.stmt):
        statement = statement.parent
    for field in ("body", "orelse", "finalbody"):
        block = getattr(statement.parent, field, None)
        if isinstance(block, list) and statement in block:
            last = None
            for one in block[: block.index(statement)]:
                for inner in ast.walk(one):
                    if isinstance(inner, ast.Name) and inner.id == name and isinstance(inner.ctx, ast.Store):
                        last = one
                    if isinstance(inner, ast.Subscript) and isinstance(inner.ctx, ast.Store) and dotted(inner.value) == name:
                        return None
            return None if last is None else prefix_of(last)
    return None


def prefix_of(statement):
    value = getattr(statement, "value", None)
    if not isinstance(statement, ast.Assign) or not isinstance(value, ast.DictComp):
        return None
    if not isinstance(value.key, ast.Name) or len(value.generators) != 1:
        return None
    tests = value.generators[0].ifs
    for test in tests:
        if isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute) and test.func.attr == "startswith":
            if dotted(test.func.value) == value.key.id and test.args:
                return constant_text(test.args[0])
    return None


def is_plain_exception(node):
    """The name of an `except Exception as e`, whose object has no `message` in Python 3."""
    handler = node
    while handler is not None:
        if isinstance(handler, ast.ExceptHandler) and handler.name == node.id:
            plain = {"Exception", "ValueError", "IOError", "OSError", "AttributeError", "TypeError", "KeyError", "IndexError", "RuntimeError"}
            kinds = [handler.type] if not isinstance(handler.type, ast.Tuple) else handler.type.elts
            if not all(isinstance(one, ast.Name) and one.id in plain for one in kinds):
                return False
            return not any("hasattr" in ast.dump(one) for one in handler.body)
        handler = handler.parent
    return False


def bound_names(tree):
    """Names of the module's own scope. `is_open` where more may come from elsewhere."""
    top = set()
    is_open = False
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and any(one.name == "*" for one in node.names):
            is_open = True
        if isinstance(node, ast.Call) and dotted(node.func) in ("exec", "globals", "execfile", "setattr", "__builtins__"):
            is_open = is_open or dotted(node.func) != "setattr"
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            top.update(node.names)
    top |= bindings(tree)
    return {"top": top, "is_open": is_open}


def bindings(root):
    """All names that the scope of the node binds; those of inner functions and classes are theirs."""
    found = set()
    stack = list(ast.iter_child_nodes(root))
    while stack:
        node = stack.pop()
        if isinstance(node, FUNCTIONS + (ast.ClassDef,)):
            found.add(node.name)
            continue
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found.update((one.asname or one.name).split(".")[0] for one in node.names)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif type(node).__name__ in ("MatchAs", "MatchStar") and node.name:
            found.add(node.name)
        elif type(node).__name__ == "MatchMapping" and node.rest:
            found.add(node.rest)
        stack.extend(ast.iter_child_nodes(node))
    return found


def undefined(tree, top):
    """A name that is bound nowhere around: not in its function, nor those around it, the module, or Python."""
    scopes = {}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)):
            continue
        if node.id in top or (node.id in BUILTINS and node.id not in PY2_NAMES):
            continue
        known = False
        scope = node.parent
        while scope is not None and not known:
            if isinstance(scope, FUNCTIONS + (ast.ClassDef,)):
                if id(scope) not in scopes:
                    scopes[id(scope)] = bindings(scope)
                known = node.id in scopes[id(scope)]
            scope = scope.parent
        if known or in_annotation(node):
            continue
        kind = "py2-name" if node.id in PY2_NAMES else "undefined-name"
        yield said(kind, node, node.id, guarded=is_guarded(node) and catches_name(node, kind))


def catches_name(node, kind):
    """A try around all of the script is no guard of a name that was forgotten."""
    if kind == "py2-name":
        return True
    while node.parent is not None:
        parent = node.parent
        if isinstance(parent, ast.Try) and node in parent.body:
            if any("NameError" in ast.dump(one.type) for one in parent.handlers if one.type is not None):
                return True
        if isinstance(parent, (ast.If, ast.IfExp)) and node is not parent.test:
            return is_guarded(node)
        node = parent
    return False


def in_annotation(node):
    while node.parent is not None and isinstance(node, ast.expr):
        parent = node.parent
        if isinstance(parent, ast.arg) or (isinstance(parent, FUNCTIONS) and parent.returns is node):
            return True
        if isinstance(parent, ast.AnnAssign) and parent.annotation is node:
            return True
        node = parent
    return False


def exits_always(tree):
    """`if "--execute": …` without an exit of its own, and behind it one with a code that is not 0, for every way."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.If) and "--execute" in ast.dump(node.test)):
            continue
        if not isinstance(node.test, (ast.BoolOp, ast.Compare)) or "NotEq" in ast.dump(node.test) or "'Lt" in ast.dump(node.test) or "Not()" in ast.dump(node.test):
            continue
        if any(isinstance(one, (ast.Return, ast.Raise)) or (isinstance(one, ast.Call) and dotted(one.func).rpartition(".")[2] in ("exit", "_exit")) for inner in node.body for one in ast.walk(inner)):
            continue
        block = getattr(node.parent, "body", [])
        if node not in block:
            continue
        for one in block[block.index(node) + 1 :]:
            call = getattr(one, "value", None)
            if isinstance(call, ast.Call) and dotted(call.func) in ("sys.exit", "exit") and call.args:
                code = getattr(call.args[0], "value", getattr(call.args[0], "n", None))
                if isinstance(code, int) and not isinstance(code, bool) and code != 0:
                    yield said("exit-always", one, "sys.exit(%d)" % code, guarded=False)
                break
