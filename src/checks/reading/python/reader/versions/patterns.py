"""Regular expressions, written as texts, that newer Pythons refuse."""
import re

from nodes import constant_text, keyword

TAKES = {"re." + name for name in ("compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split")}
# Letters that re knows behind a backslash; any other one is an error from 3.6 on.
KNOWN = set("abdfnrstuvwxABDNSUWZ")
# From 3.14 on \z too.
KNOWN_IN_TEXT = set("abfnrtvg")
ESCAPE = re.compile(r"\\(.)", re.S)


def pattern_differences(node, key):
    if key not in TAKES or not node.args:
        return
    pattern = constant_text(node.args[0])
    if pattern is not None:
        for letter in escapes(pattern):
            if letter.isalpha() and letter < "\x80" and letter not in KNOWN:
                yield told(node, "\\%s in a pattern" % letter, "3.6")
                break
        flags = re.search(r"(?<!\\)\(\?[aiLmsux]+\)", pattern)
        if flags is not None and pattern[: flags.start()].strip() != "" and not pattern.startswith("(?"):
            yield told(node, "flags inside a pattern", "3.11")
    if key in ("re.sub", "re.subn") and len(node.args) > 1:
        for letter in escapes(constant_text(node.args[1]) or ""):
            if letter.isalpha() and letter not in KNOWN_IN_TEXT:
                yield told(node, "\\%s in a replacement" % letter, "3.7")
                break
    flags = keyword(node, "flags") or (node.args[1] if key == "re.compile" and len(node.args) > 1 else None)
    if flags is not None and pattern is not None and getattr(flags, "attr", "") in ("LOCALE", "L"):
        yield told(node, "re.LOCALE with a pattern of text", "3.6", "a ValueError")


def escapes(pattern):
    return ESCAPE.findall(pattern)


def told(node, what, since, effect="an re.error"):
    return (node, "behaviour", what, since, False, "", effect)
