"""Expressions that a newer Python computes otherwise, and that end in an error or in another value there."""
import ast
import re

from nodes import FUNCTIONS, constant_text, dotted, index_of, keyword
from versions.kinds import DICTS, VIEWS
from versions.patterns import pattern_differences

LISTS_ONLY = VIEWS | {"builtins.range"}
OF_LISTS = {"append", "sort", "reverse", "extend", "insert", "remove", "pop", "clear"}
ITERATORS = {"builtins.map", "builtins.zip", "builtins.filter"}
# What the comparison with < of two types needs, other than equality.
PLAIN = {"builtins.int", "builtins.float", "builtins.str", "builtins.bytes", "None", "builtins.list", "builtins.tuple", "builtins.dict", "builtins.bool"}
NUMBERS = {"builtins.int", "builtins.float", "builtins.bool"}
ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def told(node, what, since="3.0", effect="a TypeError", is_newer=False):
    return (node, "behaviour", what, since, is_newer, "", effect)


def short(type_):
    return {"None": "None"}.get(type_, type_.replace("builtins.", ""))


def behaviours(node, resolver):
    handle = HANDLERS.get(type(node))
    if handle is not None:
        for one in handle(node, resolver):
            yield one


def subscript(node, resolver):
    base = resolver.of(node.value)
    type_ = base[1] if base is not None and base[0] == "object" else None
    if type_ in VIEWS:
        yield told(node, "an index of %s" % short(type_))
    elif type_ == "exception" and isinstance(node.ctx, ast.Load):
        yield told(node, "an index of an exception")
    elif type_ == "builtins.range" and not isinstance(node.ctx, ast.Load):
        yield told(node, "assignment to an item of range")
    elif type_ == "fileinput.FileInput":
        yield told(node, "an index of fileinput.FileInput", "3.11")
    elif type_ in ("builtins.list", "builtins.tuple", "builtins.str") and resolver.type_of(inner(node)) == "builtins.float":
        yield told(node, "a quotient as an index")
    elif base is not None and base[0] == "name" and base[1] in GENERIC and isinstance(node.ctx, ast.Load):
        yield told(node, "%s[…]" % short(base[1]), "3.9", is_newer=True)
    elif dotted(node.value).endswith(".__dict__") and index_of(node) == "__annotations__":
        yield told(node, "__dict__['__annotations__'] of a class", "3.14", "a KeyError")


GENERIC = {"builtins." + name for name in ("dict", "list", "tuple", "set", "frozenset", "type")} | {
    "collections." + name for name in ("deque", "defaultdict", "OrderedDict", "Counter", "ChainMap")
}


def inner(node):
    return node.slice.value if type(node.slice).__name__ == "Index" else node.slice


def computed(node, resolver):
    left, right = resolver.type_of(node.left), resolver.type_of(node.right)
    if isinstance(node.op, ast.Add) and (left in LISTS_ONLY or right in LISTS_ONLY):
        if left in LISTS_ONLY | {"builtins.list"} and right in LISTS_ONLY | {"builtins.list"}:
            yield told(node, "%s + %s" % (short(left), short(right)))
    elif isinstance(node.op, ast.Mult) and (left in LISTS_ONLY or right in LISTS_ONLY):
        yield told(node, "%s * a number" % short(left if left in LISTS_ONLY else right))
    elif isinstance(node.op, ast.BitOr):
        if left in DICTS and right in DICTS:
            yield told(node, "dict | dict", "3.9", is_newer=True)
        elif is_type(node.left, resolver) and is_type(node.right, resolver):
            yield told(node, "a type | a type", "3.10", is_newer=True)


def is_type(node, resolver):
    """A class or None, as in annotations. An own class has a metaclass that is not known."""
    if resolver.type_of(node) == "None":
        return True
    name = resolver.name_of(node) or ""
    return name in ("builtins.int", "builtins.str", "builtins.float", "builtins.bool", "builtins.bytes", "builtins.list", "builtins.dict", "builtins.set", "builtins.tuple")


def compared(node, resolver):
    sides = [node.left] + node.comparators
    for op, left, right in zip(node.ops, sides, sides[1:]):
        one, other = compared_type(left, resolver), compared_type(right, resolver)
        if not isinstance(op, ORDERS) or one not in PLAIN or other not in PLAIN:
            continue
        if one == other and one not in ("builtins.dict", "None") or {one, other} <= NUMBERS:
            continue
        yield told(node, "%s < %s" % (short(one), short(other)))


def compared_type(node, resolver):
    """A variable that is None at first gets its value later."""
    type_ = resolver.type_of(node)
    return None if type_ == "None" and isinstance(node, (ast.Name, ast.Attribute)) else type_


def looped(node, resolver):
    """A dict that is changed while its keys are walked."""
    walked = node.iter
    if isinstance(walked, ast.Call) and isinstance(walked.func, ast.Attribute) and walked.func.attr in ("keys", "items", "values"):
        name = dotted(walked.func.value)
        if resolver.type_of(walked) in VIEWS and changes(node.body, name):
            yield told(walked, "`%s` changed while it is walked" % name, effect="a RuntimeError")


def changes(body, name):
    for statement in body:
        for one in ast.walk(statement):
            if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and one.func.attr in ("pop", "popitem", "clear"):
                if dotted(one.func.value) == name:
                    return not leaves_at_once(body)
            if isinstance(one, ast.Delete) and any(isinstance(target, ast.Subscript) and dotted(target.value) == name for target in one.targets):
                return not leaves_at_once(body)
    return False


def leaves_at_once(body):
    return any(isinstance(one, (ast.Break, ast.Return)) for statement in body for one in ast.walk(statement))


def called(node, resolver):
    func = resolver.of(node.func)
    if func is None or func[0] not in ("name", "method"):
        return
    key = func[1] if func[0] == "name" else "%s.%s" % (func[1], func[2])
    kinds = [resolver.type_of(one) for one in node.args]
    for one in pattern_differences(node, key):
        yield one
    type_, _, method = key.rpartition(".")
    if type_ in LISTS_ONLY and method in OF_LISTS:
        yield told(node, "%s.%s" % (short(type_), method), effect="an AttributeError")
    elif key in BY_KEY:
        found = BY_KEY[key](node, kinds, resolver)
        if found is not None:
            yield found
    elif key in ("builtins.open", "io.open", "codecs.open", "fileinput.FileInput", "fileinput.input", "os.fdopen", "gzip.open", "bz2.BZ2File"):
        mode = constant_text(keyword(node, "mode") or (node.args[1] if len(node.args) > 1 else None))
        # Another rule tells the mode of open.
        if mode is not None and "U" in mode and key not in ("builtins.open", "io.open", "codecs.open"):
            yield told(node, "%s with mode %r" % (short(key), mode), "3.11", "a ValueError")
        if key == "builtins.open" and len(node.args) > 2 and resolver.type_of(node.args[2]) == "builtins.int" and getattr(node.args[2], "value", 1) == 0:
            if mode is None or "b" not in mode:
                yield told(node, "open of a text without a buffer", effect="a ValueError")


def sorts_by_function(node, kinds, resolver):
    return told(node, "list.sort(function)") if kinds and kinds[0] == "function" else None


def sorted_by_function(node, kinds, resolver):
    return told(node, "sorted(rows, function)") if len(kinds) > 1 else None


def count_of(node, kinds, resolver):
    return told(node, "len of %s" % short(kinds[0])) if kinds and kinds[0] in ITERATORS | {"generator"} else None


def whole_number(node, kinds, resolver):
    return told(node, "range of a quotient") if "builtins.float" in kinds else None


def shuffled(node, kinds, resolver):
    if len(node.args) > 1:
        return told(node, "random.shuffle(rows, random)", "3.11")
    return told(node, "random.shuffle of %s" % short(kinds[0])) if kinds and kinds[0] in LISTS_ONLY else None


def sampled(node, kinds, resolver):
    if kinds and kinds[0] in DICTS | {"builtins.set", "builtins.frozenset", "builtins.dict_keys", "builtins.dict_items", "builtins.dict_values"}:
        return told(node, "random.sample of %s" % short(kinds[0]), "3.11")
    return None


def seeded(node, kinds, resolver):
    odd = {"builtins.tuple", "builtins.list", "builtins.dict", "datetime.datetime", "builtins.set", "datetime.date", "decimal.Decimal", "uuid.UUID"}
    return told(node, "random.seed of %s" % short(kinds[0]), "3.11") if kinds and kinds[0] in odd else None


def ranged(node, kinds, resolver):
    return told(node, "%s of a float" % dotted(node.func), "3.12") if "builtins.float" in kinds else None


def factorial(node, kinds, resolver):
    return told(node, "math.factorial of a float", "3.10") if "builtins.float" in kinds else None


def no_digest(node, kinds, resolver):
    if len(node.args) < 3 and keyword(node, "digestmod") is None and not any(one.arg is None for one in node.keywords):
        return told(node, "hmac.new without digestmod", "3.8")
    return None


def octal(node, kinds, resolver):
    text = constant_text(node.args[0]) if node.args else None
    base = node.args[1] if len(node.args) > 1 else keyword(node, "base")
    if text is not None and re.match(r"^[-+]?0[0-7]+$", text) and getattr(base, "value", None) == 0 and int(text, 8) != 0:
        return told(node, "int(%r, 0)" % text, effect="a ValueError")
    return None


def long_digits(node, kinds, resolver):
    return octal(node, kinds, resolver) or huge(node, resolver)


def huge(node, resolver):
    one = node.args[0] if len(node.args) == 1 else None
    if isinstance(one, ast.BinOp) and isinstance(one.op, ast.Mult) and resolver.type_of(one.left) == "builtins.str":
        count = getattr(one.right, "value", 0)
        if isinstance(count, int) and count > 4300:
            return told(node, "int of more than 4300 digits", "3.7", "a ValueError")
    return None


def code_object(node, kinds, resolver):
    return told(node, "types.CodeType by position", "3.8") if node.args else None


def of_decimal(node, kinds, resolver):
    odd = [one for one in kinds if one in ("decimal.Decimal", "fractions.Fraction", "builtins.float")]
    return told(node, "%s of %s" % (dotted(node.func), short(odd[0])), "3.10" if odd[0] != "builtins.float" else "3.0") if odd else None


def copied(node, kinds, resolver):
    if kinds and (kinds[0] or "").startswith("itertools."):
        return told(node, "%s of an object of itertools" % dotted(node.func), "3.14")
    return None


def truth(node, kinds, resolver):
    return told(node, "bool(NotImplemented)", "3.14") if node.args and dotted(node.args[0]) == "NotImplemented" else None


def backwards(node, kinds, resolver):
    if kinds and kinds[0] in DICTS:
        return told(node, "reversed of a dict", "3.8", is_newer=True)
    return told(node, "reversed of %s" % short(kinds[0])) if kinds and kinds[0] in ITERATORS else None


def from_iso(node, kinds, resolver):
    text = constant_text(node.args[0]) if node.args else None
    if text is not None and text.endswith("Z"):
        return told(node, "datetime.fromisoformat of a text with Z", "3.11", "a ValueError", True)
    return None


def split_query(node, kinds, resolver):
    text = constant_text(node.args[0]) if node.args else None
    if text is not None and ";" in text and keyword(node, "separator") is None:
        return told(node, "%s of parts with ;" % dotted(node.func), "3.10", "it splits at & only")
    return None


def relative(node, kinds, resolver):
    return told(node, "relative_to(a, b)", "3.14") if len(node.args) > 1 else None


BY_KEY = {
    "builtins.list.sort": sorts_by_function, "builtins.sorted": sorted_by_function, "builtins.len": count_of, "builtins.range": whole_number,
    "random.shuffle": shuffled, "random.sample": sampled, "random.seed": seeded, "random.Random": seeded,
    "random.randrange": ranged, "random.randint": ranged, "math.factorial": factorial, "hmac.new": no_digest, "hmac.HMAC": no_digest, "builtins.int": long_digits,
    "types.CodeType": code_object, "datetime.date": of_decimal, "datetime.datetime": of_decimal, "datetime.time": of_decimal,
    "copy.copy": copied, "copy.deepcopy": copied, "pickle.dumps": copied, "builtins.bool": truth, "builtins.reversed": backwards,
    "datetime.datetime.fromisoformat": from_iso, "urllib.parse.parse_qs": split_query, "urllib.parse.parse_qsl": split_query,
    "pathlib.PurePath.relative_to": relative, "pathlib.Path.relative_to": relative, "pathlib.PurePath.is_relative_to": relative, "pathlib.Path.is_relative_to": relative,
    "pathlib.PurePosixPath.relative_to": relative,
}


def held(node, resolver):
    for item in node.items:
        if resolver.type_of(item.context_expr) in ("pathlib.Path", "pathlib.PosixPath", "pathlib.WindowsPath"):
            yield told(item.context_expr, "with a pathlib.Path", "3.13")


def assigned(node, resolver):
    for target in node.targets:
        if not isinstance(target, (ast.Tuple, ast.List)):
            continue
        type_ = resolver.type_of(node.value)
        if type_ == "exception":
            yield told(node, "an exception that is unpacked")
        elif type_ == "importlib.metadata.EntryPoint":
            yield told(node, "an EntryPoint that is unpacked", "3.13")


def raised(node, resolver):
    name = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    if isinstance(name, ast.Name) and name.id == "StopIteration" and yields(node.function, resolver) and not is_caught(node, "StopIteration"):
        yield told(node, "StopIteration in a generator", "3.7", "a RuntimeError")
    if isinstance(node.exc, ast.Constant) and isinstance(node.exc.value, str):
        yield told(node, "raise of a text")


def yields(function, resolver):
    return isinstance(function, FUNCTIONS) and any(
        isinstance(one, (ast.Yield, ast.YieldFrom)) for one in resolver.inner.get(id(function), ())
    )


def is_caught(node, name):
    while node.parent is not None and not isinstance(node, FUNCTIONS):
        parent = node.parent
        if isinstance(parent, ast.Try) and node in parent.body:
            for handler in parent.handlers:
                if handler.type is None or any(dotted(one) in (name, "Exception", "BaseException") for one in handled(handler)):
                    return True
        node = parent
    return False


def handled(handler):
    return handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]


def yielded(node, resolver):
    """`yield next(rows)` in an endless loop: its end was a StopIteration."""
    value = node.value
    if isinstance(value, ast.Call) and dotted(value.func) == "next" and len(value.args) == 1 and not is_caught(node, "StopIteration"):
        loop = node.parent
        while loop is not None and not isinstance(loop, FUNCTIONS):
            if isinstance(loop, ast.While):
                yield told(node, "next() at the end in a generator", "3.7", "a RuntimeError")
                return
            loop = loop.parent


def read(node, resolver):
    """A name that Python 3 unbinds or never binds outside: of `except … as e`, and of a list comprehension."""
    if not isinstance(node.ctx, ast.Load):
        return
    bindings = resolver.scopes.bindings(node)
    if bindings is not None:
        if len(bindings) == 1 and bindings[0][0] == "exception" and is_behind(node, bindings[0][1]):
            yield told(node, "`%s` behind its except" % node.id, effect="a NameError")
        return
    for one in resolver.comprehended.get(node.id, ()):
        if one.lineno < node.lineno and one.function is node.function:
            yield told(node, "`%s` outside its list comprehension" % node.id, effect="a NameError")
            return


def is_behind(node, handler):
    """In the statements after the try, in the same block."""
    if node.lineno <= max(getattr(one, "lineno", 0) for one in ast.walk(handler)) or node.function is not handler.function:
        return False
    outer = handler.parent
    return not any(one is node for one in ast.walk(outer))


def comprehended(node, resolver):
    if any(isinstance(one, (ast.Yield, ast.YieldFrom)) and one.function is node.function for one in ast.walk(node)):
        if not any(isinstance(one, ast.Lambda) for one in ast.walk(node)):
            yield told(node, "yield in a comprehension", "3.8", "a SyntaxError")


def defined(node, resolver):
    """`@functools.lru_cache` without a call."""
    for one in node.decorator_list:
        if resolver.name_of(one) == "functools.lru_cache":
            yield told(one, "functools.lru_cache without a call", "3.8", is_newer=True)


HANDLERS = {
    ast.ListComp: comprehended, ast.GeneratorExp: comprehended, ast.SetComp: comprehended, ast.DictComp: comprehended, ast.FunctionDef: defined,

    ast.Subscript: subscript, ast.BinOp: computed, ast.Compare: compared, ast.For: looped, ast.Call: called, ast.With: held, ast.Assign: assigned,
    ast.Raise: raised, ast.Yield: yielded, ast.Name: read,
}
