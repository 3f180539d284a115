"""Texts and bytes: what takes the one and gets the other, since Python 3.0."""
import ast

from nodes import constant_text, keyword

STR, BYTES = "builtins.str", "builtins.bytes"
HASHES = "md5 sha1 sha224 sha256 sha384 sha512 blake2b blake2s sha3_256 sha3_512".split()
# Callable -> places of arguments that have to be bytes.
WANTS_BYTES = {
    "hash.update": (0,), "hmac.new": (0, 1), "hmac.HMAC": (0, 1), "hmac.HMAC.update": (0,), "hashlib.new": (1,), "binascii.hexlify": (0,), "binascii.b2a_hex": (0,),
    "binascii.b2a_base64": (0,), "binascii.crc32": (0,), "zlib.crc32": (0,), "zlib.adler32": (0,), "zlib.compress": (0,), "zlib.decompress": (0,), "os.write": (1,),
    "pickle.loads": (0,), "marshal.loads": (0,), "io.BytesIO": (0,), "socket.socket.send": (0,), "socket.socket.sendall": (0,), "socket.socket.sendto": (0,),
    "file.bytes.write": (0,), "base64.b64encode": (0,), "base64.urlsafe_b64encode": (0,), "base64.standard_b64encode": (0,), "base64.b32encode": (0,),
    "base64.b16encode": (0,), "base64.encodebytes": (0,), "base64.decodebytes": (0,), "gzip.compress": (0,), "bz2.compress": (0,), "lzma.compress": (0,), "gzip.decompress": (0,),
    "bz2.decompress": (0,), "io.BytesIO.write": (0,), "struct.unpack": (1,), "hashlib.pbkdf2_hmac": (1, 2),
    "binascii.b2a_uu": (0,), "quopri.encodestring": (0,), "telnetlib.Telnet.write": (0,), "telnetlib.Telnet.read_until": (0,),
    "hmac.digest": (0, 1), "builtins.bytearray.extend": (0,), "socket.inet_ntoa": (0,),
}
for _name in HASHES:
    WANTS_BYTES["hashlib." + _name] = (0,)
WANTS_TEXT = {
    "sys.stdout.write": (0,), "sys.stderr.write": (0,), "io.StringIO": (0,), "io.StringIO.write": (0,), "file.write": (0,), "builtins.str.startswith": (0,),
    "builtins.str.endswith": (0,), "builtins.str.replace": (0, 1), "builtins.str.split": (0,), "builtins.str.find": (0,), "builtins.str.strip": (0,),
    "shlex.split": (0,), "builtins.str.count": (0,), "builtins.str.index": (0,),
}
OF_BYTES = "startswith endswith replace split rsplit strip lstrip rstrip find rfind index count partition rpartition join".split()
PATTERNS = "search match fullmatch findall finditer sub subn split".split()
CODECS = {"hex", "base64", "zlib", "bz2", "rot13", "rot_13", "string_escape", "string-escape", "unicode_internal", "quopri", "uu", "hex_codec", "zip", "bz2_codec", "base64_codec"}


def text_differences(node, resolver):
    if isinstance(node, ast.Call):
        yield from call(node, resolver)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        kinds = {resolver.type_of(node.left), resolver.type_of(node.right)}
        if kinds == {STR, BYTES}:
            yield told(node, "a text + bytes")
    elif isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], (ast.In, ast.NotIn)):
        left, right = resolver.type_of(node.left), resolver.type_of(node.comparators[0])
        if (left, right) in ((STR, BYTES), (BYTES, STR)):
            yield told(node, "a text in bytes" if left == STR else "bytes in a text")


def told(node, what, effect="a TypeError", since="3.0"):
    return (node, "behaviour", what, since, False, "", effect)


def call(node, resolver):
    func = resolver.of(node.func)
    if func is None or func[0] not in ("name", "method"):
        return
    key = func[1] if func[0] == "name" else "%s.%s" % (func[1], func[2])
    if func[0] == "name" and key.count(".") > 1 and key.startswith("builtins."):
        # A method by way of its class has its object as the first argument.
        return
    kinds = [resolver.type_of(one) for one in node.args]
    for place in WANTS_BYTES.get(key, ()):
        if place < len(kinds) and kinds[place] == STR and not (key.startswith("hmac.") and place > 1):
            yield told(node, "%s of a text" % key.replace("builtins.", ""))
            return
    for place in WANTS_TEXT.get(key, ()):
        if place < len(kinds) and kinds[place] == BYTES:
            yield told(node, "%s of bytes" % key.replace("builtins.", ""))
            return
    type_, _, method = key.rpartition(".")
    if type_ == BYTES and method in OF_BYTES and STR in kinds[:2]:
        yield told(node, "bytes.%s of a text" % method)
    elif type_ == "re" and method in PATTERNS and len(kinds) > 1:
        subject = kinds[2] if method in ("sub", "subn") and len(kinds) > 2 else kinds[1]
        if (kinds[0], subject) in ((STR, BYTES), (BYTES, STR)):
            yield told(node, "a pattern of text on bytes" if subject == BYTES else "a pattern of bytes on a text")
    elif type_ in (STR, BYTES) and method in ("encode", "decode") and node.args and constant_text(node.args[0]) in CODECS:
        yield told(node, "%s.%s(%r)" % (type_[9:], method, constant_text(node.args[0])), "a LookupError")
    elif key in ("codecs.lookup", "codecs.getdecoder", "codecs.getencoder") and node.args and constant_text(node.args[0]) == "unicode_internal":
        yield told(node, "the codec unicode_internal", "a LookupError", "3.8")
    yield from special(node, key, kinds, resolver)


def special(node, key, kinds, resolver):
    if key == "builtins.str.join" and node.args and holds(node.args[0], BYTES, resolver):
        yield told(node, "str.join of bytes")
    elif key in ("json.dumps", "json.dump") and node.args and keyword(node, "default") is None and holds(node.args[0], BYTES, resolver):
        yield told(node, "%s of bytes" % key)
    elif key in ("csv.reader", "csv.DictReader") and kinds[:1] == ["file.bytes"]:
        yield told(node, "%s on a file of bytes" % key, "a csv.Error")
    elif key in ("csv.writer", "csv.DictWriter") and kinds[:1] == ["file.bytes"]:
        yield told(node, "%s on a file of bytes" % key)
    elif key == "subprocess.Popen.communicate" and kinds[:1] == [STR] and made_for_bytes(node, resolver):
        yield told(node, "communicate of a text")
    elif key == "struct.pack" and node.args and takes_bytes(constant_text(node.args[0]) or "") and STR in kinds[1:]:
        yield told(node, "struct.pack of a text", "a struct.error")
    elif key == "builtins.str.translate" and len(node.args) == 2:
        yield told(node, "str.translate(table, deleted)")
    elif key == "builtins.bytes" and kinds == [STR] and not node.keywords:
        yield told(node, "bytes of a text without an encoding")
    elif key == "builtins.str" and len(node.args) == 2 and kinds[0] == STR:
        yield told(node, "str(text, encoding)")
    elif key == "array.array" and node.args and constant_text(node.args[0]) == "c":
        yield told(node, "array.array of type c")


def takes_bytes(pattern):
    return any(letter in pattern for letter in "scp") and not any(letter in pattern for letter in "iIlLhHqQbBdf")


def holds(node, type_, resolver):
    """A list, tuple or dict that is written here and has such a value."""
    if isinstance(node, (ast.List, ast.Tuple)):
        return any(resolver.type_of(one) == type_ for one in node.elts)
    if isinstance(node, ast.Dict):
        return any(one is not None and (resolver.type_of(one) == type_ or holds(one, type_, resolver)) for one in node.values)
    return resolver.type_of(node) == type_


def made_for_bytes(node, resolver):
    """Whether the Popen behind the call was made without text mode."""
    owner = node.func.value
    if isinstance(owner, ast.Name):
        for kind, value in resolver.scopes.bindings(owner) or ():
            owner = value if kind == "value" else owner
    names = ("universal_newlines", "text", "encoding", "errors")
    return isinstance(owner, ast.Call) and not any(keyword(owner, name) is not None for name in names)
