"""Values as the reader reports them: texts whose unknown parts are None, numbers, booleans, None, and unknown ones."""

UNKNOWN = {"kind": "unknown"}
# More values of one expression than this are as good as unknown.
MOST = 12


def text(*parts):
    joined = []
    for part in parts:
        if part is None:
            if not joined or joined[-1] is not None:
                joined.append(None)
        elif joined and joined[-1] is not None:
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return {"kind": "text", "parts": joined}


def parts_of(value):
    if value["kind"] == "text":
        return value["parts"]
    if value["kind"] == "number":
        return [str(value["value"])]
    return [None]


def constant(value):
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bool):
        return {"kind": "bool", "value": value}
    if isinstance(value, (int, float)):
        return {"kind": "number", "value": value} if abs(value) < 1e15 else UNKNOWN
    return {"kind": "none"} if value is None else UNKNOWN


def folded(value, method):
    if value["kind"] != "text":
        return value
    return text(*[None if one is None else getattr(one, method)() for one in value["parts"]])
