"""What the scripts ask splunkd for, and which fields of the rows they use: credentials, settings, paths, names."""
import ast

from nodes import constant_text, dotted, index_of

# Of solnlib, of splunktaucclib and the Add-on Builder's helper, and of splunklib.
CALLS = {
    "CredentialManager", "get_password", "get_clear_password", "ConfManager", "get_conf", "get_conf_file",
    "get_global_setting", "get_user_credential", "get_user_credential_by_account_id", "get_user_credential_by_id",
    "get_account_by_name", "getCredentials",
}
PATHS = ("storage/passwords", "configs/conf-", "properties/")
# Guess: what authors call a row. Nothing but the name tells it.
ROWS = {"row", "result", "results", "event", "record", "res", "line", "item", "first_result", "search_result"}
MOST = 400


def asks_of(tree, values):
    found = []
    for node in ast.walk(tree):
        if len(found) >= MOST:
            break
        if isinstance(node, ast.Call):
            found += asked_by(node, values)
        elif isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq):
            found += compared(node, values)
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            key = index_of(node)
            if isinstance(key, str) and is_row(node.value):
                found.append(said("field", node, [[text_of(key)]]))
    return found


def asked_by(node, values):
    name = dotted(node.func)
    last = name.rpartition(".")[2]
    if last in CALLS:
        keywords = {one.arg: values.of(one.value) for one in node.keywords if one.arg is not None}
        yield said(last, node, [values.of(one) for one in node.args[:6]], keywords)
        return
    key = constant_text(node.args[0]) if node.args else None
    if last == "get" and key is not None and is_row(node.func.value):
        yield said("field", node, [[text_of(key)]])
        return
    for one in list(node.args) + [keyword.value for keyword in node.keywords]:
        paths = [value for value in values.of(one) if is_path(value)]
        if paths:
            yield said("path", node, [paths])


def compared(node, values):
    """`entry.realm == "my_realm"`, as scripts look for their own among all credentials."""
    left = node.left
    name = left.attr if isinstance(left, ast.Attribute) else index_of(left) if isinstance(left, ast.Subscript) else None
    if name in ("realm", "username"):
        yield said(name, node, [values.of(node.comparators[0])])


def is_path(value):
    return value["kind"] == "text" and any(part is not None and mark in part for part in value["parts"] for mark in PATHS)


def is_row(node):
    if isinstance(node, ast.Name):
        return node.id in ROWS
    if isinstance(node, ast.Subscript):
        return index_of(node) == "result"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        return bool(node.args) and constant_text(node.args[0]) == "result"
    return False


def text_of(key):
    return {"kind": "text", "parts": [key]}


def said(what, node, args, keywords=None):
    return {"what": what, "line": node.lineno, "column": node.col_offset + 1, "args": args, "keywords": keywords or {}}
