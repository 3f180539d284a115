/** Files that a user hands over: results, scenarios, blobs, fixtures, packages. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readFixtures } from "../../../src/addon/config/read-config.ts";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { checkAddon } from "../../../src/checks/check-addon.ts";
import { readAllRows } from "../../../src/invocation/rows/open-rows.ts";
import { openPackage } from "../../../src/sandbox/package/open-package.ts";
import { loadScenarios } from "../../../src/scenario/file/load-scenarios.ts";
import { mergeReports, readBlob } from "../../../src/scenario/report/merge-reports.ts";
import { loadReportFault } from "../../../src/scenario/report/report-schema.ts";
import { startStandIn } from "../../../src/splunkd/start-stand-in.ts";
import type { Chance } from "../../support/load/seeded.ts";
import { sampleReport } from "../../support/samples/sample-report.ts";
import { storedZip } from "../../support/stored-zip.ts";
import { mutated, mutatedBytes } from "../mutate.ts";
import type { Target } from "../target.ts";
import { FILES } from "./addon-tree.ts";
import { packed } from "./packed.ts";

/** `name` may end in what the file is called by. */
function onDisk(
  make: (chance: Chance) => string | Buffer,
  name: string,
  take: (file: string) => Promise<unknown>,
): Target {
  return {
    make,
    async take(input) {
      const folder = mkdtempSync(join(tmpdir(), "ar-sim-fuzz-"));
      try {
        const file = join(folder, name);
        writeFileSync(file, Buffer.isBuffer(input) ? input : String(input));
        await take(file);
        return undefined;
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

const RESULTS = [
  'a,b,__mv_b,_time\n1,"x\ny","$x$;$y$",1700000000\n2,"q""r",,\n',
  '[{"a": "1", "b": ["x", "y"]}, {"a": null, "c": {"d": 1}}]',
  '{"preview":false,"result":{"a":"1"}}\n{"result":{"a":"2"}}\n',
  '{"fields":[{"name":"a"}],"rows":[["1"],["2"]],"results":[]}',
];

export const results: Target = onDisk(
  (chance) => {
    const text = mutated(chance.pick(RESULTS), chance);
    return chance.isIn(30) ? mutatedBytes(gzipSync(text), chance) : text;
  },
  "results.csv",
  (file) => readAllRows({ kind: "file", path: file }, 1_700_000_000),
);

const SCENARIO = `addon: .
defaults: { action: act, mode: alert }
matrix: { python: ["3.9"], params.a: [1, 2] }
given:
  credentials: [{ realm: r, username: u, password: p }]
cases:
  - name: "one {{params.a}}"
    params: { a: "$result.a$" }
    rows: [{ a: 1, b: [x, y] }, { generate: { count: 3, seed: 1 } }]
    rest: [{ path: /services/x, status: 500, body: { a: 1 } }]
    expect:
      verdict: pass
      events: [{ sourcetype: "x:y", fields: { a: /^\\d+$/, b: { contains: x } } }]
      calls: [{ method: GET, path: "/services/*" }]
  - name: two
    rows: { file: rows.csv }
    expect: { exitCode: 0, stderr: { not: { matches: "(a+)+" } } }
`;

export const scenarios: Target = onDisk(
  (chance) => mutated(SCENARIO, chance),
  "ar-sim.test.yaml",
  async (file) => loadScenarios(join(file, ".."), [file], { maxCells: 100 }),
);

const BLOB = JSON.stringify(sampleReport);

export const blobs: Target = onDisk(
  (chance) => mutated(BLOB, chance),
  "blob.json",
  async (file) => mergeReports([readBlob(await textOf(file), file, await loadReportFault())]),
);

async function textOf(file: string): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  return readFile(file, "utf8");
}

const FIXTURES = JSON.stringify({
  credentials: [{ realm: "r", username: "u", password: "p" }],
  collections: { "search/c": [{ _key: "1", a: 1 }] },
  users: [{ name: "x", password: "pppppppp", roles: ["user"] }],
  roles: [{ name: "y", capabilities: ["z"], importRoles: ["user"] }],
  hecTokens: [{ name: "t", token: "11111111-2222-3333-4444-555555555555" }],
  conf: { "x.conf": { "a stanza": { key: "value" } } },
});

export const fixtures: Target = onDisk(
  (chance) => mutated(FIXTURES, chance),
  "fixtures.json",
  async (file) => {
    const found = await readFixtures(file, {});
    await using standIn = await startStandIn({ fixtures: found });
    await standIn.open();
  },
);

export const packages: Target = onDisk(
  (chance) => {
    const files = Object.fromEntries(
      Object.entries(FILES).map(([name, text]) => [
        chance.isIn(4) ? mutated(`TA_x/${name}`, chance) : `TA_x/${name}`,
        text,
      ]),
    );
    const bytes = chance.isIn(50) ? storedZip(entriesOf(files)) : packed(files);
    if (chance.isIn(20)) return bytes;
    // Damage below the compression reaches further.
    return chance.isIn(50) ? mutatedBytes(bytes, chance) : gzipSync(mutatedBytes(bytes, chance));
  },
  "app.spl",
  async (file) => {
    await using app = await openPackage(file);
    checkAddon(loadAddon(app.root));
  },
);

function entriesOf(files: Readonly<Record<string, string>>): { name: string; text: string }[] {
  return Object.entries(files).map(([name, text]) => ({ name, text }));
}
