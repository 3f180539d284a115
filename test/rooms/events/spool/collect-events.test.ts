// What lies in var/spool/splunk, taken up as Splunk's batch inputs would.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { collectEvents, type CollectLimits } from "../../../../src/events/spool/collect-events.ts";

const BREAK = "\n==##~~##~~  1E8N3D4E6V5E7N2T9 ~~##~~##==\n";
const CAM = "1.stash_common_action_model";
const idLine = (sourcetype: string, rid = "0") =>
  `***Common Action Model*** orig_action_name="my_action" orig_sid="s" orig_rid="${rid}" sourcetype="${sourcetype}"`;

const homes: string[] = [];
afterEach(() => {
  for (const home of homes.splice(0)) rmSync(home, { recursive: true });
});

function homeWith(files: Readonly<Record<string, string | Buffer>>): string {
  const home = mkdtempSync(join(tmpdir(), "ar-sim-test-"));
  homes.push(home);
  for (const [at, name] of Object.keys(files).entries()) {
    const path = join(home, "var", "spool", "splunk", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, files[name] ?? "");
    utimesSync(path, 1_700_000_000, 1_700_000_000 + at);
  }
  return home;
}

const collect = (
  files: Readonly<Record<string, string | Buffer>>,
  conf: Readonly<Record<string, string>> = {},
  limits?: CollectLimits,
) => collectEvents(homeWith(files), loadAddonFromTree(literalTree(conf)), limits);

describe("a file of the common action model", () => {
  it("gives what the header and the origin lines say, and takes both off", async () => {
    // The bytes that the original was observed to write.
    const { events, problems } = await collect({
      [CAM]:
        `***SPLUNK*** index="main" host="h1" source="s_1"${BREAK}` +
        `***Common Action Model*** orig_action_name="my_action" orig_sid="scheduler__admin__search__RMD5x_at_1_2" orig_rid="0" sourcetype="my:st"\nraw one${BREAK}` +
        `raw "two"\nline2${BREAK}` +
        `***Common Action Model*** orig_action_name="my_action" orig_sid="os" orig_rid="7" sourcetype="st_q"\nraw3`,
    });
    expect(problems).toEqual([]);
    expect(events).toMatchObject([
      {
        raw: "raw one",
        index: "main",
        host: "h1",
        source: "s_1",
        sourcetype: "my:st",
        indexed: {
          orig_action_name: "my_action",
          orig_sid: "scheduler__admin__search__RMD5x_at_1_2",
          orig_rid: "0",
        },
        origin: { kind: "spool", file: CAM, number: 0 },
        notes: [],
      },
      {
        raw: 'raw "two"\nline2',
        index: "main",
        sourcetype: undefined,
        indexed: {},
        notes: [expect.stringContaining("cam_header=False")],
      },
      { raw: "raw3", sourcetype: "st_q", indexed: { orig_sid: "os", orig_rid: "7" } },
    ]);
  });

  it("leaves to Splunk what the header does not say", async () => {
    const { events } = await collect({
      [CAM]: `***SPLUNK*** index="summary" host="" source=""${BREAK}${idLine("a")}\nx`,
      "2.stash_common_action_model": `***SPLUNK***${BREAK}${idLine("a")}\ny`,
      "3.stash_common_action_model": `***SPLUNK*** index="x"  source="y"${BREAK}***Common Action Model*** orig_action_name="unknown" orig_sid="1.2"  sourcetype="s"\nz`,
    });
    expect(events).toMatchObject([
      { index: "summary", host: undefined, source: undefined },
      { index: undefined },
      { index: "x", source: "y", sourcetype: "s", indexed: { orig_sid: "1.2" } },
    ]);
    expect(events[2]?.indexed).not.toHaveProperty("orig_rid");
  });

  it("reads line ends of Windows alike", async () => {
    const text = `***SPLUNK*** index="main"${BREAK}${idLine("a")}\nx${BREAK}${idLine("b")}\ny`;
    const { events } = await collect({ [CAM]: text.replaceAll("\n", "\r\n") });
    expect(events.map(({ raw, sourcetype }) => [raw, sourcetype])).toEqual([
      ["x", "a"],
      ["y", "b"],
    ]);
  });

  it("takes no breaker for one that stands within a line", async () => {
    const raw = "a ==##~~##~~  1E8N3D4E6V5E7N2T9 ~~##~~##== b";
    const { events } = await collect({ [CAM]: `***SPLUNK***${BREAK}${idLine("a")}\n${raw}` });
    expect(events.map((event) => event.raw)).toEqual([raw]);
  });

  it("keeps what came before a cut, and tells of it as EVENTS_BAD_SPOOL", async () => {
    const whole = `***SPLUNK*** index="main"${BREAK}${idLine("a")}\nwhole`;
    const ends = [BREAK.slice(0, 20), `${BREAK}***Common Acti`, `${BREAK}${idLine("b")}`];
    for (const end of ends) {
      const { events, problems } = await collect({ [CAM]: whole + end });
      expect(events.map((event) => event.raw)).toEqual(["whole"]);
      expect(problems).toMatchObject([{ code: "EVENTS_BAD_SPOOL" }]);
      expect(problems[0]?.message).toContain(CAM);
    }
  });

  it("tells of a file without header, or with nothing else", async () => {
    for (const text of ["", "***SPLUNK*** index=", "no header at all"]) {
      const { problems } = await collect({ [CAM]: text });
      expect(problems.map(({ code }) => code)).toContain("EVENTS_BAD_SPOOL");
    }
  });

  it("tells of bytes that are no UTF-8 and keeps them visible", async () => {
    const bytes = Buffer.concat([
      Buffer.from(`***SPLUNK***${BREAK}${idLine("a")}\ncaf`),
      Buffer.from([0xe9]),
      Buffer.from(" é"),
    ]);
    const { events, problems } = await collect({ [CAM]: bytes });
    expect(events[0]?.raw).toBe("caf\\xE9 é");
    expect(problems).toMatchObject([{ code: "EVENTS_BAD_SPOOL" }]);
  });

  it("stops at the cap and counts what it left", async () => {
    const event = `${BREAK}${idLine("a")}\n${"x".repeat(1000)}`;
    const { events, problems } = await collect(
      { [CAM]: `***SPLUNK***${event.repeat(50)}` },
      {},
      { mostBytes: 5000, mostEvents: 1000, mostOfEvent: 500 },
    );
    expect(events.length).toBeGreaterThan(2);
    expect(events.length).toBeLessThan(20);
    expect(events[0]?.raw.length).toBeLessThanOrEqual(500);
    expect(events[0]?.notes.join()).toMatch(/bytes of it were left out/);
    expect(problems.map(({ message }) => message).join()).toMatch(/\d+ bytes of it were not read/);
  });
});

it("takes up so many events and counts the others", async () => {
  const event = `${BREAK}${idLine("a")}\nx`;
  const { events, problems } = await collect(
    { [CAM]: `***SPLUNK***${event.repeat(5)}`, "2.stash_new": `***SPLUNK***${BREAK}y` },
    {},
    { mostBytes: 1 << 20, mostEvents: 3, mostOfEvent: 500 },
  );
  expect(events).toHaveLength(3);
  expect(problems.map(({ message }) => /(\d+) events of it/.exec(message)?.[1])).toEqual([
    "2",
    "1",
  ]);
});

it("takes files in the order of their writing, whatever their names", async () => {
  const file = (raw: string) => `***SPLUNK***${BREAK}${idLine("a")}\n${raw}`;
  const { events } = await collect({
    "9_1.stash_common_action_model": file("first"),
    "1_5.stash_common_action_model": file("second"),
    "5_9.stash_common_action_model": file("third"),
  });
  expect(events.map((event) => event.raw)).toEqual(["first", "second", "third"]);
});

it("marks events that a second writeevents() writes again", async () => {
  const text = `***SPLUNK***${BREAK}${idLine("a")}\nx`;
  const { events } = await collect({
    [CAM]: text,
    "2.stash_common_action_model": `${text}${BREAK}${idLine("a", "1")}\nx`,
  });
  expect(events.map(({ notes }) => notes.join())).toEqual([
    "",
    expect.stringContaining("written before, in another file"),
    "",
  ]);
});

describe("other spool files", () => {
  it("reads stash_new without origin lines", async () => {
    const { events } = await collect({
      "x.stash_new": `***SPLUNK*** index="summary" source="s"${BREAK}1700000001, a="1"${BREAK}${idLine("a")}\nx`,
    });
    expect(events).toMatchObject([
      { raw: '1700000001, a="1"', index: "summary", source: "s", notes: [] },
      {
        raw: `${idLine("a")}\nx`,
        indexed: {},
        notes: [expect.stringContaining("stays in the text")],
      },
    ]);
  });

  it("reads stash_hec line by line", async () => {
    const { events, problems } = await collect({
      "x.stash_hec":
        '{"event":{"a":1},"sourcetype":"j","index":"i","time":1700000000.5,"fields":{"f":["1","2"],"g":"x"}}\n' +
        '{"event":"text","host":"h"}\n{"time":1}\n{"event":"cut"',
    });
    expect(events).toMatchObject([
      {
        raw: '{"a":1}',
        sourcetype: "j",
        index: "i",
        time: 1_700_000_000.5,
        indexed: { f: ["1", "2"], g: "x" },
      },
      { raw: "text", host: "h", time: undefined },
    ]);
    expect(problems.map(({ where }) => where?.line)).toEqual([3, 4]);
  });

  it("reads what no input knows as ordinary data, header and all", async () => {
    const { events } = await collect({
      "x.stash_mine": `***SPLUNK*** index="main"${BREAK}2024-05-01 12:00:00 a\nb\n2024-05-01 12:00:01 c\n`,
    });
    expect(events.map((event) => event.raw)).toEqual([
      `***SPLUNK*** index="main"${BREAK.trimEnd()}`,
      "2024-05-01 12:00:00 a\nb",
      "2024-05-01 12:00:01 c",
    ]);
    expect(events[0]?.index).toBeUndefined();
    expect(events[0]?.notes.join()).toContain("no input knows this file");
  });

  it("follows an input that the add-on brings for an ending of its own", async () => {
    const conf = {
      "default/inputs.conf":
        "[batch://$SPLUNK_HOME/var/spool/splunk/...stash_mine]\nsourcetype = mine\nindex = own\nmove_policy = sinkhole\n",
      "default/props.conf": String.raw`[mine]
HEADER_MODE = firstline
LINE_BREAKER = (\r?\n==##~~##~~  1E8N3D4E6V5E7N2T9 ~~##~~##==\r?\n)
SHOULD_LINEMERGE = false
`,
    };
    const { events } = await collect(
      { "x.stash_mine": `***SPLUNK*** source="s"${BREAK}a\nb${BREAK}c` },
      conf,
    );
    expect(events.map(({ raw, index, source }) => [raw, index, source])).toEqual([
      ["a\nb", "own", "s"],
      ["c", "own", "s"],
    ]);
  });

  it("has nothing to say of an empty or missing folder", async () => {
    expect(await collectEvents(join(tmpdir(), "ar-sim-nowhere"))).toEqual({
      events: [],
      problems: [],
    });
  });
});
