"""The table of what left and joined Python: names.json, read off the interpreters, and what no interpreter shows.

A key is the dotted name of a module, class or callable; its value maps names to the first Python without, or with, them.
"""
import io
import json
import os

HERE = os.path.dirname(os.path.abspath(__file__))
# Ground of the rows: «What's New In Python 3.x», sections «Removed» and «New Modules»; each was run.
MORE = {
    "removed": {
        "modules": {
            "_dummy_thread": "3.9", "asyncio.compat": "3.7", "distutils": "3.12", "lib2to3": "3.13", "msilib": "3.13",
            "tkinter.tix": "3.13", "Tkinter": "3.0", "tkMessageBox": "3.0", "tkFileDialog": "3.0", "Dialog": "3.0",
            "ttk": "3.0", "Tix": "3.0", "ScrolledText": "3.0", "bsddb": "3.0", "dbhash": "3.0", "gdbm": "3.0",
            "dbm.bsd": "3.0", "_winreg": "3.0", "tkColorChooser": "3.0", "tkSimpleDialog": "3.0", "tkFont": "3.0",
            "ossaudiodev": "3.13", "dl": "3.0", "fl": "3.0", "imageop": "3.0", "cl": "3.0", "rgbimg": "3.0",
            "__builtin__": "3.0", "distutils.command.bdist_wininst": "3.10",
        },
        "names": {
            "string": {"maketrans": "3.0", "letters": "3.0", "atoi_error": "3.0", "atof_error": "3.0"},
            "os": {"errno": "3.7"}, "types": {"NoneType": None, "EllipsisType": None, "NotImplementedType": None},
            "sys": {"setdefaultencoding": "3.0", "exc_type": "3.0", "maxint": "3.0", "exitfunc": "3.0"},
            "inspect": {"getmoduleinfo": "3.6"}, "threading": {"_Timer": "3.3", "_Event": "3.3", "_sleep": "3.3", "_time": "3.3"},
            "subprocess": {"mswindows": "3.5"}, "logging": {"_levelNames": "3.4"}, "random": {"jumpahead": "3.0"},
            "sre_parse": {"Pattern": "3.8"}, "xml.etree": {"cElementTree": None}, "ssl": {"PROTOCOL_SSLv3": "3.10"},
            "ast": dict.fromkeys(["Num", "Str", "Bytes", "NameConstant", "Ellipsis"], "3.14"),
            "pkgutil": {"get_loader": "3.14", "find_loader": "3.14"},
            "urllib.request": {"URLopener": "3.14", "FancyURLopener": "3.14"},
            "importlib.abc": {"ResourceReader": "3.14", "Traversable": "3.14", "TraversableResources": "3.14"},
            "asyncio": {
                name: "3.14" for name in (
                    "get_child_watcher set_child_watcher AbstractChildWatcher FastChildWatcher MultiLoopChildWatcher"
                    " PidfdChildWatcher SafeChildWatcher ThreadedChildWatcher"
                ).split()
            },
            "sqlite3": {"version": "3.14", "version_info": "3.14"}, "pty": {"master_open": "3.14", "slave_open": "3.14"},
            "importlib.util": {"set_package": "3.12"},
        },
        "methods": {
            "configparser.ParsingError": {"filename": "3.12"}, "tempfile.SpooledTemporaryFile": {"softspace": "3.9"},
            "ftplib.FTP_TLS": {"ssl_version": "3.12"}, "gzip.GzipFile": {"filename": "3.12"},
            "email.message.Message": {"has_key": "3.0"}, "os.environ": {"has_key": "3.0", "iteritems": "3.0", "iterkeys": "3.0", "itervalues": "3.0"},
            "builtins.str": {"decode": "3.0"}, "builtins.bytes": {"encode": "3.0", "format": "3.0"},
            "function": dict.fromkeys(("func_name func_defaults func_globals func_doc func_dict func_closure func_code").split(), "3.0"),
            "method": dict.fromkeys("im_func im_self im_class func_name func_doc func_code func_globals".split(), "3.0"),
            "generator": {"next": "3.0"}, "builtins.map": dict.fromkeys("append sort reverse index count extend insert pop remove".split(), "3.0"),
            "exception": {"message": "3.0"}, "xml.dom.minidom.Document": {"async": "3.7"},
            "csv.reader": {"next": "3.0"}, "csv.DictReader": {"next": "3.0"}, "file": {"next": "3.0", "xreadlines": "3.0", "softspace": "3.0"},
            "gettext.NullTranslations": {"ugettext": "3.0", "ungettext": "3.0", "lgettext": "3.11", "lngettext": "3.11", "output_charset": "3.11"},
            "random.Random": {"jumpahead": "3.0"}, "symtable.SymbolTable": {"has_exec": "3.9", "has_import_star": "3.0"},
            "unittest.TestCase": dict(
                {name: "3.12" for name in (
                    "failUnless failIf failUnlessEqual failIfEqual failUnlessRaises failUnlessAlmostEqual failIfAlmostEqual"
                ).split()}, assertItemsEqual="3.0"),
            "importlib.machinery.SourceFileLoader": {"contents": "3.10"}, "fileinput.FileInput": {"__getitem__": "3.11"},
            "threading.Thread": {"isAlive": "3.9"}, "multiprocessing.dummy.Process": {"isAlive": "3.9"},
            "xml.etree.ElementTree.XMLParser": {"doctype": "3.8"}, "zipimport.zipimporter": {"find_module": "3.12", "find_loader": "3.12"},
            "importlib.machinery.PathFinder": {"find_module": "3.12"}, "importlib.machinery.FileFinder": {"find_loader": "3.12", "find_module": "3.12"},
            "file.bytes": {"filename": "3.12", "next": "3.0", "softspace": "3.0", "xreadlines": "3.0"}, "importlib.machinery.BuiltinImporter": {"find_module": "3.12"},
            "importlib.machinery.FrozenImporter": {"find_module": "3.12"}, "unittest.TestProgram": {"usageExit": "3.13"}, "pathlib.Path": {"link_to": "3.12"}, "html.parser.HTMLParser": {"unescape": "3.9", "error": "3.10"},
            "array.array": {"tostring": "3.9", "fromstring": "3.9", "read": "3.0", "write": "3.0"}, "asyncio.Task": {"current_task": "3.9", "all_tasks": "3.9"},
        },
        "arguments": {
            "json.loads": {"encoding": "3.9"}, "json.load": {"encoding": "3.9"}, "json.dumps": {"encoding": "3.0"},
            "json.dump": {"encoding": "3.0"}, "json.JSONDecoder": {"encoding": "3.0"}, "json.JSONEncoder": {"encoding": "3.0"},
            "builtins.sorted": {"cmp": "3.0"}, "builtins.list.sort": {"cmp": "3.0"}, "builtins.int": {"x": "3.7"},
            "builtins.bool": {"x": "3.7"}, "builtins.list": {"sequence": "3.7"}, "builtins.tuple": {"sequence": "3.7"}, "builtins.float": {"x": "3.7"},
            "builtins.open": {"bufsize": "3.0"}, "random.shuffle": {"random": "3.11"}, "csv.reader": {"encoding": "3.0"},
            "traceback.format_exception": {"etype": "3.10"}, "traceback.format_exception_only": {"etype": "3.10"}, "traceback.print_exception": {"etype": "3.10"},
            "argparse.BooleanOptionalAction": dict.fromkeys(("type", "choices", "metavar"), "3.14"), "asyncio.wait": {"loop": "3.10"}, "asyncio.wait_for": {"loop": "3.10"},
            "asyncio.as_completed": {"loop": "3.10"}, "asyncio.shield": {"loop": "3.10"}, "asyncio.open_connection": {"loop": "3.10"}, "asyncio.start_server": {"loop": "3.10"},
            "asyncio.gather": {"loop": "3.10"}, "asyncio.Lock": {"loop": "3.10"}, "asyncio.Event": {"loop": "3.10"},
            "asyncio.Queue": {"loop": "3.10"}, "asyncio.Semaphore": {"loop": "3.10"}, "asyncio.Condition": {"loop": "3.10"},
            "asyncio.PriorityQueue": {"loop": "3.10"}, "asyncio.LifoQueue": {"loop": "3.10"}, "asyncio.BoundedSemaphore": {"loop": "3.10"},
            "http.client.HTTPSConnection": dict.fromkeys(("key_file", "cert_file", "check_hostname"), "3.12"),
            "http.client.HTTPConnection": {"strict": "3.4"}, "http.client.HTTPResponse": {"strict": "3.4"},
            "smtplib.SMTP.starttls": dict.fromkeys(("keyfile", "certfile"), "3.12"),
            "smtplib.SMTP_SSL": dict.fromkeys(("keyfile", "certfile"), "3.12"),
            "imaplib.IMAP4_SSL": dict.fromkeys(("keyfile", "certfile"), "3.12"),
            "poplib.POP3_SSL": dict.fromkeys(("keyfile", "certfile"), "3.12"),
            "ftplib.FTP_TLS": dict.fromkeys(("keyfile", "certfile"), "3.12"),
            "urllib.request.urlopen": dict.fromkeys(("cafile", "capath", "cadefault"), "3.13"),
            "email.utils.localtime": {"isdst": "3.14"}, "xml.etree.ElementTree.XMLParser": {"html": "3.8"},
            "bz2.BZ2File": {"buffering": "3.9"}, "configparser.ParsingError": {"filename": "3.12"},
        },
    },
    "added": {
        "modules": {
            "dataclasses": "3.7", "contextvars": "3.7", "importlib.resources": "3.7", "importlib.metadata": "3.8",
            "zoneinfo": "3.9", "graphlib": "3.9", "tomllib": "3.11", "compression": "3.14", "annotationlib": "3.14",
            "string.templatelib": "3.14", "concurrent.interpreters": "3.14", "pathlib.types": "3.14",
        },
        "names": {
            "builtins": {"breakpoint": "3.7", "aiter": "3.10", "anext": "3.10", "EncodingWarning": "3.10",
                         "ExceptionGroup": "3.11", "BaseExceptionGroup": "3.11", "PythonFinalizationError": "3.13"},
        },
        "methods": {"exception": {"add_note": "3.11"}},
        "arguments": {
            "hashlib.new": {"usedforsecurity": "3.9"},
            "itertools.accumulate": {"initial": "3.8"}, "subprocess.run": {"capture_output": "3.7", "text": "3.7"}, "subprocess.Popen": {"text": "3.7"},
            "subprocess.check_output": {"text": "3.7"}, "subprocess.check_call": {"text": "3.7"}, "subprocess.call": {"text": "3.7"},
            "tarfile.TarFile.extractall": {"filter": None}, "tarfile.TarFile.extract": {"filter": None},
        },
    },
}
for _name in "md5 sha1 sha224 sha256 sha384 sha512 blake2b blake2s sha3_256 sha3_512".split():
    MORE["added"]["arguments"]["hashlib." + _name] = {"usedforsecurity": "3.9"}


def load():
    with io.open(os.path.join(HERE, "names.json"), encoding="utf-8") as file:
        told = json.load(file)
    return {side: merged(told[side], MORE[side]) for side in ("removed", "added")}


def merged(read, more):
    table = {"modules": dict(read["modules"])}
    table["modules"].update(more["modules"])
    for kind in ("names", "methods", "arguments"):
        rows = {
            key: {name: since for since, names in row.items() for name in names.split()}
            for key, row in read[kind].items()
        }
        for key, names in more[kind].items():
            rows.setdefault(key, {}).update(names)
        table[kind] = {key: {name: since for name, since in row.items() if since is not None} for key, row in rows.items()}
    return table
