"""Questions about nodes of the tree: their names, what is around them, their arguments."""
import ast

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


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
