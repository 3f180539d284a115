/** Failures as data: each explanation has two, with other names. */
import type { FailureFacts } from "../../../src/cause/cause.ts";
import { attempt, call, facts } from "./make-facts.ts";
import { MORE_SAMPLES } from "./more-sample-facts.ts";

const nothing = { rowCount: 0, row: null, fields: [] } as const;
const NONE_KEYS = "'NoneType' object has no attribute 'keys'";

export const SAMPLES: Readonly<Record<string, readonly FailureFacts[]>> = {
  "field-too-long": [
    facts({ raised: ["_csv.Error", "field larger than field limit (131072)"] }),
    facts({ raised: ["Error", "field larger than field limit (2000)"], at: ["for r in rows:"] }),
  ],
  "read-as-bytes": [
    facts({ raised: ["_csv.Error", "iterator should return strings, not bytes (did you open…)"] }),
    facts({ raised: ["Error", "iterator should return strings, not bytes"], ...nothing }),
  ],
  "empty-rid": [
    facts({
      raised: ["cim_actions.InvalidResultID", "Result must have an ID"],
      fields: ["rid"],
      row: { rid: "" },
    }),
    facts({ raised: ["", "Result must have an ID"], fields: ["host"] }),
  ],
  "no-results-file": [
    facts({
      raised: ["UnboundLocalError", "local variable 'rf' referenced before assignment"],
      text: "try:\n  rf = gzip.open(self.results_file)\nfinally:\n  rf.close()\n",
      ...nothing,
      hasResultsFile: false,
    }),
    facts({
      raised: ["FileNotFoundError", "[Errno 2] No such file or directory: '/d/1/results.csv.gz'"],
      at: ["open(path)"],
      ...nothing,
      hasResultsFile: false,
    }),
  ],
  "result-is-no-list": [
    facts({ raised: ["KeyError", "0"], at: ['payload["result"][0]', "result"] }),
    facts({
      raised: ["TypeError", "string indices must be integers, not 'str'"],
      at: ['row["host"]', "host", "result"],
    }),
  ],
  "several-values": [
    facts({
      raised: ["AttributeError", "'list' object has no attribute 'split'"],
      at: ['result["ip"].split(",")', "ip"],
      fields: ["ip"],
      row: { ip: ["192.0.2.1", "192.0.2.2"] },
    }),
    facts({
      raised: ["TypeError", "unhashable type: 'list'"],
      at: ["seen[name] = 1", "user"],
      fields: ["user"],
      row: { user: ["ann", "bob"] },
    }),
  ],
  "result-is-null": [
    facts({ raised: ["AttributeError", NONE_KEYS], at: ["row.keys()", "result"], ...nothing }),
    facts({
      raised: ["TypeError", "'NoneType' object is not iterable"],
      at: ["for name in found:", "result"],
      ...nothing,
    }),
  ],
  "unset-param": [
    facts({
      raised: ["TypeError", "int() argument must be a string, not 'NoneType'"],
      at: ['int(config.get("severity"))', "severity"],
      declared: ["severity", "title"],
      params: { title: "x" },
    }),
    facts({
      raised: ["KeyError", "'zone'"],
      at: ["zone = settings[name]", "configuration"],
      text: 'payload["configuration"]["zone"]',
      params: { zome: "lan" },
    }),
  ],
  "missing-setting": [
    facts({
      raised: ["TypeError", "int() argument must be a string, not 'NoneType'"],
      at: ['int(content.get("verify"))', "verify"],
      rest: [call(200, "/servicesNS/nobody/TA/configs/conf-ta_settings/proxy")],
      settingsOf: () => ["url"],
    }),
    facts({
      raised: ["KeyError", "'timeout'"],
      rest: [call(200, "/servicesNS/nobody/TA/properties/ta_desk/main")],
      settingsOf: () => ["time_out"],
    }),
  ],
  "missing-field": [
    facts({ raised: ["KeyError", "'src_ip'"], fields: ["src", "host"] }),
    facts({ raised: ["KeyError", "u'dest'"], params: { field: "dest" }, declared: ["field"] }),
  ],
  "names-no-field": [
    facts({
      raised: ["Exception", "No field None in result"],
      at: ['raise Exception("No field %s")', "ip_field"],
      params: { ip_field: "src_ip" },
      declared: ["ip_field"],
      fields: ["src"],
    }),
    facts({
      raised: ["RuntimeError", "column owner is missing"],
      at: ["raise RuntimeError(text)", "who"],
      params: { who: "owner" },
      fields: ["user"],
      python: "3.13.0",
    }),
  ],
  "literal-token": [
    facts({
      raised: ["ValueError", "'$src$' does not appear to be an IPv4 or IPv6 address"],
      params: { ip: "$src$" },
      fields: ["src"],
    }),
    facts({
      raised: ["RuntimeError", "no such host"],
      at: ["find(name)", "target"],
      params: { target: "$hots$" },
      python: "3.13.0",
    }),
  ],
  "lost-quotes": [
    facts({
      raised: ["ValueError", 'cannot load {a": "b}: Expecting property name'],
      mode: "es-adhoc",
      given: { fields: '"a": "b"' },
      params: { fields: 'a": "b' },
    }),
    facts({
      raised: ["", "Unterminated string starting at: line 1 column 1"],
      mode: "es-adhoc",
      given: { body: "'text'" },
      params: { body: "text" },
    }),
  ],
  "xml-as-json": [
    facts({
      raised: ["json.decoder.JSONDecodeError", "Expecting value: line 1 column 1 (char 0)"],
      at: ["json.loads(sys.stdin.read())"],
      payloadFormat: "xml",
    }),
    facts({ raised: ["ValueError", "No JSON object could be decoded"], payloadFormat: "xml" }),
  ],
  "broken-json": [
    facts({
      raised: ["json.decoder.JSONDecodeError", "Expecting ',' delimiter: line 1 column 9 (char 8)"],
      params: { title: 'a "quoted" word' },
    }),
    facts({
      raised: ["JSONDecodeError", "Invalid control character at: line 1 column 5 (char 4)"],
      row: { note: "two\nlines" },
    }),
  ],
  "no-number": [
    facts({
      raised: ["ValueError", "invalid literal for int() with base 10: 'abc'"],
      params: { hours: "abc" },
      declared: ["hours"],
      rowCount: 0,
    }),
    facts({
      raised: ["", "could not convert string to float: 'n/a'"],
      row: { score: "n/a" },
      fields: ["score"],
    }),
  ],
  "other-letters": [
    facts({
      raised: ["UnicodeEncodeError", "'ascii' codec can't encode character '\\xfc'"],
      params: { name: "Müller" },
    }),
    facts({ raised: ["UnicodeDecodeError", "'ascii' codec can't decode"], row: { user: "Åsa" } }),
  ],
  "no-method": [
    facts({
      raised: ["AttributeError", "'Worker' object has no attribute 'log_warn'"],
      functions: ["log_error", "log_warning"],
    }),
    facts({
      raised: ["AttributeError", "module 'helper' has no attribute 'sned'"],
      functions: ["send"],
    }),
  ],
  "does-not-add": [
    facts({ raised: ["TypeError", 'can only concatenate str (not "list") to str'], row: null }),
    facts({ raised: ["TypeError", "unsupported operand type(s) for +: 'int' and 'str'"] }),
  ],
  "no-init": [
    facts({ raised: ["ImportError", "cannot import name 'send' from 'desk' (unknown location)"] }),
    facts({
      raised: ["ImportError", "cannot import name 'Client' from 'vendor.api' (unknown location)"],
      python: "3.13.0",
    }),
  ],
  "other-openssl": [
    facts({
      raised: [
        "ImportError",
        "urllib3 v2 only supports OpenSSL 1.1.1+, currently the 'ssl' module",
      ],
    }),
    facts({ raised: ["ModuleNotFoundError", "No module named '_ssl'"], python: "3.13.0" }),
  ],
  "raw-line-feed": [
    facts({
      raised: ["IndexError", "list index out of range"],
      at: ['second = text.split(r"\\n")[1]'],
    }),
    facts({
      raised: ["ValueError", "not enough values to unpack (expected 2, got 1)"],
      at: ["head, rest = lines"],
      text: "\n\n\n\n\nlines = body.split(r'\\t', 1)\nhead, rest = lines\n",
      python: "3.13.0",
    }),
  ],
  "no-credential": [
    facts({
      raised: ["Exception", "No credential for the realm firewall"],
      at: ['raise Exception("No credential for the realm %s" % realm)', "realm"],
      params: { realm: "firewall" },
      declared: ["realm"],
      rest: [call(200, "/services/storage/passwords", { credentials: ["fire-wall:api"] })],
    }),
    facts({
      raised: ["urllib.error.HTTPError", "HTTP Error 404: Not Found"],
      rest: [call(404, "/services/storage/passwords/desk%3Abot%3A", { credentials: [] })],
      python: "3.13.0",
    }),
  ],
  "collection-elsewhere": [
    facts({
      raised: ["urllib.error.HTTPError", "HTTP Error 404: Not Found"],
      rest: [call(404, "/servicesNS/nobody/search/storage/collections/data/seen")],
      appsWithCollection: (name) => (name === "seen" ? ["TA_block"] : []),
    }),
    facts({
      raised: ["HTTPError", "HTTP 404 Not Found -- Object not found."],
      rest: [call(404, "/servicesNS/nobody/TA_a/storage/collections/config/cache")],
      appsWithCollection: () => ["TA_b"],
      python: "3.13.0",
    }),
  ],
  "access-refused": [
    facts({
      raised: ["urllib.error.HTTPError", "HTTP Error 404: Not Found"],
      rest: [call(404, "/servicesNS/nobody/TA/storage/collections/data/seen")],
      refusedBy: () => ({ where: { file: "m", line: 5 }, rule: "[collections/seen] read : [ ]" }),
    }),
    facts({
      raised: ["HTTPError", "HTTP 403 Forbidden"],
      rest: [call(403, "/servicesNS/nobody/TA/configs/conf-x/y", { method: "POST" })],
      refusedBy: () => ({ where: { file: "m" }, rule: "[x/y] write : [ admin ]" }),
    }),
  ],
  "request-refused": [
    facts({
      raised: ["urllib.error.HTTPError", "HTTP Error 400: Bad Request"],
      rest: [call(400, "/services/x", { refusal: "JSON could not be parsed" })],
    }),
    facts({
      raised: ["splunklib.binding.HTTPError", "HTTP 403 Forbidden"],
      rest: [
        call(403, "/services/y", { capabilities: ["list_storage_passwords"] }),
        call(200, "/z"),
      ],
    }),
  ],
  "off-is-true": [
    facts({
      raised: ["", "<urlopen error [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed>"],
      params: { ssl_verify: "0" },
      text: 'verify = config.get("ssl_verify", False)\ncontext = make() if verify else None\n',
    }),
    facts({
      raised: ["RuntimeError", "the mail server does not answer"],
      at: ['if payload["configuration"]["notify"]:', "configuration", "notify"],
      params: { notify: "false" },
      text: 'if payload["configuration"]["notify"]:\n    send()\n',
    }),
  ],
  "own-certificate": [
    facts({ raised: ["ssl.SSLError", "[SSL: CERTIFICATE_VERIFY_FAILED] self-signed certificate"] }),
    facts({ raised: ["", "CERTIFICATE_VERIFY_FAILED"], params: { ssl_verify: "1" } }),
  ],
  "not-reached": [
    facts({
      raised: ["urllib.error.URLError", "<urlopen error [Errno 101] Network is unreachable>"],
      outbound: [attempt("fw.example.com", 443, { protocol: "https", path: "/block" })],
    }),
    facts({
      raised: ["", "HTTPSConnectionPool(host='desk.example', port=8443): Max retries exceeded"],
      outbound: [
        attempt("desk.example", 53, { protocol: "dns", refusal: "Name or service not known" }),
      ],
      python: "3.13.0",
    }),
  ],
  "no-folder": [
    facts({
      raised: [
        "FileNotFoundError",
        "[Errno 2] No such file or directory: '/h/etc/apps/TA/local/cache.json'",
      ],
    }),
    facts({
      raised: ["IOError", "[Errno 2] No such file or directory: '/h/etc/apps/TA/state'"],
    }),
  ],
  "silent-exit": [
    facts({ raised: ["", ""], text: "import sys\nif bad:\n    sys.exit(2)\n", exitCode: 2 }),
    facts({ raised: ["", ""], text: "os._exit(7)\n", exitCode: 7 }),
  ],
  "framework-code": [
    facts({
      raised: ["", "apikey is a mandatory parameter, but its value is None."],
      text: "from splunktaucclib.alert_actions_base import ModularAlertBase\n",
      exitCode: 3,
    }),
    facts({
      raised: ["", "no session"],
      text: "class Worker(ModularAlertBase):\n    pass\n",
      exitCode: 2,
    }),
  ],
  ...MORE_SAMPLES,
};
