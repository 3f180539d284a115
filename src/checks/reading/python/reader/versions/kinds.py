"""Which type an expression of the standard library gives. A type is the dotted name of a class, or a word of ours.

Words of ours: function, method, generator, exception, file (of text), file.bytes, dict view as builtins.dict_keys.
"""

ALIASES = {
    "xml.etree.cElementTree": "xml.etree.ElementTree", "cElementTree": "xml.etree.ElementTree", "__builtin__": "builtins",
    "six.moves.builtins": "builtins", "posixpath": "os.path", "unittest.case": "unittest",
    "asyncio.locks": "asyncio", "asyncio.queues": "asyncio", "asyncio.tasks": "asyncio", "json.decoder": "json", "json.encoder": "json",
}
# Classes that are not written with a capital.
CLASSES = set(
    "array.array collections.defaultdict collections.deque datetime.datetime datetime.date datetime.timedelta datetime.time "
    "datetime.timezone socket.socket zipimport.zipimporter csv.reader csv.writer builtins.dict builtins.list builtins.str "
    "builtins.bytes builtins.set builtins.tuple builtins.int builtins.float builtins.bool builtins.range builtins.map "
    "builtins.filter builtins.zip builtins.bytearray builtins.frozenset threading.local builtins.enumerate builtins.reversed "
    "itertools.count itertools.chain itertools.cycle itertools.islice itertools.repeat itertools.takewhile itertools.dropwhile "
    "itertools.product itertools.permutations itertools.combinations itertools.accumulate itertools.groupby itertools.starmap "
    "itertools.zip_longest itertools.filterfalse itertools.compress smtplib.SMTP xmlrpc.client.Server mailbox.mbox "
    "mailbox.mboxMessage functools.partial sched.scheduler cmd.Cmd types.new_class logging.Logger struct.Struct".split()
)
DICTS = {"builtins.dict", "collections.OrderedDict", "collections.defaultdict", "collections.Counter", "os.environ", "collections.UserDict"}
VIEWS = {"builtins.dict_keys", "builtins.dict_values", "builtins.dict_items", "builtins.map", "builtins.zip", "builtins.filter"}
HASHES = "md5 sha1 sha224 sha256 sha384 sha512 new blake2b blake2s sha3_224 sha3_256 sha3_384 sha3_512".split()

RETURNS = {
    "xml.etree.ElementTree.fromstring": "xml.etree.ElementTree.Element", "xml.etree.ElementTree.XML": "xml.etree.ElementTree.Element",
    "xml.etree.ElementTree.parse": "xml.etree.ElementTree.ElementTree", "xml.etree.ElementTree.SubElement": "xml.etree.ElementTree.Element",
    "xml.etree.ElementTree.ElementTree.getroot": "xml.etree.ElementTree.Element", "xml.etree.ElementTree.Element.find": "xml.etree.ElementTree.Element",
    "xml.etree.ElementTree.ElementTree.find": "xml.etree.ElementTree.Element", "xml.etree.ElementTree.tostring": "builtins.bytes",
    "xml.etree.ElementTree.Element.findall": "builtins.list", "xml.dom.minidom.parseString": "xml.dom.minidom.Document",
    "xml.dom.minidom.parse": "xml.dom.minidom.Document", "email.message_from_string": "email.message.Message",
    "email.message_from_file": "email.message.Message", "email.message_from_bytes": "email.message.Message",
    "symtable.symtable": "symtable.SymbolTable", "threading.current_thread": "threading.Thread", "threading.currentThread": "threading.Thread",
    "logging.getLogger": "logging.Logger", "gettext.translation": "gettext.NullTranslations", "builtins.open": "file", "io.open": "file", "os.popen": "file",
    "os.fdopen": "file", "codecs.open": "codecs.StreamReaderWriter", "gzip.open": "file.bytes", "bz2.open": "file.bytes", "lzma.open": "file.bytes",
    "gzip.GzipFile": "file.bytes", "tempfile.TemporaryFile": "file.bytes", "tempfile.NamedTemporaryFile": "file.bytes", "zipfile.ZipFile.open": "file.bytes",
    "tempfile.SpooledTemporaryFile": "file.bytes", "urllib.request.urlopen": "file.bytes", "urllib2.urlopen": "file.bytes", "urllib.urlopen": "file.bytes",
    "tarfile.TarFile.extractfile": "file.bytes", "socket.socket.makefile": "file",
    "file.read": "builtins.str", "file.readline": "builtins.str", "file.readlines": "builtins.list", "file.bytes.read": "builtins.bytes",
    "file.bytes.readline": "builtins.bytes", "builtins.str.encode": "builtins.bytes", "builtins.bytes.decode": "builtins.str",
    "subprocess.check_output": "builtins.bytes", "subprocess.getoutput": "builtins.str", "base64.b64encode": "builtins.bytes",
    "base64.b64decode": "builtins.bytes", "base64.urlsafe_b64encode": "builtins.bytes", "base64.urlsafe_b64decode": "builtins.bytes",
    "base64.encodebytes": "builtins.bytes", "base64.decodebytes": "builtins.bytes", "base64.b32encode": "builtins.bytes", "base64.b16encode": "builtins.bytes",
    "base64.standard_b64encode": "builtins.bytes", "binascii.hexlify": "builtins.bytes", "binascii.unhexlify": "builtins.bytes", "binascii.b2a_base64": "builtins.bytes",
    "binascii.a2b_base64": "builtins.bytes", "struct.pack": "builtins.bytes", "pickle.dumps": "builtins.bytes", "marshal.dumps": "builtins.bytes",
    "zlib.compress": "builtins.bytes", "zlib.decompress": "builtins.bytes", "gzip.compress": "builtins.bytes", "gzip.decompress": "builtins.bytes",
    "os.urandom": "builtins.bytes", "os.read": "builtins.bytes", "socket.socket.recv": "builtins.bytes", "json.dumps": "builtins.str",
    "hash.digest": "builtins.bytes", "hash.hexdigest": "builtins.str", "hmac.new": "hash", "hmac.HMAC": "hash", "http.client.HTTPResponse.read": "builtins.bytes",
    "http.client.HTTPConnection.getresponse": "http.client.HTTPResponse", "http.client.HTTPSConnection.getresponse": "http.client.HTTPResponse",
    "io.BytesIO": "io.BytesIO", "io.BytesIO.read": "builtins.bytes", "io.BytesIO.getvalue": "builtins.bytes", "io.StringIO.getvalue": "builtins.str",
    "io.StringIO.read": "builtins.str", "sys.stdin.read": "builtins.str", "sys.stdin.readline": "builtins.str", "os.getenv": "builtins.str", "os.getcwd": "builtins.str",
    "os.listdir": "builtins.list", "os.path.join": "builtins.str", "os.path.dirname": "builtins.str", "os.path.basename": "builtins.str",
    "os.path.abspath": "builtins.str", "time.time": "builtins.float", "time.strftime": "builtins.str", "datetime.datetime.now": "datetime.datetime",
    "datetime.datetime.strptime": "datetime.datetime", "datetime.datetime.utcnow": "datetime.datetime", "datetime.datetime.strftime": "builtins.str",
    "datetime.datetime.isoformat": "builtins.str", "builtins.str.split": "builtins.list", "builtins.str.join": "builtins.str", "builtins.bytes.split": "builtins.list",
    "builtins.sorted": "builtins.list", "builtins.len": "builtins.int", "builtins.repr": "builtins.str", "builtins.chr": "builtins.str", "builtins.hex": "builtins.str",
    "builtins.vars": "builtins.dict", "builtins.globals": "builtins.dict", "builtins.locals": "builtins.dict", "builtins.input": "builtins.str", "builtins.sum": None,
    "collections.namedtuple": None, "platform.node": "builtins.str", "platform.system": "builtins.str", "os.environ.get": "builtins.str", "os.environ.copy": "builtins.dict",
    "os.environ.items": "builtins.dict_items", "os.environ.keys": "builtins.dict_keys", "re.compile": "re.Pattern", "re.match": "re.Match", "re.search": "re.Match",
    "ssl.create_default_context": "ssl.SSLContext", "ssl._create_unverified_context": "ssl.SSLContext", "asyncio.new_event_loop": "asyncio.AbstractEventLoop",
    "asyncio.get_event_loop": "asyncio.AbstractEventLoop", "asyncio.create_task": "asyncio.Task", "asyncio.ensure_future": "asyncio.Task",
    "zipfile.ZipFile.read": "builtins.bytes", "tarfile.open": "tarfile.TarFile", "uuid.uuid4": "uuid.UUID", "uuid.uuid1": "uuid.UUID", "decimal.Decimal": "decimal.Decimal",
    "urllib.parse.urlencode": "builtins.str", "urllib.parse.quote": "builtins.str", "urllib.parse.quote_plus": "builtins.str", "html.escape": "builtins.str",
    "tempfile.mkdtemp": "builtins.str", "tempfile.mktemp": "builtins.str", "tempfile.gettempdir": "builtins.str", "cgi.escape": "builtins.str",
    "traceback.format_exc": "builtins.str", "xml.dom.minidom.Document.toxml": "builtins.str", "ast.parse": "ast.AST", "codecs.encode": None, "csv.DictReader": "csv.DictReader",
    "multiprocessing.Pool": "multiprocessing.pool.Pool", "inspect.signature": "inspect.Signature", "argparse.ArgumentParser.parse_args": "argparse.Namespace",
}
for _name in HASHES:
    RETURNS["hashlib." + _name] = "hash"
for _name in "lower upper strip lstrip rstrip replace format title capitalize zfill ljust rjust center swapcase expandtabs translate".split():
    RETURNS["builtins.str." + _name] = "builtins.str"
for _name in "lower upper strip lstrip rstrip replace title ljust rjust translate".split():
    RETURNS["builtins.bytes." + _name] = "builtins.bytes"
for _type in DICTS:
    for _name in ("keys", "values", "items"):
        RETURNS["%s.%s" % (_type, _name)] = "builtins.dict_" + _name
    RETURNS[_type + ".copy"] = _type

# What a for loop, or next, takes out of it.
ITEMS = {
    "builtins.str": "builtins.str", "file": "builtins.str", "file.bytes": "builtins.bytes", "csv.DictReader": "builtins.dict",
    "csv.reader": "builtins.list", "builtins.range": "builtins.int", "xml.etree.ElementTree.Element": "xml.etree.ElementTree.Element",
    "os.environ": "builtins.str",
}
# Attributes of modules and of instances that are objects of a type.
OBJECTS = {
    "os.environ": "os.environ", "sys.argv": "builtins.list", "sys.path": "builtins.list", "sys.modules": "builtins.dict", "sys.version": "builtins.str",
    "sys.stdin.buffer": "file.bytes", "sys.stdout.buffer": "file.bytes", "subprocess.Popen.stdout": "file.bytes", "subprocess.Popen.stdin": "file.bytes",
    "subprocess.Popen.stderr": "file.bytes", "sys.platform": "builtins.str",
}


def opened(type_, mode, has_encoding):
    """The kind of file that a call of open with this mode gives."""
    if mode is None:
        return "file" if has_encoding and type_ == "file.bytes" else type_
    if "b" in mode:
        return "file.bytes"
    return "file" if type_ == "file" or "t" in mode or has_encoding or "+" in mode and type_ == "file" else type_
