/** AR073: Results opened as bytes and read as text. */
import { seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";

export const bytesToCsv: Check = {
  id: "AR073",
  name: "bytes-to-csv",
  severity: "error",
  title: "Results opened as bytes and read as text",
  why: "`gzip.open(file)` and mode `rb` return bytes. The csv module of Python 3 needs text and fails with «iterator should return strings, not bytes» at the first row, so the script handles no result. Ground: «What's New In Python 3.0»; every Splunk since 9.0 runs Python 3 whatever the add-on asks for.",
  bad: {
    rb: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'import csv, gzip\nwith gzip.open("r.csv.gz", "rb") as f:\n    for row in csv.DictReader(f):\n        pass\n',
    },
    "no mode": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": 'import csv, gzip\nfor row in csv.reader(gzip.open("r.csv.gz")):\n    pass\n',
    },
  },
  good: {
    rt: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'import csv, gzip\nwith gzip.open("r.csv.gz", "rt") as f:\n    for row in csv.DictReader(f):\n        pass\n',
    },
    wrapped: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'import csv, gzip, io\nwith gzip.open("r.csv.gz") as f:\n    for row in csv.DictReader(io.TextIOWrapper(f)):\n        pass\n',
    },
  },
  *run(facts) {
    for (const { trouble, where, severity } of seenTroubles(facts, "gzip-csv")) {
      yield {
        severity,
        message: `${trouble.what} gets bytes: in Python 3 it fails at the first row`,
        where,
        hint: 'Open the file as text: gzip.open(path, "rt", encoding="utf-8").',
      };
    }
  },
};
