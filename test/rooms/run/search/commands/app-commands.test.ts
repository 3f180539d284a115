import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadAddon } from "../../../../../src/addon/load-addon.ts";
import { HarnessError } from "../../../../../src/errors.ts";
import { runSearch, type SearchRequest } from "../../../../../src/run-search.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const FIXTURE = fileURLToPath(
  new URL("../../../../../harness-fixtures/addons/TA_search_commands", import.meta.url),
);

const run = (spl: string, request: SearchRequest = {}) =>
  runSearch(loadAddon(FIXTURE), spl, request);

const rowsOf = async (spl: string) => (await run(spl)).rows.map((row) => ({ ...row }));

async function failure(spl: string, request: SearchRequest = {}) {
  const error = await run(spl, request).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof HarnessError)) throw new Error(`no error, but ${String(error)}`);
  const [line = ""] = error.message.split(" (line ");
  return { code: error.code, message: line, hint: error.hint };
}

describe("commands with chunked = true", () => {
  it.each<[spl: string, numbers: string[]]>([
    ["| numbers count=3", ["1", "2", "3"]],
    ["| numbers count=5 parts=2", ["1", "2", "3", "4", "5"]],
    ["| numbers count=0", []],
    ["| numbers count=3 | doubled field=n", ["2", "4", "6"]],
    ["| numbers count=2500 | doubled field=n | tail 1", ["5000"]],
    ["| numbers count=4 | ordered", ["4", "3", "2", "1"]],
    ["| numbers count=2 | append [| numbers count=1 | doubled field=n]", ["1", "2", "2"]],
    ["| makeresults | eval n=7 | search [| numbers count=7 | fields n]", ["7"]],
    ["| numbers count=100000 parts=10 | head 3", ["1", "2", "3"]],
  ])("%s", async (spl, numbers) => {
    expect((await rowsOf(spl)).map((row) => row["n"])).toEqual(numbers);
  });

  it("keeps the fields that a command which streams does not ask for", async () => {
    expect(
      await rowsOf('| numbers count=2 | eval who="ann", w=split("a,b", ",") | doubled field=n'),
    ).toEqual([
      { _time: "1700000000", who: "ann", w: ["a", "b"], n: "2" },
      { _time: "1700000001", who: "ann", w: ["a", "b"], n: "4" },
    ]);
  });

  it("gives a command that reports 50,000 rows at once, and a preop before it", async () => {
    expect(await rowsOf("| numbers count=50001 | totals field=n")).toEqual([
      { total: String((50001 * 50002) / 2), rows: "50001", first: "1" },
    ]);
    expect(await rowsOf('| numbers count=2 | totals field=n preop="doubled field=n"')).toEqual([
      { total: "6", rows: "2", first: "2" },
    ]);
    expect(await rowsOf('| numbers count=2 | totals field=n preop="ordered"')).toEqual([
      { total: "3", rows: "2", first: "1" },
    ]);
    expect(await rowsOf("| makeresults count=0 | totals field=n")).toEqual([
      { total: "0", rows: "0" },
    ]);
  });

  it("tells the search, the arguments, and a key that opens splunkd", async () => {
    const { rows, problems } = await run('| describe "take my" breath="a way", x', {
      earliest: "100",
      latest: "200",
      owner: "ann",
      fixtures: { users: [{ name: "ann", roles: ["user"] }] },
    });
    expect(rows[0]).toMatchObject({
      app: '"search"',
      args: '["take my", "breath=a way", "x"]',
      raw_args: String.raw`["\"take my\"", "breath=\"a way\"", "x"]`,
      command: '"describe"',
      owner: '"ann"',
      username: '"ann"',
      who: "ann",
      maxresultrows: "50000",
      earliest_time: '"100.000000000"',
      latest_time: '"200.000000000"',
      search: '"%7C%20describe%20%22take%20my%22%20breath%3D%22a%20way%22%2C%20x"',
      has_folder: "1",
      home: "1",
      cwd: "bin",
      keys: "action preview searchinfo streaming_command_will_restart",
      tags: ["a", "b$c"],
    });
    expect(problems.map(({ message }) => message)).toEqual([
      "INFO: all is well",
      "nearly",
      "ERROR: not quite",
    ]);
  });

  it("starts a program in another language, found by its name", async () => {
    expect(await rowsOf("| shellgreeting")).toEqual([{ greeting: "hello from a shell" }]);
  });
});

describe("commands of the older protocol", () => {
  it("tells the header, and reads messages before the rows", async () => {
    const { rows, problems } = await run('| makeresults | eval a=split("x,y", ",") | shout a', {
      searchApp: "TA_other",
    });
    expect(rows[0]).toMatchObject({
      a: ["X", "Y"],
      search: '| makeresults | eval a=split("x,y", ",") | shout a',
      app: "TA_other",
      has_key: "1",
      has_info: "1",
    });
    expect(problems.map(({ message }) => message)).toEqual(["INFO: 1 rows for admin"]);
  });

  it.each<[spl: string, rows: object[]]>([
    ['| numbers count=3 | counted a="b c" "d"', [{ count: "3", arguments: 'a="b c" / "d"' }]],
    ["| makeresults count=0 | counted", [{ count: "0" }]],
    [
      "| letters 2",
      [
        { letter: "a", all: ["x", "y$"] },
        { letter: "b", all: ["x", "y$"] },
      ],
    ],
  ])("%s", async (spl, rows) => {
    expect(await rowsOf(spl)).toEqual(rows);
  });

  it.each<[setting: string, spl: string, rows: object[]]>([
    [
      "supports_rawargs = false",
      '| makeresults | counted a="b c" "d"',
      [{ count: "1", arguments: "a=b c / d" }],
    ],
    ["maxinputs = 2", "| numbers count=3 | counted", [{ count: "2" }]],
    [
      "maxinputs = 2\nstreaming = true",
      "| numbers count=3 | counted",
      [{ count: "2" }, { count: "1" }],
    ],
    ["needs_empty_results = false", "| makeresults count=0 | counted", []],
  ])("heeds %s", async (settings, spl, rows) => {
    const local = { "local/commands.conf": `[counted]\n${settings}\n` };
    const addon = loadAddon(copyWith(local));
    expect((await runSearch(addon, spl)).rows.map((row) => ({ ...row }))).toEqual(rows);
  });
});

/** What restless.py starts before it hangs. */
function isSleeper(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith("sleep\u0000600.0173");
  } catch {
    return false;
  }
}

function copyWith(files: Readonly<Record<string, string>>): string {
  const folder = tempFolder(files);
  execFileSync("cp", ["-r", `${FIXTURE}/.`, folder]);
  return folder;
}

const dies = (code: number): string =>
  `Error in 'restless' command: External search command exited unexpectedly with non-zero error code ${code}.`;
const garbage = (phase: string): string =>
  `Error in 'restless' command: Invalid message received from external search command during ${phase}, see search.log.`;

describe("a command that does what it should not", () => {
  it.each<[how: string, message: string, hint: RegExp]>([
    ["dies early", dies(3), /^$/],
    ["garbage early", garbage("setup"), /Hello from a print/],
    ["refuses", "Error in 'restless' command: This command needs an argument.", /^$/],
    ["says why, and dies", dies(1), /Unrecognized option: x=1/],
    ["dies", dies(7), /ValueError: no luck/],
    ["kills itself", dies(137), /^$/],
    [
      "leaves quietly",
      "Error in 'restless' command: External search command exited unexpectedly.",
      /^$/,
    ],
    [
      "hangs",
      "Error in 'restless' command: External search command did not answer within 1 seconds.",
      /^$/,
    ],
    ["floods", garbage("search"), /larger than 100000/],
    ["floods without end", garbage("search"), /transport header: x+/],
    ["garbage", garbage("search"), /no chunk at all/],
    ["half", garbage("search"), /middle of a chunk/],
    ["no json", garbage("search"), /\[1,\]/],
    ["tells an error", "Error in 'restless' command: The answer is no.", /^$/],
    ["says why in between", dies(1), /^$/],
  ])("%s", async (how, message, hint) => {
    const ended = await failure(`| makeresults | restless how="${how}"`);
    expect(ended).toMatchObject({ code: "SEARCH_COMMAND_FAILED", message });
    expect(ended.hint ?? "").toMatch(hint);
  });

  it("does not fail for an error told, or a bad end, after its last chunk", async () => {
    const { rows, error, problems } = await run(
      '| makeresults | restless how="fails after its end"',
    );
    expect({ rows: rows.length, error }).toEqual({ rows: 1, error: null });
    expect(problems.map(({ message }) => message)).toEqual(["ERROR: too late"]);
  });

  it("is stopped with the search", async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const ended = await failure('| makeresults | restless how="hangs"', { signal: stop.signal });
    expect(ended.message).toBe(dies(137));
  });

  it.runIf(process.platform === "linux")("leaves nothing running that it started", () => {
    const left = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && isSleeper(pid));
    expect(left).toEqual([]);
  });

  it.each<[spl: string, message: string]>([
    ["| breaks", "External search command 'breaks' returned error code 5."],
    ["| letters", "Error in 'letters' command: Tell how many letters you want."],
    [
      "| nowhere",
      "Error in 'nowhere' command: Cannot find program 'nowhere' or script 'nowhere.py'.",
    ],
    [
      "| makeresults | numbers",
      "Error in 'numbers' command: This command must be the first command of a search.",
    ],
    ["| makeresults | numbrs", "Unknown search command 'numbrs'"],
  ])("%s", async (spl, message) => {
    expect((await failure(spl)).message).toBe(message);
  });
});

it("runs commands behind the fence", async () => {
  const addon = loadAddon(
    copyWith({
      "local/commands.conf": "[escapes]\nfilename = escapes.py\ngenerating = true\n",
      "bin/escapes.py": `import socket
def attempt(act):
    try:
        act()
        return "done"
    except Exception as error:
        return type(error).__name__
print("net,file")
print("%s,%s" % (attempt(lambda: socket.create_connection(("192.0.2.1", 80), 1)), attempt(lambda: open("/etc/of-yours", "w"))))
`,
    }),
  );
  const { rows } = await runSearch(addon, "| escapes");
  expect(rows[0]?.["net"]).not.toBe("done");
  expect(rows[0]?.["file"]).not.toBe("done");
});

it("sees the commands that other apps export, and no others", async () => {
  const other = (name: string, meta: string) =>
    tempFolder({
      "default/app.conf": `[package]\nid = ${name}\n`,
      "default/commands.conf": `[${name}]\ngenerating = true\nfilename = x.py\n`,
      "bin/x.py": "print('a')\nprint('1')\n",
      "metadata/default.meta": meta,
    });
  const addon = loadAddon(FIXTURE, {
    also: [other("shared", "[commands]\nexport = system\n"), other("private", "")],
  });
  expect((await runSearch(addon, "| shared")).rows).toMatchObject([{ a: "1" }]);
  await expect(runSearch(addon, "| private")).rejects.toThrow("Unknown search command 'private'");
});
