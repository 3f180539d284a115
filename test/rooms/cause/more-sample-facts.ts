/** Further failures as data, of names, values and objects that are not as the script takes them. */
import type { FailureFacts } from "../../../src/cause/cause.ts";
import { attempt, call, facts } from "./make-facts.ts";

const READS = "payload = json.load(sys.stdin)\n";
const refused = ["HTTPError", "HTTP Error 404: Not Found"] as const;

export const MORE_SAMPLES: Readonly<Record<string, readonly FailureFacts[]>> = {
  "killed-at-maxtime": [
    facts({
      raised: ["", "INFO working"],
      exitCode: null,
      killedAfterMs: 1003,
      outbound: [attempt("fw.example.com", 443, { refusal: null })],
    }),
    facts({ raised: ["", ""], exitCode: null, killedAfterMs: 60_004, python: "3.7.16" }),
  ],
  "no-payload-key": [
    facts({ raised: ["KeyError", "'config'"], at: ['payload["config"]', "config"], text: READS }),
    facts({
      raised: ["KeyError", "u'sesion_key'"],
      python: "2.7.18",
      at: ["key = given['sesion_key']", "sesion_key"],
      text: "given = json.loads(sys.stdin.read())\n",
    }),
  ],
  "stdin-read-twice": [
    facts({
      raised: ["json.decoder.JSONDecodeError", "Expecting value: line 1 column 1 (char 0)"],
      at: ["again = json.load(sys.stdin)"],
      text: `${READS}again = json.load(sys.stdin)\n`,
    }),
    facts({
      raised: ["ValueError", "No JSON object could be decoded"],
      python: "2.7.18",
      at: ["settings = json.loads(sys.stdin.read())"],
      text: "data = sys.stdin.read()\nsettings = json.loads(sys.stdin.read())\n",
    }),
  ],
  "param-no-json": [
    facts({
      raised: [
        "JSONDecodeError",
        "Expecting property name enclosed in double quotes: line 1 (char 1)",
      ],
      at: ['json.loads(config["extra"])', "extra"],
      params: { extra: "{a: 1}" },
    }),
    facts({
      raised: ["ValueError", "Expecting value: line 1 column 9 (char 8)"],
      python: "3.13.0",
      at: ['json.load(open("map.json"))', "map.json"],
    }),
  ],
  "no-date": [
    facts({
      raised: ["ValueError", "time data '1700000000' does not match format '%Y-%m-%d'"],
      row: { _time: "1700000000" },
    }),
    facts({
      raised: ["ValueError", "Invalid isoformat string: 'soon'"],
      python: "3.12.1",
      params: { until: "soon" },
    }),
  ],
  "other-parts": [
    facts({
      raised: ["ValueError", "not enough values to unpack (expected 2, got 1)"],
      at: ['user, domain = result["user"].split("@")', "user", "@"],
      row: { user: "bob" },
    }),
    facts({
      raised: ["IndexError", "list index out of range"],
      python: "3.6.15",
      at: ['port = config["server"].split(":")[1]', "server", ":"],
      params: { server: "fw01" },
    }),
  ],
  "no-argument": [
    facts({ raised: ["IndexError", "list index out of range"], at: ["name = sys.argv[2]"] }),
    facts({
      raised: ["IndexError", "list index out of range"],
      python: "2.7.18",
      at: ["open(sys.argv[8])"],
    }),
  ],
  "bytes-wanted": [
    facts({ raised: ["TypeError", "a bytes-like object is required, not 'str'"] }),
    facts({
      raised: ["TypeError", "Unicode-objects must be encoded before hashing"],
      python: "3.7.16",
    }),
  ],
  "misspelt-name": [
    facts({
      raised: ["NameError", "name 'sevrity' is not defined"],
      at: ["print(sevrity)"],
      text: "severity = 1\nprint(sevrity)\n",
    }),
    facts({
      raised: ["ImportError", "cannot import name 'blockk' from 'helper' (/ta/bin/helper.py)"],
      python: "3.13.0",
      functions: ["block"],
    }),
  ],
  "no-such-object": [
    facts({
      raised: refused,
      rest: [call(404, "/servicesNS/nobody/TA/storage/collections/data/ticket")],
      askedObject: () => ({ kind: "collection", name: "ticket", names: ["tickets"] }),
    }),
    facts({
      raised: ["requests.HTTPError", "404 Client Error: Not Found"],
      python: "3.12.1",
      rest: [call(404, "/services/saved/searches/Daily")],
      askedObject: () => ({ kind: "saved search", name: "Daily", names: ["Daily report"] }),
    }),
  ],
};
