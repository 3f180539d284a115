"""Text to tree. Lines that only Python 2 can read are noted and replaced, so that the rest can be read."""
import ast
import re
import warnings

warnings.simplefilter("ignore")

MOST_REPAIRS = 200
# The last two where brackets are nested beyond all measure.
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
EXCEPT = re.compile(r"^(\s*except\s+)(\(.*\)|[\w.]+)\s*,\s*(\w+)\s*:")
PRINT = re.compile(r"^(\s*|.*?[:;]\s*)print\b(?!\s*=)\s*(.*)$", re.S)
RAISE = re.compile(r"^(\s*|.*?[:;]\s*)raise\s+([^,#]+?)\s*,\s*(.+)$", re.S)
EXEC = re.compile(r"^(\s*)exec\s+([^(].*)$", re.S)


class SourceFile:
    def __init__(self, path, tree, broken, modules):
        self.path = path
        self.tree = tree
        self.broken = broken
        # Imported module as it is written -> path of the file in the add-on.
        self.modules = modules
        # All nodes, in the order of ast.walk.
        self.nodes = [] if tree is None else link(tree)


def link(tree):
    """Each node knows what is around it: the node above, the function, the class, the module."""
    tree.parent = tree.function = tree.owner = None
    tree.top = tree
    nodes = [tree]
    for node in nodes:
        function = node if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else node.function
        owner = node if isinstance(node, ast.ClassDef) else node.owner
        for child in ast.iter_child_nodes(node):
            # Nodes such as Load are one object for all of the tree, and have no place in it.
            child.parent, child.function, child.owner, child.top = node, function, owner, tree
            nodes.append(child)
    return nodes


def trouble(kind, line, column, what, detail="", guarded=False):
    return {
        "kind": kind,
        "line": line or 1,
        "column": column or 1,
        "what": what,
        "detail": detail,
        "isGuarded": guarded,
    }


def repaired(data):
    """The tree, None when no mending helps, and what had to be mended."""
    found = []
    try:
        return ast.parse(data), found
    except UNREADABLE as error:
        first = error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    # The cookie would be refused in a text that is decoded already.
    lines = text.replace("\r\n", "\n").split("\n")
    error = first
    tried = set()
    for _ in range(MOST_REPAIRS):
        at = getattr(error, "lineno", None)
        mended = None if at is None else mend(lines, at - 1, error, tried)
        if mended is None:
            line = at or 1
            if found:
                # Mended as far as it goes: the file is one for Python 2, and what is left may be too.
                return None, found
            return None, [trouble("broken", line, getattr(error, "offset", 1), error_text(error))]
        number, line, what = mended
        lines[number] = line
        found.append(trouble("syntax", number + 1, indent(line) + 1, what))
        try:
            return ast.parse("\n".join(lines)), unique(found)
        except UNREADABLE as next_error:
            error = next_error
    return None, unique(found)


def error_text(error):
    return getattr(error, "msg", None) or str(error)


def unique(found):
    seen = {}
    for one in found:
        seen.setdefault((one["line"], one["what"]), one)
    return sorted(seen.values(), key=lambda one: one["line"])


def indent(line):
    return len(line) - len(line.lstrip())


def mend(lines, at, error, tried):
    """The line that the error names, or the one above, when it is written as Python 2 has it."""
    for number in (at, at - 1):
        if not 0 <= number < len(lines):
            continue
        line = lines[number]
        for what, new in repairs(line, error):
            if new != line and (number, new) not in tried:
                tried.add((number, new))
                return number, new, what
    if "tab" in error_text(error):
        lead = lines[at]
        new = lead.expandtabs(8)
        if new != lead:
            for number, line in enumerate(lines):
                lines[number] = re.sub(r"^[ \t]+", lambda m: m.group().expandtabs(8), line)
            return at, new, "tabs and blanks mixed in the indentation"
    return None


def repairs(line, error):
    match = EXCEPT.match(line)
    if match:
        yield "except X, e", EXCEPT.sub(r"\1\2 as \3:", line)
    match = RAISE.match(line)
    if match:
        yield "raise X, text", "%sraise %s(%s)" % match.groups()
    match = PRINT.match(line)
    if match and not match.group(2).lstrip().startswith("("):
        rest, note = split_comment(match.group(2))
        if rest.startswith(">>"):
            stream, _, what = rest[2:].partition(",")
            yield "print >> statement", "%sprint(%s, file=%s)%s" % (match.group(1), what.rstrip().rstrip(","), stream, note)
        else:
            yield "print statement", "%sprint(%s)%s" % (match.group(1), rest.rstrip().rstrip(","), note)
    elif match:
        rest, note = split_comment(match.group(2))
        yield "print statement", "%sprint((%s))%s" % (match.group(1), rest.rstrip().rstrip(","), note)
    match = EXEC.match(line)
    if match:
        yield "exec statement", "%sexec(%s)" % match.groups()
    if "<>" in line:
        yield "<>", line.replace("<>", "!=")
    if "`" in line:
        yield "backticks", re.sub(r"`([^`]+)`", r"repr(\1)", line)
    octal = re.sub(r"(?<![\w.])0(\d+)(?![\w.])", r"0o\1", line)
    if octal != line:
        yield "octal number", octal
    long = re.sub(r"\b(\d+)[lL]\b", r"\1", line)
    if long != line:
        yield "long number", long
    raw = re.sub(r"\b[uU][rR](['\"])", r"r\1", line)
    if raw != line:
        yield "ur string", raw


def split_comment(text):
    """Cuts `  # note` off where it cannot be within a string."""
    cut = text.rfind(" #")
    if cut > 0 and not any(quote in text[cut:] for quote in "'\""):
        return text[:cut], text[cut:]
    return text, ""
