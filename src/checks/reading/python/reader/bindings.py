"""What the files bind: names to values, classes and functions to their nodes, functions to their callers."""
import ast

from nodes import FUNCTIONS, class_of, dotted, function_of, top_of, within


class Bindings:
    def __init__(self, files):
        self.files = files
        self.by_tree = {id(file.tree): file for file in files.values() if file.tree is not None}
        self.assigned = {}
        self.attributes = {}
        self.functions = {}
        self.imported = {}
        self.callers = {}
        self.classes = {}
        for file in self.by_tree.values():
            self.gather(file)

    def file_of(self, node):
        return self.by_tree[id(top_of(node))]

    def gather(self, file):
        self.globals = set()
        for node in file.nodes:
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
                self.import_from(file, node)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    path = file.modules.get(alias.name)
                    if path is not None:
                        self.imported[(file.path, alias.asname or alias.name)] = (path, None)

    def import_from(self, file, node):
        module = "." * node.level + (node.module or "")
        prefix = module if module.endswith(".") else module + "."
        for alias in node.names:
            path = file.modules.get(module)
            inner = file.modules.get(prefix + alias.name)
            if inner is not None:
                self.imported[(file.path, alias.asname or alias.name)] = (inner, None)
            elif path is not None:
                self.imported[(file.path, alias.asname or alias.name)] = (path, alias.name)

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
