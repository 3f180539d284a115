"""Methods of own classes that only Python 2, or an older Python 3, calls."""
import ast

from nodes import FUNCTIONS

# Old method -> the new ones, of which one has to be there, and the first Python that no longer calls the old one.
SPECIAL = {
    "__div__": (("__truediv__",), "3.0"), "__idiv__": (("__itruediv__", "__truediv__"), "3.0"), "__rdiv__": (("__rtruediv__",), "3.0"),
    "__cmp__": (("__lt__", "__eq__", "__gt__"), "3.0"), "__getslice__": (("__getitem__",), "3.0"), "__setslice__": (("__setitem__",), "3.0"),
    "__delslice__": (("__delitem__",), "3.0"), "__hex__": (("__index__",), "3.0"), "__oct__": (("__index__",), "3.0"), "__nonzero__": (("__bool__",), "3.0"),
    "__coerce__": ((), "3.0"), "__long__": (("__int__",), "3.0"),
    "find_module": (("find_spec",), "3.12"),
}
VISITORS = {name: "3.14" for name in ("visit_Num", "visit_Str", "visit_Bytes", "visit_NameConstant", "visit_Ellipsis")}


def class_differences(node, resolver):
    methods = {one.name: one for one in node.body if isinstance(one, FUNCTIONS)}
    for one in node.body:
        if isinstance(one, ast.Assign):
            methods.update((target.id, one) for target in one.targets if isinstance(target, ast.Name))
    for old, (new, since) in SPECIAL.items():
        if old in methods and not any(name in methods for name in new):
            if old == "find_module" and not is_finder(methods[old]):
                continue
            yield (methods[old], "method", "%s.%s" % (node.name, old), since, False, "", "it is not called any more")
    if "next" in methods and "__iter__" in methods and "__next__" not in methods and gives_itself(methods["__iter__"]):
        yield (methods["next"], "method", "%s.next" % node.name, "3.0", False, "", "a TypeError: it is no iterator")
    names = resolver.bases(node) or ()
    if any(name in ("ast.NodeVisitor", "ast.NodeTransformer") for name in names):
        for old, since in VISITORS.items():
            if old in methods and "visit_Constant" not in methods:
                yield (methods[old], "method", "%s.%s" % (node.name, old), since, False, "", "it is not called any more")
    for one in node.body:
        if isinstance(one, ast.Assign) and resolver.name_of(getattr(one.value, "func", None)) == "functools.partial":
            yield (one, "behaviour", "functools.partial in a class", "3.14", False, "", "it gets self as its first argument")
        if isinstance(one, ast.Assign):
            yield from closed_comprehension(one, set(methods))


def is_finder(function):
    """`find_module(self, fullname, path=None)`, as the import system called it."""
    names = [one.arg for one in function.args.args] if isinstance(function, FUNCTIONS) else []
    return 2 <= len(names) <= 3 and (len(names) == 2 or names[2] == "path")


def gives_itself(function):
    return any(
        isinstance(one, ast.Return) and isinstance(one.value, ast.Name) and one.value.id == "self" for one in ast.walk(function)
    )


def closed_comprehension(statement, names):
    """The comprehension of a class body sees only its first iterable in the class."""
    for one in ast.walk(statement.value):
        if isinstance(one, ast.ListComp):
            bound = {inner.id for part in one.generators for inner in ast.walk(part.target) if isinstance(inner, ast.Name)}
            parts = [one.elt] + [test for part in one.generators for test in part.ifs] + [part.iter for part in one.generators[1:]]
            for inner in (leaf for part in parts for leaf in ast.walk(part)):
                if isinstance(inner, ast.Name) and inner.id in names and inner.id not in bound:
                    yield (inner, "behaviour", "`%s` in a comprehension of the class" % inner.id, "3.0", False, "", "a NameError")
                    return
