import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { runSearch } from "../../../src/run-search.ts";
import { findPython } from "../../../src/sandbox/interpreters/find-python.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { pythonPackages } from "../support/python-packages.ts";

const HEAD = `import os, sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from splunklib.searchcommands import *
`;

/** One command of each class of the SDK, written as its documentation says. */
const FILES = {
  "default/commands.conf": `[makes]
filename = makes.py
chunked = true
[adds]
filename = adds.py
chunked = true
[sorts]
filename = sorts.py
chunked = true
[sums]
filename = sums.py
chunked = true
[lasts]
filename = lasts.py
chunked = true
[oldadds]
filename = adds.py
enableheader = true
outputheader = true
requires_srinfo = true
supports_getinfo = true
supports_multivalues = true
supports_rawargs = true
`,
  "bin/makes.py": `${HEAD}
@Configuration()
class Makes(GeneratingCommand):
    count = Option(require=True, validate=validators.Integer(0))
    def generate(self):
        self.write_info("made {0}", self.count)
        for n in range(self.count):
            yield {"_time": n, "n": n + 1, "all": ["a", "b$"], "who": self.service.username or self.search_results_info.ppc_user}
dispatch(Makes, sys.argv, sys.stdin, sys.stdout, __name__)
`,
  "bin/adds.py": `${HEAD}
@Configuration()
class Adds(StreamingCommand):
    to = Option(require=True, validate=validators.Fieldname())
    def stream(self, records):
        for record in records:
            record[self.to] = sum(int(record[name]) for name in self.fieldnames)
            yield record
dispatch(Adds, sys.argv, sys.stdin, sys.stdout, __name__)
`,
  "bin/sorts.py": `${HEAD}
@Configuration()
class Sorts(EventingCommand):
    def transform(self, records):
        return sorted(records, key=lambda record: -int(record["n"]))
dispatch(Sorts, sys.argv, sys.stdin, sys.stdout, __name__)
`,
  "bin/sums.py": `${HEAD}
@Configuration(requires_preop=True)
class Sums(ReportingCommand):
    total = Option(require=True, validate=validators.Fieldname())
    @Configuration()
    def map(self, records):
        self.fieldnames
        yield {self.total: sum(int(record["n"]) for record in records)}
    def reduce(self, records):
        yield {self.total: sum(int(record[self.total]) for record in records if record.get(self.total))}
dispatch(Sums, sys.argv, sys.stdin, sys.stdout, __name__)
`,
  "bin/lasts.py": `${HEAD}
@Configuration()
class Lasts(ReportingCommand):
    def reduce(self, records):
        rows = list(records)
        yield {"last": rows[-1]["n"], "count": len(rows)}
dispatch(Lasts, sys.argv, sys.stdin, sys.stdout, __name__)
`,
};

it("runs commands of splunklib as they come", { timeout: 300_000 }, async ({ skip }) => {
  const { path: python } = findPython({ required: "3.9, 3.10, 3.11, 3.12, 3.13" });
  const packages = await pythonPackages(python, ["splunk-sdk==2.1.1"]);
  if ("missing" in packages) {
    process.stdout.write(`skipped: splunklib cannot be had here (${packages.missing})\n`);
    return skip();
  }
  const folder = tempFolder(FILES);
  cpSync(packages.folder, join(folder, "lib"), { recursive: true });
  const addon = loadAddon(folder, { appId: "TA_sdk" });
  const find = async (spl: string) => {
    const { rows, problems } = await runSearch(addon, spl, { python });
    return { rows: rows.map((row) => ({ ...row })), told: problems.map(({ message }) => message) };
  };

  expect(await find("| makes count=2 | table n all who")).toEqual({
    rows: [
      { n: "1", all: ["a", "b$"], who: "admin" },
      { n: "2", all: ["a", "b$"], who: "admin" },
    ],
    told: ["INFO: made 2"],
  });
  expect((await find("| makes count=120000 | stats count")).rows).toEqual([{ count: "120000" }]);
  for (const adds of ["adds", "oldadds"])
    expect((await find(`| makes count=2 | eval m=n*10 | ${adds} to=s n m | table s`)).rows).toEqual(
      [{ s: "11" }, { s: "22" }],
    );
  expect((await find("| makes count=3 | sorts | table n")).rows).toEqual([
    { n: "3" },
    { n: "2" },
    { n: "1" },
  ]);
  expect((await find("| makes count=4 | sums total=t")).rows).toEqual([{ t: "10" }]);
  expect((await find("| makes count=4 | lasts")).rows).toEqual([{ last: "4", count: "4" }]);

  await expect(find("| makes cuont=2")).rejects.toMatchObject({
    code: "SEARCH_COMMAND_FAILED",
    message:
      "Error in 'makes' command: External search command exited unexpectedly with non-zero error code 1.",
    hint: expect.stringContaining("Unrecognized option: cuont=2"),
  });
  // Ground: users of Splunk 9.4 measured that an exception while it runs is shown, and does not fail the search.
  expect(await find("| makes count=2 | adds to=s who")).toEqual({
    rows: [],
    told: ["INFO: made 2", expect.stringMatching(/^ERROR: ValueError at .*'admin'$/)],
  });
});
