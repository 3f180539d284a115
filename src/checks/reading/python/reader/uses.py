"""What a script imports, calls, and reads of the action's parameters."""
import ast
import os
import sys
from importlib.machinery import FrozenImporter, PathFinder

from nodes import FUNCTIONS, constant_text, dotted, function_of, index_of

# Calls that a rule asks for; any call with one of the keywords is told too.
CALLS = {
    "addevent", "writeevents", "makeevents", "invoke", "message", "get_param", "connect", "Service",
    "open", "setup_logger", "getLogger", "FileHandler", "RotatingFileHandler", "make_splunkhome_path",
    "exit", "_exit", "loads", "load", "parse", "fromstring", "submit", "run_sendalert",
    "list_storage_passwords", "storage_passwords", "ModularAction", "Session", "get_events", "list",
    "urlopen", "get", "post", "put", "request", "create_default_context", "_create_unverified_context",
    "append", "insert", "get_user_credential", "clear_password", "sleep",
}
QUIET = {"get", "append", "insert", "list", "load", "parse", "request", "put", "post", "sleep"}
KEYWORDS = {"verify", "index", "sourcetype", "cam_header", "timeout"}
GUARDS = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException", "NameError", "AttributeError", "SyntaxError"}


def place(node):
    return {"line": node.lineno, "column": node.col_offset + 1}


def uses_of(file, values):
    found = {"imports": [], "calls": [], "reads": [], "escapes": False}
    for node in file.nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                found["imports"].append(said_import(node, alias.name, [], 0))
        elif isinstance(node, ast.ImportFrom):
            names = [alias.name for alias in node.names]
            found["imports"].append(said_import(node, node.module or "", names, node.level))
        elif isinstance(node, ast.Call):
            call(node, values, found)
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            key = index_of(node)
            if isinstance(key, str) and "configuration" in values.kind(node.value, 0):
                found["reads"].append(dict(place(node), name=key, isRequired=not is_guarded(node, True)))
        elif isinstance(node, ast.Compare) and len(node.ops) == 1:
            key = constant_text(node.left)
            is_in = isinstance(node.ops[0], (ast.In, ast.NotIn))
            if key is not None and is_in and "configuration" in values.kind(node.comparators[0], 0):
                found["reads"].append(dict(place(node), name=key, isRequired=False))
    return found


def said_import(node, module, names, level):
    return dict(
        place(node), module=module, names=names, level=level,
        isGuarded=is_guarded(node), isStandard=level == 0 and is_standard(module.split(".")[0]),
    )


HERE = os.path.dirname(os.path.abspath(__file__))
# Without the folder of this program, whose modules no script can import.
PATH = [folder for folder in sys.path if os.path.abspath(folder) != HERE]


def is_standard(name):
    """Whether it is in Python's own library. With -S no site-packages are on the path."""
    listed = getattr(sys, "stdlib_module_names", None)
    if name in sys.builtin_module_names or (listed is not None and name in listed):
        return True
    try:
        spec = FrozenImporter.find_spec(name) or PathFinder.find_spec(name, PATH)
        return name != "" and spec is not None
    except (ImportError, ValueError, AttributeError):
        return False


def call(node, values, found):
    name = dotted(node.func)
    last = name.rpartition(".")[2]
    first = constant_text(node.args[0]) if node.args else None
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    if first is not None and last in ("get", "pop", "has_key") and owner is not None:
        if first != "configuration" and "configuration" in values.kind(owner, 0):
            found["reads"].append(dict(place(node), name=first, isRequired=False))
            return
    if first is not None and last == "get_param":
        found["reads"].append(dict(place(node), name=first, isRequired=False))
    if owner is not None and last in ("items", "keys", "values", "copy", "iteritems"):
        if "configuration" in values.kind(owner, 0):
            found["escapes"] = True
    elif name not in ("print", "len", "dict.get"):
        known = values.functions.get((values.file_of(node).path, last), [])
        for one in node.args:
            if "configuration" in values.kind(one, 0) and not known:
                found["escapes"] = True
    keywords = {one.arg: one.value for one in node.keywords if one.arg is not None}
    is_made = is_action(node, values, 0)
    if last == "get_param" or not (last in CALLS or KEYWORDS & set(keywords) or is_made):
        return
    if last in QUIET and not is_made and not KEYWORDS & set(keywords) and not name.startswith(("sys.path", "json.", "ET.", "xml.")):
        return
    found["calls"].append(
        dict(
            place(node),
            name=name,
            args=[values.of(one) for one in flat(node.args)[:8]],
            keywords={key: values.of(value) for key, value in keywords.items()},
            isInLoop=in_loop(node),
            isAction=is_made,
            hasMore=any(one.arg is None for one in node.keywords) or any(isinstance(one, ast.Starred) for one in node.args),
            readsPayload=(is_made or name in ("json.load", "json.loads")) and any("stdin" in ast.dump(one) or "payload" in values.kind(node, 0) for one in node.args[:1]),
            within=getattr(function_of(node), "name", ""),
        )
    )


def is_action(node, values, rise):
    """Whether the call makes a ModularAction, or an object of a class that is one."""
    made = values.class_named(node.func)
    if made is None:
        return dotted(node.func).rpartition(".")[2] == "ModularAction"
    while made is not None and rise < 5:
        rise += 1
        if any(dotted(one).rpartition(".")[2] == "ModularAction" for one in made.bases):
            return True
        made = next((one for one in map(values.class_named, made.bases) if one is not None), None)
    return False


def flat(nodes):
    """`f([a, b], c)` as `f(a, b, c)`: paths are often given in a list."""
    return [
        inner for one in nodes for inner in (one.elts if isinstance(one, (ast.List, ast.Tuple)) and len(nodes) == 1 else [one])
    ]


def in_loop(node):
    while node.parent is not None and not isinstance(node, FUNCTIONS):
        parent = node.parent
        if isinstance(parent, (ast.For, ast.AsyncFor, ast.While)) and node in parent.body:
            return True
        node = parent
    return False


def is_guarded(node, by_any=False):
    """Within a try that catches what goes wrong here, its handlers, or an `if` that asks for the version."""
    while node.parent is not None:
        parent = node.parent
        if isinstance(parent, ast.Try) and node in parent.body:
            if any(catches(handler, by_any) for handler in parent.handlers):
                return True
        if isinstance(parent, ast.ExceptHandler) and catches(parent, False) and not is_broad(parent):
            return True
        if isinstance(parent, (ast.If, ast.IfExp)) and node is not parent.test and asks_version(parent.test):
            return True
        node = parent
    return False


def is_broad(handler):
    return handler.type is None or (isinstance(handler.type, ast.Name) and handler.type.id in ("Exception", "BaseException"))


def catches(handler, by_any):
    if by_any or handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(dotted(one).rpartition(".")[2] in GUARDS for one in kinds)


def asks_version(test):
    told = ast.dump(test)
    marks = ("version_info", "PY2", "PY3", "hexversion", "python_version", "hasattr", "TYPE_CHECKING", "sys_version", "is_py", "platform", "os.name", "'nt'")
    return any(mark in told for mark in marks)
